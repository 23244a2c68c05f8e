package org.lockkeeper.policy.bundle;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Keys as text files: RFC 7468, lax in white space, strict in everything else. */
final class KeyText {

  private static final int LINE = 64;

  private KeyText() {}

  static String write(String label, byte[] der) {
    String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  /**
   * Every block of one label.
   *
   * @throws IllegalArgumentException if a block has no end or is no base 64
   */
  static List<byte[]> read(String label, String text) {
    String begin = "-----BEGIN " + label + "-----";
    String end = "-----END " + label + "-----";
    List<byte[]> blocks = new ArrayList<>();
    for (int at = text.indexOf(begin); at >= 0; at = text.indexOf(begin, at)) {
      int close = text.indexOf(end, at);
      if (close < 0) {
        throw new IllegalArgumentException("a " + label + " has no end");
      }
      String body = text.substring(at + begin.length(), close);
      StringBuilder bare = new StringBuilder(body.length());
      body.chars()
          .filter(each -> !Character.isWhitespace(each))
          .forEach(each -> bare.append((char) each));
      blocks.add(Base64.getDecoder().decode(bare.toString()));
      at = close;
    }
    return blocks;
  }
}
