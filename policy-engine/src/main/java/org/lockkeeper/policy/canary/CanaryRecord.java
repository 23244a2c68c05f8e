package org.lockkeeper.policy.canary;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.lockkeeper.policy.Decision;

/**
 * How a candidate in force has done so far. A limit is broken as soon as a window holds one too
 * many, not only at its end; once broken it stays broken. Safe for many threads.
 */
final class CanaryRecord {

  private final CanaryLimits limits;

  // Guarded by this.
  private int judged;
  private int hits;
  private int slow;
  private long judgedAll;
  private long hitsAll;
  private Optional<String> broken = Optional.empty();

  CanaryRecord(CanaryLimits limits) {
    this.limits = limits;
  }

  /**
   * Takes note of one judgement.
   *
   * @return why the candidate must go, at the judgement that broke a limit and only there
   */
  synchronized Optional<String> judged(Decision decision, Duration took) {
    if (broken.isPresent()) {
      return Optional.empty();
    }
    if (judged == limits.window()) {
      judged = 0;
      hits = 0;
      slow = 0;
    }
    boolean hit = decision.verdict().strictness() > 0;
    judged++;
    judgedAll++;
    hits += hit ? 1 : 0;
    hitsAll += hit ? 1 : 0;
    slow += took.compareTo(limits.slow()) > 0 ? 1 : 0;
    if (hits > limits.hits()) {
      broken = Optional.of(broke(hits, "did not pass unchanged", limits.hitPercent()));
    } else if (slow > limits.slowOnes()) {
      String what = "took longer than " + limits.slow().toMillis() + " ms";
      broken = Optional.of(broke(slow, what, limits.slowPercent()));
    }
    return broken;
  }

  /** Judgements, in all. */
  synchronized long judgedAll() {
    return judgedAll;
  }

  /** Those that did not let a message pass unchanged. */
  synchronized long hitsAll() {
    return hitsAll;
  }

  private String broke(int many, String what, double percent) {
    return String.format(
        Locale.ROOT,
        "%d of %d messages %s; the limit is %s %% of %d",
        many,
        judged,
        what,
        percent,
        limits.window());
  }
}
