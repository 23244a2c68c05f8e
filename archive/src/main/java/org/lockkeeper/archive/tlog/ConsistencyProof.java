package org.lockkeeper.archive.tlog;

import java.util.ArrayList;
import java.util.List;
import org.lockkeeper.message.Digest;

/**
 * Shows that a tree goes on where an earlier one ended, so that nothing in it was changed or taken
 * out (RFC 6962 §2.1.2).
 *
 * @param first leaves of the earlier tree
 * @param second leaves of the later tree
 */
public record ConsistencyProof(long first, long second, List<Digest> path) {

  /**
   * @throws IllegalArgumentException unless 0 ≤ first ≤ second
   */
  public ConsistencyProof {
    if (first < 0 || second < first) {
      throw new IllegalArgumentException("no tree of " + second + " follows one of " + first);
    }
    path = List.copyOf(path);
  }

  /** Makes the proof between two sizes of one tree. */
  public static ConsistencyProof of(long first, long second, Subtrees subtrees, TreeHasher hasher) {
    List<Digest> path = new ArrayList<>();
    if (first > 0 && first < second) {
      collect(first, 0, second, true, new Ranges(subtrees, hasher), path);
    }
    return new ConsistencyProof(first, second, path);
  }

  /** SUBPROOF(m, D[n], b) of the RFC, over the leaves from begin to end; m counts from begin. */
  private static void collect(
      long first, long begin, long end, boolean known, Ranges ranges, List<Digest> path) {
    if (first == end - begin) {
      if (!known) {
        path.add(ranges.root(begin, end));
      }
      return;
    }
    long split = Ranges.split(end - begin);
    if (first <= split) {
      collect(first, begin, begin + split, known, ranges, path);
      path.add(ranges.root(begin + split, end));
    } else {
      collect(first - split, begin + split, end, false, ranges, path);
      path.add(ranges.root(begin, begin + split));
    }
  }

  /**
   * Checks that the tree of the second root continues that of the first (RFC 9162 §2.1.4.2).
   *
   * @throws ProofFault UNPROVEN if this proof does not show it
   */
  public void verify(Digest firstRoot, Digest secondRoot, TreeHasher hasher) throws ProofFault {
    if (first == 0 || first == second) {
      // Any tree follows the empty one; a tree follows itself. Neither takes a proof.
      Digest expected = first == 0 ? TreeHasher.EMPTY : secondRoot;
      check(path.isEmpty() && firstRoot.equals(expected));
      return;
    }
    int next = 0;
    Digest start = firstRoot;
    if (Long.bitCount(first) != 1) {
      check(!path.isEmpty());
      start = path.get(next++);
    }
    long node = first - 1;
    long last = second - 1;
    while ((node & 1) == 1) {
      node >>= 1;
      last >>= 1;
    }
    Digest firstSeen = start;
    Digest secondSeen = start;
    for (; next < path.size(); next++) {
      Digest beside = path.get(next);
      check(last != 0);
      if ((node & 1) == 1 || node == last) {
        firstSeen = hasher.node(beside, firstSeen);
        secondSeen = hasher.node(beside, secondSeen);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        secondSeen = hasher.node(secondSeen, beside);
      }
      node >>= 1;
      last >>= 1;
    }
    check(last == 0 && firstSeen.equals(firstRoot) && secondSeen.equals(secondRoot));
  }

  private void check(boolean holds) throws ProofFault {
    if (!holds) {
      throw new ProofFault(
          ProofFault.Kind.UNPROVEN,
          "the tree of %d leaves is not shown to go on from the one of %d"
              .formatted(second, first));
    }
  }
}
