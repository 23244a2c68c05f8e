package org.lockkeeper.proxy.service;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** UTF-8 taken at its word (RFC 3629): what is not well-formed is refused, never replaced. */
final class StrictUtf8 {

  private StrictUtf8() {}

  /** Refuses bytes that are not UTF-8. */
  static void check(byte[] bytes) throws UnreadableException {
    for (byte one : bytes) {
      if (one < 0) {
        decode(bytes, 0, bytes.length);
        return;
      }
    }
  }

  /** The text of some bytes. */
  static String decode(byte[] bytes, int start, int end) throws UnreadableException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, end - start))
          .toString();
    } catch (CharacterCodingException broken) {
      throw new UnreadableException("the text is not UTF-8");
    }
  }

  /** Whether a text can be written as UTF-8 and read back as it is: no lone surrogates. */
  static boolean canWrite(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
