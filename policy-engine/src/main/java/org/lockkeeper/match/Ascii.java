package org.lockkeeper.match;

/** Character classes of US-ASCII; any other code point is in none of them. */
public final class Ascii {

  private Ascii() {}

  /** Whether it is one of 0 to 9. */
  public static boolean digit(int codePoint) {
    return codePoint >= '0' && codePoint <= '9';
  }

  /** Whether it is one of A to Z or a to z. */
  public static boolean letter(int codePoint) {
    int small = codePoint | 0x20;
    return small >= 'a' && small <= 'z' && codePoint < 0x80;
  }

  /** Whether it is a letter or a digit. */
  public static boolean letterOrDigit(int codePoint) {
    return digit(codePoint) || letter(codePoint);
  }

  /** The small letter of a capital; anything else unchanged. */
  public static char small(char letter) {
    return letter >= 'A' && letter <= 'Z' ? (char) (letter | 0x20) : letter;
  }

  /** The first char from a place on that is none; the text's length where all are. */
  static int beyond(String text, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) < 0x80) {
      at++;
    }
    return at;
  }
}
