package org.lockkeeper.archive.tlog;

import org.lockkeeper.message.Digest;

/**
 * The roots of a tree's complete subtrees, which never change once they are complete: all that
 * roots and proofs of any size are made of.
 */
@FunctionalInterface
public interface Subtrees {

  /**
   * The root of the 2^level leaves from {@code index · 2^level} on. Only asked for subtrees that
   * lie wholly within the tree.
   */
  Digest root(int level, long index);
}
