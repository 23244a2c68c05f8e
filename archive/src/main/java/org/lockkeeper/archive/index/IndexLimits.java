package org.lockkeeper.archive.index;

import java.time.Duration;

/**
 * What an index allows itself.
 *
 * @param refreshInterval the longest until a record taken in is found
 * @param commitInterval the longest until it is found by other processes, and need not be read from
 *     the log again after a restart
 * @param wildcardWords how many different words one wildcard may stand for; more is a fault of the
 *     query, never a part of the answer
 * @param bufferBytes memory for what is not yet written
 */
public record IndexLimits(
    Duration refreshInterval, Duration commitInterval, int wildcardWords, long bufferBytes) {

  /**
   * The shipped limits.
   *
   * <p>Found within half a second, as people expect who have just posted. A commit every 2 seconds
   * costs a few syncs. 10,000 words are more than any stem has in a real archive, and still fast.
   * 64 MiB hold what comes between two commits at full load.
   */
  public static IndexLimits defaults() {
    return new IndexLimits(Duration.ofMillis(400), Duration.ofSeconds(2), 10_000, 64L << 20);
  }

  /**
   * @throws IllegalArgumentException if a limit allows nothing at all
   */
  public IndexLimits {
    if (!refreshInterval.isPositive()
        || !commitInterval.isPositive()
        || wildcardWords < 1
        || bufferBytes < 1 << 20) {
      throw new IllegalArgumentException("an index's limit is out of its range");
    }
  }
}
