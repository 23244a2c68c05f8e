package org.lockkeeper.match;

/**
 * What in a text asks for more than one view, found in one pass without copying. Most messages ask
 * for nothing.
 */
final class Asking {

  static final int NON_ASCII = 1;
  static final int MARKUP = 2;
  static final int ENCODED = 4;
  private static final int TOKEN = 8;

  private static final byte[] TABLE = table();

  private Asking() {}

  /** The union of the marks above. */
  static int of(String text) {
    int marks = 0;
    int run = 0;
    int longest = 0;
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      int mark = unit < 0x80 ? TABLE[unit] : NON_ASCII;
      marks |= mark;
      if ((mark & TOKEN) == 0) {
        longest = Math.max(longest, run);
        run = 0;
      } else {
        run++;
      }
    }
    boolean token = Math.max(longest, run) >= Tokens.SHORTEST;
    return marks & (NON_ASCII | MARKUP | ENCODED) | (token ? ENCODED : 0);
  }

  private static byte[] table() {
    byte[] table = new byte[0x80];
    for (char unit = 0; unit < 0x80; unit++) {
      table[unit] = Tokens.part(unit) ? (byte) TOKEN : 0;
    }
    for (char unit : "*_~`|<&[\\".toCharArray()) {
      table[unit] |= MARKUP;
    }
    for (char unit : "%=\\".toCharArray()) {
      table[unit] |= ENCODED;
    }
    return table;
  }
}
