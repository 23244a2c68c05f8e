package org.lockkeeper.match;

/**
 * How much work the patterns may do on one message: chars read by regular expressions, a large
 * expression's chars counting more than once. Counted and not timed, so that the same message gives
 * the same answer on every machine and every day. Not for several threads.
 */
public final class Budget {

  private long left;

  /** A budget of so many chars. */
  public Budget(long chars) {
    if (chars < 0) {
      throw new IllegalArgumentException("no budget: " + chars);
    }
    this.left = chars;
  }

  /** Without an end: where nobody waits, as in tests of single patterns. */
  public static Budget unlimited() {
    return new Budget(Long.MAX_VALUE);
  }

  /** Takes so many chars away; false, and takes nothing, if fewer are left. */
  public boolean take(long chars) {
    if (chars > left) {
      return false;
    }
    left -= chars;
    return true;
  }
}
