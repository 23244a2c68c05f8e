package org.lockkeeper.message;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 digest (FIPS 180-4), compared by value. */
public final class Digest {

  /** How many bytes a digest has. */
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private Digest(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The digest of the given bytes. */
  public static Digest of(byte[] content) {
    return new Digest(sha256().digest(content));
  }

  /**
   * A digest from its own bytes.
   *
   * @throws IllegalArgumentException unless there are exactly {@value #LENGTH}
   */
  public static Digest fromBytes(byte[] digest) {
    if (digest.length != LENGTH) {
      throw new IllegalArgumentException("a SHA-256 digest has 32 bytes, not " + digest.length);
    }
    return new Digest(digest.clone());
  }

  /** A digest from its hexadecimal form. */
  public static Digest parse(String hex) {
    return fromBytes(HexFormat.of().parseHex(hex));
  }

  /** A copy of the digest's bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Digest digest && Arrays.equals(bytes, digest.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Lower-case hexadecimal. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}
