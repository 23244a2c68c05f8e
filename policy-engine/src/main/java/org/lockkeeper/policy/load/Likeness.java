package org.lockkeeper.policy.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A text drawn from a pattern: literals, classes {@code [a-z0-9_]}, groups with alternatives {@code
 * (?:live|test)}, and counts {@code {4}}, {@code {2,8}} and {@code ?}. A backslash takes the next
 * char as it is, but for {@code \d}; a dot is a dot. The same pattern gives the same text in every
 * run.
 */
final class Likeness {

  /** More than any secret has; a slip of the finger must not fill the memory. */
  private static final int MOST = 4_096;

  private final String pattern;
  private final Random random;
  private int at;

  private Likeness(String pattern) {
    this.pattern = pattern;
    this.random = new Random(pattern.hashCode());
  }

  /**
   * Draws the text.
   *
   * @throws IllegalArgumentException if the pattern is not of this small kind
   */
  static String of(String pattern) {
    Likeness likeness = new Likeness(pattern);
    String text = likeness.alternatives();
    if (likeness.at < pattern.length()) {
      throw likeness.wrong("a \")\" too many");
    }
    return text;
  }

  /** Draws every alternative, so that what follows does not hang on the choice, and keeps one. */
  private String alternatives() {
    List<String> drawn = new ArrayList<>();
    drawn.add(sequence());
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      drawn.add(sequence());
    }
    return drawn.get(random.nextInt(drawn.size()));
  }

  private String sequence() {
    StringBuilder text = new StringBuilder();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      int item = at;
      String once = item();
      int[] counts = counts();
      int after = at;
      int count = counts[0] + random.nextInt(counts[1] - counts[0] + 1);
      if (count > 0) {
        text.append(once);
      }
      for (int round = 1; round < count; round++) {
        at = item;
        text.append(item());
      }
      at = after;
      if (text.length() > MOST) {
        throw wrong("longer than " + MOST + " characters");
      }
    }
    return text.toString();
  }

  private String item() {
    char unit = pattern.charAt(at++);
    return switch (unit) {
      case '(' -> group();
      case '[' -> pick(letters());
      case '\\' -> escaped();
      case '*', '+', '?', '{', '^', '$' -> throw wrong("\"" + unit + "\" says no length");
      default -> String.valueOf(unit);
    };
  }

  private String group() {
    if (pattern.startsWith("?:", at)) {
      at += 2;
    }
    String text = alternatives();
    if (at >= pattern.length()) {
      throw wrong("a \")\" is missing");
    }
    at++;
    return text;
  }

  private String escaped() {
    if (at >= pattern.length()) {
      throw wrong("nothing after the last \"\\\"");
    }
    char unit = pattern.charAt(at++);
    return unit == 'd' ? pick("0123456789") : String.valueOf(unit);
  }

  private String letters() {
    StringBuilder letters = new StringBuilder();
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      char first = pattern.charAt(at++);
      if (at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
        char last = pattern.charAt(at + 1);
        at += 2;
        for (char each = first; each <= last; each++) {
          letters.append(each);
        }
      } else {
        letters.append(first);
      }
    }
    if (at >= pattern.length() || letters.isEmpty()) {
      throw wrong("a class that is empty or not closed");
    }
    at++;
    return letters.toString();
  }

  /** The least and most often the item before stands. */
  private int[] counts() {
    if (at < pattern.length() && pattern.charAt(at) == '?') {
      at++;
      return new int[] {0, 1};
    }
    if (at >= pattern.length() || pattern.charAt(at) != '{') {
      return new int[] {1, 1};
    }
    int close = pattern.indexOf('}', at);
    if (close < 0) {
      throw wrong("a \"{\" without \"}\"");
    }
    String[] bounds = pattern.substring(at + 1, close).split(",", 2);
    at = close + 1;
    try {
      int least = Integer.parseInt(bounds[0]);
      int most = Integer.parseInt(bounds[bounds.length - 1]);
      if (least < 0 || most < least || most > MOST) {
        throw wrong("counts out of order or range");
      }
      return new int[] {least, most};
    } catch (NumberFormatException _) {
      throw wrong("a count that is no number");
    }
  }

  private String pick(String letters) {
    return String.valueOf(letters.charAt(random.nextInt(letters.length())));
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        "cannot draw from \"" + pattern + "\" at " + at + ": " + what);
  }
}
