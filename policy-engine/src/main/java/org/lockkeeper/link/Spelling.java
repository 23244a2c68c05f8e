package org.lockkeeper.link;

/** How far two names are apart for fingers on a keyboard. */
final class Spelling {

  /** The rows of QWERTY; what stands beside each other is easily hit for each other. */
  private static final String[] ROWS = {"1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"};

  /** What one slip of a finger makes of a name. */
  enum Slip {
    /** None: the names are the same, or farther apart. */
    NONE,
    /** One other letter, from elsewhere on the keyboard; one letter more. */
    OTHER,
    /** A neighbouring key, a letter twice or left out, two letters changed. */
    TYPICAL
  }

  private Spelling() {}

  /** The one slip between two names. */
  static Slip between(String right, String written) {
    int first = 0;
    int most = Math.min(right.length(), written.length());
    while (first < most && right.charAt(first) == written.charAt(first)) {
      first++;
    }
    int last = 0;
    while (last < most - first
        && right.charAt(right.length() - 1 - last) == written.charAt(written.length() - 1 - last)) {
      last++;
    }
    String missing = right.substring(first, right.length() - last);
    String instead = written.substring(first, written.length() - last);
    if (missing.length() == 1 && instead.isEmpty()) {
      return Slip.TYPICAL;
    }
    if (missing.isEmpty() && instead.length() == 1) {
      boolean twice = first > 0 && written.charAt(first - 1) == instead.charAt(0);
      return twice ? Slip.TYPICAL : Slip.OTHER;
    }
    if (missing.length() == 1 && instead.length() == 1) {
      return substituted(missing.charAt(0), instead.charAt(0));
    }
    boolean changed =
        missing.length() == 2
            && instead.length() == 2
            && missing.charAt(0) == instead.charAt(1)
            && missing.charAt(1) == instead.charAt(0);
    return changed ? Slip.TYPICAL : Slip.NONE;
  }

  private static Slip substituted(char right, char written) {
    // Of two names that differ in a number, neither imitates the other.
    if (Character.isDigit(right) && Character.isDigit(written)) {
      return Slip.NONE;
    }
    for (String row : ROWS) {
      int one = row.indexOf(right);
      int other = row.indexOf(written);
      if (one >= 0 && other >= 0 && Math.abs(one - other) == 1) {
        return Slip.TYPICAL;
      }
    }
    return Slip.OTHER;
  }
}
