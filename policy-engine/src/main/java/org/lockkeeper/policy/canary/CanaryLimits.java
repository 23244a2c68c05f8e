package org.lockkeeper.policy.canary;

import java.time.Duration;

/**
 * What a candidate in force may do before it is rolled back, looked at in windows of so many
 * messages.
 *
 * @param window how many messages are looked at together: the fewer, the more chance decides
 * @param hitPercent of a hundred messages, most that the candidate may keep from passing unchanged
 * @param slow how long a judgement may take
 * @param slowPercent of a hundred messages, most that may take longer
 */
public record CanaryLimits(int window, double hitPercent, Duration slow, double slowPercent) {

  /** What holds where nothing is set. */
  public static final CanaryLimits DEFAULT = new CanaryLimits(500, 5.0, Duration.ofMillis(20), 1.0);

  private static final double WHOLE = 100.0;

  public CanaryLimits {
    if (window < 1 || !slow.isPositive()) {
      throw new IllegalArgumentException("a window of at least one message, and some time");
    }
    if (!(hitPercent >= 0 && hitPercent <= WHOLE && slowPercent >= 0 && slowPercent <= WHOLE)) {
      throw new IllegalArgumentException("percentages are 0 to 100");
    }
  }

  /** Most hits in one window. */
  int hits() {
    return (int) Math.floor(window * hitPercent / WHOLE);
  }

  /** Most slow judgements in one window. */
  int slowOnes() {
    return (int) Math.floor(window * slowPercent / WHOLE);
  }
}
