package org.lockkeeper.archive.tlog;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.lockkeeper.message.Digest;

/**
 * Hashes leaves and nodes as RFC 6962 §2.1 has it: a leaf behind a byte 0, a node behind a byte 1,
 * so that neither passes for the other. Not safe for concurrent use; make one a thread.
 */
public final class TreeHasher {

  /** The root of a tree without leaves: the hash of nothing. */
  public static final Digest EMPTY = Digest.of(new byte[0]);

  private final MessageDigest sha256 = sha256();
  private final byte[] result = new byte[Digest.LENGTH];

  /** The hash of a leaf. */
  public Digest leaf(byte[] leaf) {
    return leaf(leaf, 0, leaf.length);
  }

  /** The hash of a leaf that stands within an array. */
  public Digest leaf(byte[] bytes, int offset, int length) {
    sha256.update(LEAF);
    sha256.update(bytes, offset, length);
    return finish();
  }

  /** The hash over two subtrees. */
  public Digest node(Digest left, Digest right) {
    return node(left.bytes(), 0, right.bytes(), 0);
  }

  /** The hash over two subtrees, whose hashes stand within arrays. */
  public Digest node(byte[] left, int leftOffset, byte[] right, int rightOffset) {
    sha256.update(NODE);
    sha256.update(left, leftOffset, Digest.LENGTH);
    sha256.update(right, rightOffset, Digest.LENGTH);
    return finish();
  }

  /**
   * Replaces pairs of hashes by the hashes over them, in place: of {@code count} hashes in a row
   * half as many remain.
   */
  void pairs(byte[] hashes, int count) {
    for (int i = 0; i < count / 2; i++) {
      sha256.update(NODE);
      sha256.update(hashes, i * 2 * Digest.LENGTH, 2 * Digest.LENGTH);
      finish(hashes, i * Digest.LENGTH);
    }
  }

  private Digest finish() {
    finish(result, 0);
    return Digest.fromBytes(result);
  }

  private void finish(byte[] target, int offset) {
    try {
      sha256.digest(target, offset, Digest.LENGTH);
    } catch (DigestException impossible) {
      throw new AssertionError("there is room for a SHA-256 digest", impossible);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }

  private static final byte LEAF = 0;
  private static final byte NODE = 1;
}
