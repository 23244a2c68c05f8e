package org.lockkeeper.match;

/**
 * Escapes that stand for one character each: {@code %34} (RFC 3986 §2.1), {@code =34} and soft line
 * breaks (quoted-printable, RFC 2045 §6.7), {@code \}{@code u0034}, {@code \x34}, {@code \n} (JSON,
 * RFC 8259 §7, and its kin). Bytes are UTF-8; what is not, and what no reader could see, stays.
 */
final class Escapes {

  /** Fewer are far oftener a formula or a setting, {@code width=42}. */
  private static final int FEWEST_QUOTED = 3;

  private final String text;
  private final Rewriting rewriting;
  private final boolean quotedPrintable;

  Escapes(String text, Rewriting rewriting) {
    this.text = text;
    this.rewriting = rewriting;
    this.quotedPrintable = quoted(text) >= FEWEST_QUOTED;
  }

  /** Decodes the escape that starts at a place, if one does; where to go on. */
  int step(int at) {
    return switch (text.charAt(at)) {
      case '%' -> text.startsWith("%u", at) ? units(at, 2) : bytes(at, '%');
      case '=' -> quotedPrintable ? quotedPrintable(at) : at + 1;
      case '\\' -> backslash(at);
      default -> at + 1;
    };
  }

  private int quotedPrintable(int at) {
    if (text.startsWith("=\n", at) || text.startsWith("=\r\n", at)) {
      int end = text.indexOf('\n', at) + 1;
      rewriting.drop(at, end);
      return end;
    }
    return bytes(at, '=');
  }

  private int backslash(int at) {
    if (at + 1 == text.length()) {
      return at + 1;
    }
    return switch (text.charAt(at + 1)) {
      case 'u' -> text.startsWith("{", at + 2) ? braced(at) : units(at, 2);
      case 'x' -> single(at, at + 4, number(at + 2, 2));
      case 'n' -> single(at, at + 2, '\n');
      case 'r' -> single(at, at + 2, '\r');
      case 't' -> single(at, at + 2, '\t');
      // An escaped backslash escapes nothing after it.
      case '\\' -> single(at, at + 2, '\\');
      default -> at + 1;
    };
  }

  private int braced(int at) {
    int end = at + 3;
    while (end < text.length() && end < at + 9 && Character.digit(text.charAt(end), 16) >= 0) {
      end++;
    }
    boolean closed = end > at + 3 && end < text.length() && text.charAt(end) == '}';
    return closed ? single(at, end + 1, number(at + 3, end - at - 3)) : at + 1;
  }

  /** One UTF-16 code unit in four hexadecimal digits, or two that make one character. */
  private int units(int at, int prefix) {
    int length = prefix + 4;
    int high = number(at + prefix, 4);
    if (high >= 0 && Character.isHighSurrogate((char) high)) {
      boolean again = text.startsWith(text.substring(at, at + prefix), at + length);
      int low = again ? number(at + length + prefix, 4) : -1;
      boolean pair = low >= 0 && Character.isLowSurrogate((char) low);
      return pair
          ? single(at, at + 2 * length, Character.toCodePoint((char) high, (char) low))
          : at + 1;
    }
    return single(at, at + length, high);
  }

  /** The bytes of one UTF-8 character (RFC 3629 §3), each as a mark and two digits. */
  private int bytes(int at, char mark) {
    int first = octet(at, mark);
    int more = first < 0x80 ? 0 : first < 0xC2 ? -1 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
    if (first < 0 || more < 0 || first > 0xF4) {
      return at + 1;
    }
    int codePoint = more == 0 ? first : first & 0x3F >> more;
    for (int each = 1; each <= more; each++) {
      int next = octet(at + 3 * each, mark);
      if (next < 0 || next >> 6 != 2) {
        return at + 1;
      }
      codePoint = codePoint << 6 | next & 0x3F;
    }
    return single(at, at + 3 * (more + 1), codePoint);
  }

  private int single(int start, int end, int codePoint) {
    boolean shown =
        codePoint >= 0
            && Character.isValidCodePoint(codePoint)
            && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE)
            && Tokens.visible(codePoint);
    if (!shown) {
      return start + 1;
    }
    rewriting.replace(start, end, Character.toString(codePoint));
    return end;
  }

  private int octet(int at, char mark) {
    return at < text.length() && text.charAt(at) == mark ? number(at + 1, 2) : -1;
  }

  /** A number of so many hexadecimal digits, or -1. */
  private int number(int at, int digits) {
    if (at + digits > text.length()) {
      return -1;
    }
    int number = 0;
    for (int each = at; each < at + digits; each++) {
      int digit = text.charAt(each) < 0x80 ? Character.digit(text.charAt(each), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      number = number << 4 | digit;
    }
    return number;
  }

  private static int quoted(String text) {
    int count = 0;
    for (int at = text.indexOf('='); at >= 0 && count < FEWEST_QUOTED; ) {
      boolean escape = at + 2 < text.length() && capital(text, at + 1) && capital(text, at + 2);
      count += escape ? 1 : 0;
      at = text.indexOf('=', at + 1);
    }
    return count;
  }

  /** Quoted-printable is written in capitals (RFC 2045 §6.7 rule 1). */
  private static boolean capital(String text, int at) {
    char unit = text.charAt(at);
    return Ascii.digit(unit) || unit >= 'A' && unit <= 'F';
  }
}
