package org.lockkeeper.detect;

import java.util.Locale;
import org.lockkeeper.match.NormalText;

/**
 * A value a detector leaves alone: a documented test number, a placeholder. Only its letters and
 * digits count, without regard to capitals; {@code *} at either end stands for anything.
 */
public final class Ignored {

  private final String core;
  private final boolean openStart;
  private final boolean openEnd;

  /**
   * Reads a pack's form.
   *
   * @throws IllegalArgumentException if no letter or digit is in it: it would ignore everything
   */
  public Ignored(String form) {
    this.core = bare(NormalText.of(form).folded());
    this.openStart = form.startsWith("*");
    this.openEnd = form.endsWith("*");
    if (core.isEmpty()) {
      throw new IllegalArgumentException("\"" + form + "\" would ignore everything");
    }
  }

  boolean covers(String bareValue) {
    if (openStart && openEnd) {
      return bareValue.contains(core);
    }
    if (openStart) {
      return bareValue.endsWith(core);
    }
    return openEnd ? bareValue.startsWith(core) : bareValue.equals(core);
  }

  /** As a pack may write it. */
  @Override
  public String toString() {
    return (openStart ? "*" : "") + core + (openEnd ? "*" : "");
  }

  static String bare(String value) {
    StringBuilder bare = new StringBuilder(value.length());
    value
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(bare::appendCodePoint);
    return bare.toString();
  }
}
