package org.lockkeeper.archive.tlog;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a key's signature says, and over which bytes (C2SP signed-note and tlog-cosignature). The
 * algorithms are the JDK's own: Ed25519 of RFC 8032 and, since JDK 24, ML-DSA-44 of FIPS 204.
 */
public enum SignatureType {

  /** A log's plain signature over a note's text. */
  ED25519(1, "Ed25519", 32, 64, "302a300506032b6570032100"),

  /** A witness's: it saw this as the largest consistent tree at a time. */
  COSIGNATURE_ED25519(4, "Ed25519", 32, 64, "302a300506032b6570032100"),

  /** A log's or witness's, over origin, size and root at a time; safe from quantum computers. */
  COSIGNATURE_ML_DSA_44(6, "ML-DSA-44", 1312, 2420, "30820532300b06096086480165030403110382052100");

  private final byte identifier;
  private final String algorithm;
  private final int keyBytes;
  private final int signatureBytes;
  private final byte[] keyPrefix;

  SignatureType(
      int identifier, String algorithm, int keyBytes, int signatureBytes, String keyPrefix) {
    this.identifier = (byte) identifier;
    this.algorithm = algorithm;
    this.keyBytes = keyBytes;
    this.signatureBytes = signatureBytes;
    this.keyPrefix = HexFormat.of().parseHex(keyPrefix);
  }

  /** The type of an identifier byte; empty for one that is not supported. */
  static Optional<SignatureType> of(byte identifier) {
    return Arrays.stream(values()).filter(type -> type.identifier == identifier).findFirst();
  }

  byte identifier() {
    return identifier;
  }

  /** The JDK's name of the algorithm. */
  public String algorithm() {
    return algorithm;
  }

  int keyBytes() {
    return keyBytes;
  }

  /** Whether the signature states when it was made. */
  public boolean timestamped() {
    return this != ED25519;
  }

  /** How long a signature of this type is in a note, with its time. */
  int length() {
    return signatureBytes + (timestamped() ? Long.BYTES : 0);
  }

  /** The key's bare bytes: the end of its X.509 form, the same for all keys of an algorithm. */
  byte[] bare(PublicKey key) {
    byte[] encoded = key.getEncoded();
    if (encoded.length != keyPrefix.length + keyBytes
        || !Arrays.equals(encoded, 0, keyPrefix.length, keyPrefix, 0, keyPrefix.length)) {
      throw new IllegalArgumentException("not a public key for " + algorithm);
    }
    return Arrays.copyOfRange(encoded, keyPrefix.length, encoded.length);
  }

  /** The key of bare bytes. */
  PublicKey key(byte[] bare) throws GeneralSecurityException {
    byte[] encoded =
        ByteBuffer.allocate(keyPrefix.length + bare.length).put(keyPrefix).put(bare).array();
    return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
  }

  /**
   * The bytes that are signed.
   *
   * @param name of the key
   * @param text of the note
   * @param seconds since the epoch; not looked at where the type has no time
   * @throws ProofFault MALFORMED if the type signs checkpoints and the text is none
   */
  byte[] message(String name, String text, long seconds) throws ProofFault {
    return switch (this) {
      case ED25519 -> text.getBytes(StandardCharsets.UTF_8);
      case COSIGNATURE_ED25519 -> {
        TreeHead.parse(text);
        yield ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
      }
      case COSIGNATURE_ML_DSA_44 -> subtree(name, TreeHead.parse(text), seconds);
    };
  }

  /** The structure {@code cosigned_message} of C2SP tlog-cosignature. */
  private static byte[] subtree(String name, TreeHead head, long seconds) throws ProofFault {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII));
    writeShort(out, name);
    out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(seconds).array());
    writeShort(out, head.origin());
    out.writeBytes(ByteBuffer.allocate(2 * Long.BYTES).putLong(0).putLong(head.size()).array());
    out.writeBytes(head.root().bytes());
    return out.toByteArray();
  }

  private static void writeShort(ByteArrayOutputStream out, String text) throws ProofFault {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 255) {
      throw ProofFault.malformed("a name or origin of more than 255 bytes cannot be cosigned");
    }
    out.write(bytes.length);
    out.writeBytes(bytes);
  }
}
