package org.lockkeeper.archive.keys;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.lockkeeper.archive.log.ArchiveFailure;

/**
 * A key encrypted with AES-256-GCM (NIST SP 800-38D): nonce (12), ciphertext, tag (16). The nonces
 * are random: a root key wraps some thousand keys in its life, far below the 2^32 at which random
 * nonces under one key become unsafe.
 */
final class KeyWrap {

  private final Optional<Provider> provider;
  private final SecureRandom random;

  /**
   * @param provider whose AES is used; Java's own if empty
   */
  KeyWrap(Optional<Provider> provider, SecureRandom random) {
    this.provider = provider;
    this.random = random;
  }

  byte[] wrap(Key root, byte[] key, byte[] context) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher();
      cipher.init(Cipher.ENCRYPT_MODE, root, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context);
      byte[] encrypted = cipher.doFinal(key);
      byte[] wrapped = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
      System.arraycopy(encrypted, 0, wrapped, NONCE_BYTES, encrypted.length);
      return wrapped;
    } catch (GeneralSecurityException e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.BROKEN, "the key vault cannot wrap a key: " + e.getMessage(), e);
    }
  }

  byte[] unwrap(Key root, byte[] wrapped, byte[] context) {
    try {
      Cipher cipher = cipher();
      cipher.init(
          Cipher.DECRYPT_MODE, root, new GCMParameterSpec(TAG_BITS, wrapped, 0, NONCE_BYTES));
      cipher.updateAAD(context);
      return cipher.doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES);
    } catch (AEADBadTagException e) {
      throw changed(e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // A token does not say which of both it was.
      if (provider.isPresent()) {
        throw changed(e);
      }
      throw new ArchiveFailure(
          ArchiveFailure.Kind.BROKEN, "the key vault cannot unwrap a key: " + e.getMessage(), e);
    }
  }

  private static ArchiveFailure changed(Exception e) {
    return new ArchiveFailure(
        ArchiveFailure.Kind.CORRUPT,
        "a wrapped key is not what this root key wrapped; restore keys/ring.cur from a copy",
        e);
  }

  private Cipher cipher() throws GeneralSecurityException {
    return provider.isPresent()
        ? Cipher.getInstance(TRANSFORMATION, provider.get())
        : Cipher.getInstance(TRANSFORMATION);
  }

  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
}
