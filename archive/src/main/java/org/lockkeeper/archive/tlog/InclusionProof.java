package org.lockkeeper.archive.tlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.lockkeeper.message.Digest;

/**
 * Shows that a leaf stands at its place in a tree (RFC 6962 §2.1.1).
 *
 * @param index of the leaf, from 0
 * @param size of the tree, in leaves
 * @param path the hashes beside the way from the leaf to the root, the leaf's sibling first
 */
public record InclusionProof(long index, long size, List<Digest> path) {

  /**
   * @throws IllegalArgumentException unless the index lies in the tree
   */
  public InclusionProof {
    Objects.checkIndex(index, size);
    path = List.copyOf(path);
  }

  /** Makes the proof of a leaf in a tree of the given size. */
  public static InclusionProof of(long index, long size, Subtrees subtrees, TreeHasher hasher) {
    Objects.checkIndex(index, size);
    List<Digest> path = new ArrayList<>();
    Ranges ranges = new Ranges(subtrees, hasher);
    collect(index, 0, size, ranges, path);
    return new InclusionProof(index, size, path);
  }

  /** PATH(m, D[n]) of the RFC, over the leaves from begin to end. */
  private static void collect(long index, long begin, long end, Ranges ranges, List<Digest> path) {
    if (end - begin == 1) {
      return;
    }
    long split = begin + Ranges.split(end - begin);
    if (index < split) {
      collect(index, begin, split, ranges, path);
      path.add(ranges.root(split, end));
    } else {
      collect(index, split, end, ranges, path);
      path.add(ranges.root(begin, split));
    }
  }

  /**
   * The root that a leaf and the path lead to (RFC 9162 §2.1.3.2).
   *
   * @throws ProofFault UNPROVEN if the path is not as long as a tree of this size makes it
   */
  public Digest root(Digest leafHash, TreeHasher hasher) throws ProofFault {
    long node = index;
    long last = size - 1;
    Digest root = leafHash;
    for (Digest beside : path) {
      if (last == 0) {
        throw tooMuchOrLittle();
      }
      if ((node & 1) == 1 || node == last) {
        root = hasher.node(beside, root);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        root = hasher.node(root, beside);
      }
      node >>= 1;
      last >>= 1;
    }
    if (last != 0) {
      throw tooMuchOrLittle();
    }
    return root;
  }

  /**
   * Checks that a leaf is in the tree with the given root.
   *
   * @throws ProofFault UNPROVEN if this proof does not show it
   */
  public void verify(Digest leafHash, Digest root, TreeHasher hasher) throws ProofFault {
    if (!root(leafHash, hasher).equals(root)) {
      throw new ProofFault(
          ProofFault.Kind.UNPROVEN,
          "leaf %d is not in the tree of %d leaves with the root %s".formatted(index, size, root));
    }
  }

  private ProofFault tooMuchOrLittle() {
    return new ProofFault(
        ProofFault.Kind.UNPROVEN,
        "a proof of leaf %d in a tree of %d leaves does not have %d hashes"
            .formatted(index, size, path.size()));
  }
}
