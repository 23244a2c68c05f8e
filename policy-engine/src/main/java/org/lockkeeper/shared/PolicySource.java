package org.lockkeeper.shared;

import org.lockkeeper.policy.Inspector;
import org.lockkeeper.policy.PolicyVersion;

/**
 * Where the policy in force comes from.
 *
 * <p>{@link #current} is a plain read of a volatile field: each event asks once and is judged by
 * one whole set. A set that does not load never becomes current; the last good one stays in force.
 */
public interface PolicySource extends AutoCloseable {

  /** The policy in force now. */
  Inspector current();

  /** Which policy is in force now. */
  PolicyVersion version();

  /** Stops watching. The current policy stays usable. */
  @Override
  void close();
}
