package org.lockkeeper.match;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Base64 (RFC 4648 §4 and §5, wrapped lines as in RFC 2045 §6.8 too) and hexadecimal tokens that
 * hold text. A token counts if what it decodes to is nearly all printable UTF-8, which a token of
 * random bytes, a name or a path is not.
 */
final class Tokens {

  /** Shorter ones hold nothing worth finding, and every long word would be tried. */
  static final int SHORTEST = 16;

  /** A line this long or longer may go on in the next line. */
  private static final int WRAPPED_LINE = 56;

  /** One char in so many may be unprintable: a cut end, a length byte. */
  private static final int BAD_SHARE = 16;

  private static final byte[] SIX_BITS = sixBits();

  private final String text;
  private final Rewriting rewriting;

  Tokens(String text, Rewriting rewriting) {
    this.text = text;
    this.rewriting = rewriting;
  }

  /** Whether a char may stand in a token. */
  static boolean part(char unit) {
    return unit < 0x80 && SIX_BITS[unit] >= 0;
  }

  /** Whether a reader would see a character, or the gap it makes. */
  static boolean visible(int codePoint) {
    return codePoint >= ' ' && (codePoint < 0x7F || codePoint >= 0xA0)
        || codePoint == '\n'
        || codePoint == '\r'
        || codePoint == '\t';
  }

  /** Decodes the token that starts at a place, if one does; where to go on. */
  int step(int start) {
    int end = end(start);
    if (end - start < SHORTEST) {
      return end;
    }
    if (!decode(start, end)) {
      // A path or a key=value holds tokens between marks that base64 knows too.
      for (int at = start; at < end; ) {
        int piece = at;
        while (piece < end && Ascii.letterOrDigit(text.charAt(piece))) {
          piece++;
        }
        if (piece - at >= SHORTEST && (piece - at < end - start)) {
          decode(at, piece);
        }
        at = piece + 1;
      }
    }
    return end;
  }

  private int end(int start) {
    int at = start;
    int line = start;
    while (at < text.length()) {
      if (part(text.charAt(at))) {
        at++;
        continue;
      }
      int next = text.startsWith("\r\n", at) ? at + 2 : text.charAt(at) == '\n' ? at + 1 : -1;
      boolean wrapped =
          at - line >= WRAPPED_LINE && next > 0 && next < text.length() && part(text.charAt(next));
      if (!wrapped) {
        break;
      }
      line = next;
      at = next;
    }
    return at;
  }

  private boolean decode(int start, int end) {
    int body = text.startsWith("0x", start) ? start + 2 : start;
    String found = text(hex(body, end));
    if (found.isEmpty()) {
      found = text(base64(start, end));
    }
    if (found.isEmpty()) {
      return false;
    }
    int padded = end;
    while (padded < text.length() && padded < end + 2 && text.charAt(padded) == '=') {
      padded++;
    }
    rewriting.replace(start, padded, found);
    return true;
  }

  /** Nothing unless every char is a hexadecimal digit. */
  private byte[] hex(int start, int end) {
    if ((end - start) % 2 != 0 || end - start < SHORTEST) {
      return new byte[0];
    }
    for (int at = start; at < end; at++) {
      if (Character.digit(text.charAt(at), 16) < 0) {
        return new byte[0];
      }
    }
    byte[] bytes = new byte[(end - start) / 2];
    for (int at = 0; at < bytes.length; at++) {
      int high = Character.digit(text.charAt(start + 2 * at), 16);
      bytes[at] = (byte) (high << 4 | Character.digit(text.charAt(start + 2 * at + 1), 16));
    }
    return bytes;
  }

  private byte[] base64(int start, int end) {
    byte[] bytes = new byte[(end - start) * 3 / 4];
    int length = 0;
    int bits = 0;
    int held = 0;
    for (int at = start; at < end; at++) {
      if (part(text.charAt(at))) {
        bits = bits << 6 | SIX_BITS[text.charAt(at)];
        held += 6;
        if (held >= 8) {
          held -= 8;
          bytes[length++] = (byte) (bits >> held);
        }
      }
    }
    return Arrays.copyOf(bytes, length);
  }

  /** The text bytes hold; empty if they hold none. */
  private static String text(byte[] bytes) {
    if (bytes.length == 0) {
      return "";
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    int bad = 0;
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      bad += visible(unit) && unit != '\uFFFD' ? 0 : 1;
    }
    return bad * BAD_SHARE > text.length() ? "" : text;
  }

  private static byte[] sixBits() {
    byte[] values = new byte[0x80];
    Arrays.fill(values, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int at = 0; at < alphabet.length(); at++) {
      values[alphabet.charAt(at)] = (byte) at;
    }
    values['-'] = 62;
    values['_'] = 63;
    return values;
  }
}
