package org.lockkeeper.link;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The first eight bytes, big-endian, of the SHA-256 of an expression. Two of four million entries
 * share a URL's by chance once in 4·10¹² look-ups.
 */
final class UrlHash {

  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(UrlHash::sha256);

  private UrlHash() {}

  static long of(String expression) {
    byte[] digest = SHA_256.get().digest(expression.getBytes(StandardCharsets.ISO_8859_1));
    long hash = 0;
    for (int at = 0; at < Long.BYTES; at++) {
      hash = hash << 8 | digest[at] & 0xFF;
    }
    return hash;
  }

  /** The expression that stands for one host without its subdomains: no URL has this form. */
  static String exactHost(String host) {
    return "=" + host;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }
}
