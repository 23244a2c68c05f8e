package org.lockkeeper.archive.keys;

import java.util.List;

/**
 * Where root keys live: AES-256 keys that never leave it and wrap the archive's bucket keys. Safe
 * to call from any thread; blocks.
 *
 * <p>Every method fails with an {@link org.lockkeeper.archive.log.ArchiveFailure}: REFUSED where
 * passphrase or PIN is wrong or a key is not there, BROKEN where the vault cannot be reached or
 * written, CORRUPT where a wrapped key is not what was wrapped.
 */
public interface KeyVault extends AutoCloseable {

  /** The names of all root keys in the vault, those of other archives too; in no order. */
  List<String> names();

  /** Makes a root key of a fresh name. It survives a power cut when this returns. */
  void create(String name);

  /**
   * Encrypts a key under a root key.
   *
   * @param context what the key is for: authenticated, not encrypted, and asked for again by {@link
   *     #unwrap}
   */
  byte[] wrap(String name, byte[] key, byte[] context);

  /** The key that was wrapped. */
  byte[] unwrap(String name, byte[] wrapped, byte[] context);

  /** Destroys a root key, and with it all it wrapped. Does nothing if there is none. */
  void destroy(String name);

  /** What protects a root key, for reports. */
  Attestation attest(String name);

  /** Forgets what is in memory. */
  @Override
  void close();

  /**
   * How a root key is kept.
   *
   * @param name the key's
   * @param kind of vault, {@code BCFKS file} or {@code PKCS#11 token}
   * @param place the file, or the token's label
   * @param algorithm {@code AES-256}
   * @param extractable whether the vault can give the key out
   */
  record Attestation(
      String name, String kind, String place, String algorithm, boolean extractable) {}
}
