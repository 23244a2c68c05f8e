package org.lockkeeper.match;

import java.util.Objects;

/**
 * How a policy matches.
 *
 * @param engine what compiles its patterns; keep one for all reloads
 * @param budget the work patterns may do on one message, in the chars of {@link Budget}
 */
public record Matching(PatternEngine engine, long budget) {

  /**
   * A megabyte may be read whole by a few patterns, or 2 KB by a thousand. Honest messages spend a
   * thousandth of it.
   */
  public static final long DEFAULT_BUDGET = 4_000_000;

  public Matching {
    Objects.requireNonNull(engine, "engine");
    if (budget < 1) {
      throw new IllegalArgumentException("a budget is at least 1, not " + budget);
    }
  }

  /** The engine in plain Java with the default budget. */
  public static Matching plain() {
    return new Matching(new GatedPatternEngine(), DEFAULT_BUDGET);
  }
}
