package org.lockkeeper.detect;

import org.lockkeeper.match.Ascii;

/** What a value is built like: random chars, a password, words, a name in code. */
final class Shape {

  /**
   * Random tokens change between capitals, small letters and digits at four to five of ten chars,
   * camel case at one or two.
   */
  private static final double LEAST_CHANGES = 0.2;

  private static final int SHORTEST_RANDOM = 8;
  private static final int SHORTEST_PIN = 6;
  private static final String MARKS = "!@#$%^&*+?~";

  private Shape() {}

  static boolean random(String value) {
    int changes = 0;
    boolean digit = false;
    boolean letter = false;
    for (int at = 0; at < value.length(); at++) {
      char unit = value.charAt(at);
      digit |= Ascii.digit(unit);
      letter |= Ascii.letter(unit);
      changes += at > 0 && changes(value.charAt(at - 1), unit) ? 1 : 0;
    }
    return digit && letter && changes >= LEAST_CHANGES * value.length() && !path(value);
  }

  /** A capital and the small letters after it are one word. */
  private static boolean changes(char before, char after) {
    boolean starts = Ascii.letter(before) && Ascii.letter(after);
    return starts
        ? small(before) && !small(after)
        : Ascii.letter(before) && Ascii.digit(after) || Ascii.digit(before) && Ascii.letter(after);
  }

  private static boolean small(char letter) {
    return letter == Ascii.small(letter);
  }

  /** Letters with digits or marks among them, or only digits and enough of them. */
  static boolean password(String value) {
    int end = value.length();
    while (end > 0 && "!?.,;:".indexOf(value.charAt(end - 1)) >= 0) {
      end--;
    }
    boolean digit = false;
    boolean letter = false;
    boolean mark = false;
    for (int at = 0; at < end; at++) {
      char unit = value.charAt(at);
      digit |= Ascii.digit(unit);
      letter |= Ascii.letter(unit);
      mark |= MARKS.indexOf(unit) >= 0;
    }
    boolean pin = digit && !letter && !mark && end >= SHORTEST_PIN;
    return (letter && (digit || mark) || pin) && !path(value.substring(0, end));
  }

  /** A file's path, a channel, a mention, or names joined by dots as in {@code req.body.key1}. */
  private static boolean path(String value) {
    if (value.isEmpty() || "/#@~&".indexOf(value.charAt(0)) >= 0 || value.contains("://")) {
      return true;
    }
    String[] names = value.split("\\.", -1);
    if (names.length < 2) {
      return false;
    }
    for (String name : names) {
      if (name.isEmpty()
          || !Ascii.letter(name.charAt(0))
          || name.length() >= SHORTEST_RANDOM && random(name)) {
        return false;
      }
    }
    return true;
  }
}
