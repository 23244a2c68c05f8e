package org.lockkeeper.archive.tlog;

import java.util.Arrays;
import org.lockkeeper.message.Digest;

/**
 * The right edge of a growing RFC 6962 tree: the roots of the complete subtrees that a tree of its
 * size is made of, one for each bit of the size. All that is needed to append and to know the root;
 * memory stays below 64 hashes however large the tree. Not safe for concurrent use.
 */
public final class Frontier {

  private final TreeHasher hasher;
  private final Digest[] edge;
  private long size;

  /** The edge of a tree without leaves. */
  public Frontier(TreeHasher hasher) {
    this.hasher = hasher;
    edge = new Digest[Long.SIZE];
    Arrays.fill(edge, TreeHasher.EMPTY);
  }

  /** The edge of a tree of the given size. */
  public static Frontier of(long size, Subtrees subtrees, TreeHasher hasher) {
    Frontier frontier = new Frontier(hasher);
    frontier.size = size;
    for (int level = 0; level < Long.SIZE - 1; level++) {
      if ((size >> level & 1) == 1) {
        frontier.edge[level] = subtrees.root(level, (size >> level) - 1);
      }
    }
    return frontier;
  }

  /** Told of each subtree that an appended leaf completes, from the leaf itself upwards. */
  @FunctionalInterface
  public interface Completed {
    void subtree(int level, Digest root);
  }

  /** Appends a leaf by its hash. */
  public void append(Digest leafHash) {
    append(leafHash, (level, root) -> {});
  }

  /** Appends a leaf by its hash, and tells which subtrees that completes. */
  public void append(Digest leafHash, Completed completed) {
    Digest root = leafHash;
    int level = 0;
    completed.subtree(level, root);
    for (; (size >> level & 1) == 1; level++) {
      root = hasher.node(edge[level], root);
      completed.subtree(level + 1, root);
    }
    edge[level] = root;
    size++;
  }

  /** How many leaves the tree has. */
  public long size() {
    return size;
  }

  /** The root over all leaves. */
  public Digest root() {
    if (size == 0) {
      return TreeHasher.EMPTY;
    }
    int level = Long.numberOfTrailingZeros(size);
    Digest root = edge[level];
    for (level++; level < Long.SIZE - 1; level++) {
      if ((size >> level & 1) == 1) {
        root = hasher.node(edge[level], root);
      }
    }
    return root;
  }
}
