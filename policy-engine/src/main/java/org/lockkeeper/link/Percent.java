package org.lockkeeper.link;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/** Percent-encoding (WHATWG URL §1.3). Lone surrogates count as U+FFFD. */
final class Percent {

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private Percent() {}

  /** What is encoded where; every set also holds the controls and all that is not ASCII. */
  enum Set {
    CONTROL(""),
    FRAGMENT(" \"<>`"),
    QUERY(" \"#<>"),
    SPECIAL_QUERY(" \"#<>'"),
    PATH(" \"#<>?^`{}"),
    USERINFO(" \"#<>?^`{}/:;=@[\\]|"),
    /** All but the unreserved characters of RFC 3986 §2.3: safe in any part. */
    COMPONENT(" \"#<>?^`{}/:;=@[\\]|!$%&'()*+,");

    private final BitSet units = new BitSet(0x80);

    Set(String units) {
      units.chars().forEach(this.units::set);
    }

    boolean has(int codePoint) {
      return codePoint < 0x20 || codePoint > 0x7E || units.get(codePoint);
    }
  }

  static String encode(String text, Set set) {
    int at = 0;
    while (at < text.length() && !set.has(text.charAt(at))) {
      at++;
    }
    if (at == text.length()) {
      return text;
    }
    StringBuilder encoded = new StringBuilder(text.length() + 16).append(text, 0, at);
    while (at < text.length()) {
      int codePoint = text.codePointAt(at);
      if (set.has(codePoint)) {
        for (byte unit : utf8(codePoint)) {
          encoded.append('%').append(HEX[unit >> 4 & 15]).append(HEX[unit & 15]);
        }
      } else {
        encoded.append((char) codePoint);
      }
      at += Character.charCount(codePoint);
    }
    return encoded.toString();
  }

  /** Decodes once; what is no UTF-8 afterwards becomes U+FFFD. */
  static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(text.length());
    for (int at = 0; at < text.length(); ) {
      int value = value(text, at);
      if (value >= 0) {
        decoded.write(value);
        at += 3;
      } else {
        int codePoint = text.codePointAt(at);
        decoded.writeBytes(utf8(codePoint));
        at += Character.charCount(codePoint);
      }
    }
    return decoded.toString(StandardCharsets.UTF_8);
  }

  static byte[] utf8(int codePoint) {
    boolean lone = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    return Character.toString(lone ? 0xFFFD : codePoint).getBytes(StandardCharsets.UTF_8);
  }

  /** The byte that a triplet at a place stands for, or -1. */
  private static int value(String text, int at) {
    if (at + 2 >= text.length() || text.charAt(at) != '%') {
      return -1;
    }
    return pair(text.charAt(at + 1), text.charAt(at + 2));
  }

  /** Two hexadecimal digits as a byte, or -1. */
  static int pair(int high, int low) {
    int first = high < 0x80 ? Character.digit(high, 16) : -1;
    int second = low < 0x80 ? Character.digit(low, 16) : -1;
    return first < 0 || second < 0 ? -1 : first * 16 + second;
  }
}
