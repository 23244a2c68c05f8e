package org.lockkeeper.proxy.service;

import java.util.HexFormat;

/** Text as it stands between the quotes of a JSON string (RFC 8259 §7). */
final class JsonText {

  private static final HexFormat HEX = HexFormat.of();

  private JsonText() {}

  /** Escapes what JSON forbids, and lone surrogates, which UTF-8 cannot carry. */
  static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int at = 0; at < text.length(); at++) {
      char letter = text.charAt(at);
      switch (letter) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (letter < ' ' || isLone(text, at)) {
            out.append("\\u").append(HEX.toHexDigits(letter));
          } else {
            out.append(letter);
          }
        }
      }
    }
    return out.toString();
  }

  private static boolean isLone(String text, int at) {
    char letter = text.charAt(at);
    if (Character.isHighSurrogate(letter)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(letter)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
