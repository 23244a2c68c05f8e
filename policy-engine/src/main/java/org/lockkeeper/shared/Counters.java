package org.lockkeeper.shared;

import java.time.Duration;
import java.time.Instant;

/**
 * Sums of amounts over sliding windows, by key: "how much did this person post in the last hour".
 *
 * <p>Neither method waits for a network, a disk or another node longer than a few milliseconds, and
 * neither throws for what a cluster does or fails to do: safe to call while a message waits. Safe
 * for many threads. The clock comes in with each call; a moment that lies ahead of another caller's
 * is a moment like any other.
 *
 * <p>Sums are kept in buckets of time, so what was added shortly before a window began may be
 * counted within it: never too little, at most one bucket's worth too much.
 */
public interface Counters {

  /**
   * Adds to a key's sum at a moment. Never blocks on a network; may be lost with the node.
   *
   * @throws IllegalArgumentException if the amount is negative: windows only ever forget
   */
  void add(String key, long amount, Instant at);

  /**
   * The sum of what was added within the window that ends at a moment.
   *
   * @throws IllegalArgumentException unless the window is longer than nothing
   */
  Count sum(String key, Duration window, Instant now);

  /**
   * A sum, as far as it is known.
   *
   * @param certain false when part of what was added could not be asked for or has been dropped:
   *     the true sum may be higher, never lower
   */
  record Count(long sum, boolean certain) {}
}
