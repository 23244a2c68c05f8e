package org.lockkeeper.link;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;

/**
 * A text in which dots and colons put into brackets, {@code [.] (dot) [://]}, are themselves again
 * and invisible characters are gone, with a way back to its places. Linear time.
 */
final class Refanged {

  private static final String OPENING = "[({";
  private static final String CLOSING = "])}";

  /** The longest that stands in brackets: {@code " dot "} and {@code "://"}. */
  private static final int LONGEST = 7;

  private final String original;
  private final String text;
  private final int[] from;
  private final int[] to;
  private final BitSet changed;

  private Refanged(String original, String text, int[] from, int[] to, BitSet changed) {
    this.original = original;
    this.text = text;
    this.from = from;
    this.to = to;
    this.changed = changed;
  }

  static Refanged of(String original) {
    for (int at = 0; at < original.length(); at++) {
      char unit = original.charAt(at);
      if (invisible(unit) || opens(original, at) && bracketed(original, at).isPresent()) {
        return new Building(original, at).refanged();
      }
    }
    return new Refanged(original, original, new int[0], new int[0], new BitSet());
  }

  String original() {
    return original;
  }

  String text() {
    return text;
  }

  int originalStart(int start) {
    return from.length == 0 ? start : from[start];
  }

  int originalEnd(int end) {
    return to.length == 0 ? end : to[end - 1];
  }

  /** Whether anything inside a span was written otherwise; what was hidden before it is outside. */
  boolean changed(int start, int end) {
    int next = changed.nextSetBit(start + 1);
    return next >= 0 && next < end;
  }

  /** What a bracket stands for, and where it ends. */
  private record Bracketed(String text, int end) {}

  /** Asked first: most brackets are a sentence's. */
  private static boolean opens(String text, int at) {
    char unit = text.charAt(at);
    return (unit == '(' || unit == '[' || unit == '{')
        && at + 1 < text.length()
        && ".dD:/ ".indexOf(text.charAt(at + 1)) >= 0;
  }

  private static Optional<Bracketed> bracketed(String text, int at) {
    int kind = OPENING.indexOf(text.charAt(at));
    if (kind < 0) {
      return Optional.empty();
    }
    int most = Math.min(text.length(), at + 2 + LONGEST);
    for (int end = at + 1; end < most; end++) {
      if (text.charAt(end) == CLOSING.charAt(kind)) {
        String inside = text.substring(at + 1, end).strip().toLowerCase(Locale.ROOT);
        return switch (inside) {
          case ".", "dot" -> Optional.of(new Bracketed(".", end + 1));
          case ":", "://", "/", ":/" -> Optional.of(new Bracketed(inside, end + 1));
          default -> Optional.empty();
        };
      }
    }
    return Optional.empty();
  }

  /**
   * What nobody sees and UTS #46 drops from hosts: zero-width space, word joiner, soft hyphen,
   * variation selectors; and the marks of direction, which spoil an address without showing.
   */
  private static boolean invisible(char unit) {
    return unit >= 0xAD
        && (unit == 0xAD
            || unit == 0x34F
            || unit >= 0x180B && unit <= 0x180D
            || unit == 0x200B
            || unit == 0x200E
            || unit == 0x200F
            || unit >= 0x202A && unit <= 0x202E
            || unit >= 0x2060 && unit <= 0x2069
            || unit >= 0xFE00 && unit <= 0xFE0F
            || unit == 0xFEFF);
  }

  /** The text so far; places are gathered only from the first change on. */
  private static final class Building {
    private final String original;
    private final StringBuilder text;
    private final int[] from;
    private final int[] to;
    private final BitSet changed = new BitSet();

    Building(String original, int plain) {
      this.original = original;
      this.text = new StringBuilder(original.length()).append(original, 0, plain);
      this.from = new int[original.length()];
      this.to = new int[original.length()];
      for (int at = 0; at < plain; at++) {
        from[at] = at;
        to[at] = at + 1;
      }
    }

    Refanged refanged() {
      boolean hidden = false;
      for (int at = text.length(); at < original.length(); ) {
        char unit = original.charAt(at);
        Optional<Bracketed> found =
            opens(original, at) ? bracketed(original, at) : Optional.empty();
        if (invisible(unit)) {
          hidden = true;
          at++;
        } else if (found.isPresent()) {
          at = take(found.get(), at);
        } else {
          changed.set(text.length(), hidden);
          hidden = false;
          put(unit, at, at + 1);
          at++;
        }
      }
      int length = text.length();
      return new Refanged(
          original,
          text.toString(),
          Arrays.copyOf(from, length),
          Arrays.copyOf(to, length),
          changed);
    }

    /** A bracket and one space at either side of it: people write {@code evil [.] example}. */
    private int take(Bracketed found, int at) {
      int start = at;
      int end = found.end();
      boolean dot = found.text().equals(".");
      if (dot && text.length() > 1 && text.charAt(text.length() - 1) == ' ' && at > 1) {
        boolean word = Character.isLetterOrDigit(text.charAt(text.length() - 2));
        if (word && end + 1 < original.length() && original.charAt(end) == ' ') {
          text.setLength(text.length() - 1);
          changed.clear(text.length());
          start--;
          end++;
        }
      }
      for (int each = 0; each < found.text().length(); each++) {
        changed.set(text.length());
        put(found.text().charAt(each), start, end);
      }
      return end;
    }

    private void put(char unit, int start, int end) {
      from[text.length()] = start;
      to[text.length()] = end;
      text.append(unit);
    }
  }
}
