package org.lockkeeper.archive.tlog;

import java.util.Arrays;
import java.util.Base64;
import org.lockkeeper.message.Digest;

/** Base64 of RFC 4648 §4 in its one canonical form: every text that differs, differs in bytes. */
final class Base64Text {

  private Base64Text() {}

  static String of(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /**
   * @throws ProofFault MALFORMED if it is not base64, or not written as {@link #of} writes it
   */
  static byte[] parse(String text, String what) throws ProofFault {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw ProofFault.malformed(what + " is not base64");
    }
    // The decoder overlooks padding bits that are not zero, and missing padding.
    if (!of(bytes).equals(text)) {
      throw ProofFault.malformed(what + " is not canonical base64");
    }
    return bytes;
  }

  /**
   * @throws ProofFault MALFORMED if it is not the base64 of 32 bytes
   */
  static Digest hash(String text, String what) throws ProofFault {
    byte[] bytes = parse(text, what);
    if (bytes.length != Digest.LENGTH) {
      throw ProofFault.malformed(what + " has " + bytes.length + " bytes; a hash has 32");
    }
    return Digest.fromBytes(Arrays.copyOf(bytes, Digest.LENGTH));
  }
}
