package org.lockkeeper.link;

import java.util.ArrayList;
import java.util.List;
import org.lockkeeper.match.Ascii;

/**
 * Where a text may hold links at all, told in one pass that looks at no letter twice: most chat has
 * no dot between letters and no colon before a slash, and then nothing more is done for it.
 *
 * @param plain whether there may be a link as it is written
 * @param disguised words that may hold one that shows only without marks, or decoded
 */
record LinkSigns(boolean plain, List<Word> disguised) {

  /** A word between spaces: no link has one inside. */
  record Word(int start, int end) {}

  /** Shorter runs of letters and digits are not decoded. */
  private static final int SHORTEST_ENCODED = 16;

  private static final byte NOTHING = 0;
  private static final byte SPACE = 1;
  private static final byte DOT = 2;
  private static final byte MARK = 3;
  private static final byte CLOSING = 4;
  private static final byte ESCAPE = 5;
  private static final byte OTHER = 6;

  private static final byte[] TABLE = table();

  static LinkSigns of(String text) {
    List<Word> words = List.of();
    boolean plain = false;
    boolean hidden = false;
    boolean dot = false;
    boolean mark = false;
    int start = 0;
    int last = -1;
    int length = text.length();
    for (int at = 0; at <= length; at++) {
      char unit = at == length ? ' ' : text.charAt(at);
      byte kind = unit < 0x80 ? TABLE[unit] : OTHER;
      if (kind == NOTHING) {
        continue;
      }
      hidden |= at - last > SHORTEST_ENCODED;
      last = at;
      switch (kind) {
        case SPACE -> {
          if (hidden || dot && mark) {
            words = words.isEmpty() ? new ArrayList<>() : words;
            words.add(new Word(start, at));
          }
          start = at + 1;
          hidden = false;
          dot = false;
          mark = false;
        }
        case DOT -> {
          dot = true;
          plain |= dot(text, at, unit);
        }
        case CLOSING -> plain |= at > 0 && ".tT:/ ".indexOf(text.charAt(at - 1)) >= 0;
        case MARK -> mark = true;
        case ESCAPE -> {
          hidden |= escape(text, at, unit);
          mark |= unit == '\\';
        }
        default -> plain |= unit >= 0x80 && HostRun.dot(unit);
      }
    }
    return new LinkSigns(plain, words);
  }

  private static boolean dot(String text, int at, char unit) {
    char before = at == 0 ? ' ' : text.charAt(at - 1);
    char next = at + 1 == text.length() ? ' ' : text.charAt(at + 1);
    return unit == '.'
        ? hostPart(next) && hostPart(before)
        : next == '/' || next == '\\' || next == ']' || next == ')' || next == '}';
  }

  /** With the brackets around a defanged dot, and what is not seen in between. */
  private static boolean hostPart(char unit) {
    return unit >= 0x80 || Ascii.letterOrDigit(unit) || "-_]){}[(".indexOf(unit) >= 0;
  }

  private static boolean escape(String text, int at, char unit) {
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    return switch (unit) {
      case '&' -> next == '#' || Ascii.letter(next);
      case '%' -> Ascii.digit(next);
      default -> next == 'u' || next == 'x' || next == 'U';
    };
  }

  private static byte[] table() {
    byte[] table = new byte[0x80];
    for (char unit = 0; unit < 0x80; unit++) {
      boolean token = Ascii.letterOrDigit(unit) || unit == '+' || unit == '=';
      table[unit] = token ? NOTHING : unit <= ' ' ? SPACE : OTHER;
    }
    "*_~`|<>".chars().forEach(unit -> table[unit] = MARK);
    ".:".chars().forEach(unit -> table[unit] = DOT);
    "])}".chars().forEach(unit -> table[unit] = CLOSING);
    "&%\\".chars().forEach(unit -> table[unit] = ESCAPE);
    return table;
  }
}
