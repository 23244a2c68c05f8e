package org.lockkeeper.policy;

import java.util.Set;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.ServiceId;

/**
 * The only door from a decision to the changing world. A map of constants in tests.
 *
 * <p>Later conditions ask here too: counters, URL categories, channel membership.
 */
public interface Facts {

  /** Nobody is in any group. */
  Facts NONE = (service, who) -> Set.of();

  /** The groups the organisation has put a person in, for example {@code finance}. */
  Set<String> groupsOf(ServiceId service, Actor who);
}
