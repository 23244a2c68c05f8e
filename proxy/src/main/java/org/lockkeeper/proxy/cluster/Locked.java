package org.lockkeeper.proxy.cluster;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.lockkeeper.message.Digest;

/**
 * Something about a text that only those can read who have the same text and the cluster's secret:
 * AES-256-GCM (NIST SP 800-38D) under a key made of both. Its name is made of both as well, so
 * neither name nor content tells a stranger anything, and nobody can plant one.
 *
 * @param name 32 bytes, a keyed hash of the text's key
 * @param content nonce, cipher text and tag
 */
@SuppressWarnings("ArrayRecordComponent") // Kept by its name, never compared as a whole.
record Locked(Digest name, byte[] content) {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  /** Locks it. */
  static Locked of(Seal seal, Digest text, byte[] clear, SecureRandom random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] hidden = cipher(Cipher.ENCRYPT_MODE, seal, text, nonce).doFinal(clear);
      byte[] content = Arrays.copyOf(nonce, NONCE_BYTES + hidden.length);
      System.arraycopy(hidden, 0, content, NONCE_BYTES, hidden.length);
      return new Locked(name(seal, text), content);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has AES-GCM", impossible);
    }
  }

  /** What it is called, for who has the text. */
  static Digest name(Seal seal, Digest text) {
    return Digest.fromBytes(seal.mark("findings name", text.bytes()));
  }

  /** Unlocks it; empty if it was locked for another text or by a stranger. */
  Optional<byte[]> open(Seal seal, Digest text) {
    if (content.length < NONCE_BYTES) {
      return Optional.empty();
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, seal, text, Arrays.copyOf(content, NONCE_BYTES));
      return Optional.of(cipher.doFinal(content, NONCE_BYTES, content.length - NONCE_BYTES));
    } catch (GeneralSecurityException _) {
      return Optional.empty();
    }
  }

  /** Name and content in one. */
  byte[] bytes() {
    return ByteBuffer.allocate(Digest.LENGTH + content.length)
        .put(name.bytes())
        .put(content)
        .array();
  }

  /** What {@link #bytes} wrote; empty if it is too short to be that. */
  static Optional<Locked> read(byte[] bytes) {
    return bytes.length < Digest.LENGTH
        ? Optional.empty()
        : Optional.of(
            new Locked(
                Digest.fromBytes(Arrays.copyOf(bytes, Digest.LENGTH)),
                Arrays.copyOfRange(bytes, Digest.LENGTH, bytes.length)));
  }

  private static Cipher cipher(int mode, Seal seal, Digest text, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(seal.mark("findings key", text.bytes()), "AES"),
        new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
