package org.lockkeeper.proxy.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Marks what a member says with an HMAC-SHA-256 (RFC 2104) under the cluster's secret, so that a
 * stranger on the same network can neither plant nor change a count, an answer or a finding. It
 * hides nothing, and does not stop a stranger from withholding. Safe for many threads.
 */
public final class Seal {

  /** A secret shorter than this could be tried out. */
  public static final int SHORTEST_SECRET = 32;

  private static final String ALGORITHM = "HmacSHA256";
  private static final int MARK_BYTES = 32;

  private final SecretKeySpec secret;

  private Seal(byte[] secret) {
    this.secret = new SecretKeySpec(secret, ALGORITHM);
  }

  /**
   * A seal of those who share a secret.
   *
   * @throws IllegalArgumentException if it is shorter than {@value #SHORTEST_SECRET} bytes
   */
  public static Seal of(byte[] secret) {
    if (secret.length < SHORTEST_SECRET) {
      throw new IllegalArgumentException(
          "a cluster's secret has at least "
              + SHORTEST_SECRET
              + " bytes, not "
              + secret.length
              + "; make one with 'openssl rand -hex 32'");
    }
    return new Seal(secret.clone());
  }

  /**
   * A body with its mark in front.
   *
   * @param subject what it is about: the same body about something else has another mark
   */
  byte[] seal(String subject, byte[] body) {
    byte[] sealed = Arrays.copyOf(mark(subject, body), MARK_BYTES + body.length);
    System.arraycopy(body, 0, sealed, MARK_BYTES, body.length);
    return sealed;
  }

  /** The body of what was sealed about this subject; empty if a stranger made or changed it. */
  Optional<byte[]> open(String subject, byte[] sealed) {
    if (sealed.length < MARK_BYTES) {
      return Optional.empty();
    }
    byte[] body = Arrays.copyOfRange(sealed, MARK_BYTES, sealed.length);
    byte[] mark = Arrays.copyOf(sealed, MARK_BYTES);
    return MessageDigest.isEqual(mark, mark(subject, body)) ? Optional.of(body) : Optional.empty();
  }

  /** 32 bytes that only who has the secret can compute: a name or a key for a body. */
  byte[] mark(String subject, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      mac.update(subject.getBytes(UTF_8));
      // Ends the subject: no subject contains it.
      mac.update((byte) 0);
      return mac.doFinal(body);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has " + ALGORITHM, impossible);
    }
  }
}
