package org.lockkeeper.shared;

import java.time.Duration;
import java.time.Instant;

/**
 * Sums of amounts over sliding windows, by key: how often somebody did something of late.
 *
 * <p>Safe for many threads. Neither call waits for a network. What was added may be lost with the
 * node that heard of it; a sum that may therefore be too low says so.
 */
public interface Counters {

  /** Adds to a key's sum at a moment. */
  void add(String key, long amount, Instant at);

  /** The sum of what was added within the window that ends at a moment. */
  Count sum(String key, Duration window, Instant now);

  /**
   * A sum.
   *
   * @param certain false when a part of the cluster could not be asked: the true sum may be higher
   */
  record Count(long sum, boolean certain) {}
}
