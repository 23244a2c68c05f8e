package org.lockkeeper.archive.proof;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.lockkeeper.archive.tlog.ProofFault;

/**
 * What a leaf of version 2 commits to, as FORMAT.md draws it: its place, its ciphertext, and its
 * words under a key that is handed out with them.
 *
 * @param index of the leaf in the log
 * @param cipher SHA-256 of ciphertext and tag
 * @param commitment HMAC-SHA-256 of the record's bytes under its commit key
 * @param keyCommitment SHA-256 over {@code kc} and the record's check key
 */
record CommittedLeaf(long index, byte[] cipher, byte[] commitment, byte[] keyCommitment) {

  /** The commitments of a leaf; empty if it is of a version this verifier does not know. */
  static Optional<CommittedLeaf> of(byte[] leaf) {
    if (leaf.length != BYTES || leaf[0] != VERSION) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(leaf);
    long index = in.getLong(INDEX_AT);
    return Optional.of(
        new CommittedLeaf(
            index, hash(in, HASHES_AT), hash(in, HASHES_AT + 32), hash(in, HASHES_AT + 64)));
  }

  private static byte[] hash(ByteBuffer in, int at) {
    byte[] hash = new byte[32];
    in.get(at, hash);
    return hash;
  }

  /**
   * Checks that these are the words that were logged.
   *
   * @param key the record's commit key
   * @throws ProofFault UNPROVEN if they are not
   */
  void checkRecord(byte[] record, byte[] key) throws ProofFault {
    try {
      Mac hmac = Mac.getInstance("HmacSHA256");
      hmac.init(new SecretKeySpec(key, "HmacSHA256"));
      check(hmac.doFinal(record), commitment, "the words are not those that were logged");
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HMAC-SHA-256", e);
    }
  }

  /** Checks that no second key opens the same ciphertext to other words. */
  void checkKey(byte[] checkKey) throws ProofFault {
    MessageDigest sha256 = sha256();
    sha256.update(new byte[] {'k', 'c'});
    check(sha256.digest(checkKey), keyCommitment, "the key is not the one that was logged");
  }

  /** Checks that this is the ciphertext, with its tag, that was logged. */
  void checkCipher(byte[] cipherAndTag) throws ProofFault {
    check(sha256().digest(cipherAndTag), cipher, "the ciphertext is not the one that was logged");
  }

  private static void check(byte[] found, byte[] committed, String why) throws ProofFault {
    if (!MessageDigest.isEqual(found, committed)) {
      throw new ProofFault(ProofFault.Kind.UNPROVEN, why);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static final int BYTES = 178;
  private static final byte VERSION = 2;
  private static final int INDEX_AT = 2;
  private static final int HASHES_AT = 26;
}
