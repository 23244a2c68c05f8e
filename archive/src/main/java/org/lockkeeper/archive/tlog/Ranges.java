package org.lockkeeper.archive.tlog;

import org.lockkeeper.message.Digest;

/** Roots of ranges of leaves that begin where a complete subtree may: MTH(D[begin:end]). */
final class Ranges {

  private final Subtrees subtrees;
  private final TreeHasher hasher;

  Ranges(Subtrees subtrees, TreeHasher hasher) {
    this.subtrees = subtrees;
    this.hasher = hasher;
  }

  /** The root over the leaves from begin to end, exclusive. */
  Digest root(long begin, long end) {
    long leaves = end - begin;
    if (Long.bitCount(leaves) == 1) {
      int level = Long.numberOfTrailingZeros(leaves);
      return subtrees.root(level, begin >> level);
    }
    long split = begin + split(leaves);
    return hasher.node(root(begin, split), root(split, end));
  }

  /** The largest power of two below a number of leaves above 1 (RFC 6962 §2.1). */
  static long split(long leaves) {
    return Long.highestOneBit(leaves - 1);
  }
}
