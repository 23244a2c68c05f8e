package org.lockkeeper.archive.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.lockkeeper.message.Digest;

/** The tree against one written by the definition, at every size to some hundreds. */
class TreeTest {

  private static final int SIZES = 300;
  private static final List<byte[]> LEAVES = NaiveTree.leaves(SIZES);

  private final TreeHasher hasher = new TreeHasher();

  @Test
  void growsAsTheDefinitionSays() {
    Frontier tree = new Frontier(hasher);
    for (int size = 0; size <= SIZES; size++) {
      assertThat(tree.size()).isEqualTo(size);
      assertThat(tree.root()).isEqualTo(NaiveTree.mth(LEAVES.subList(0, size)));
      if (size < SIZES) {
        tree.append(hasher.leaf(LEAVES.get(size)));
      }
    }
  }

  @Test
  void goesOnFromAnySize() {
    Subtrees subtrees = grown();
    for (int size = 0; size < SIZES; size++) {
      Frontier tree = Frontier.of(size, subtrees, hasher);
      assertThat(tree.root()).isEqualTo(NaiveTree.mth(LEAVES.subList(0, size)));
      tree.append(hasher.leaf(LEAVES.get(size)));
      assertThat(tree.root()).isEqualTo(NaiveTree.mth(LEAVES.subList(0, size + 1)));
    }
  }

  @Test
  void provesEachLeafAtEachSize() throws ProofFault {
    Subtrees subtrees = grown();
    for (int size = 1; size <= SIZES; size += size < 70 ? 1 : 23) {
      Digest root = NaiveTree.mth(LEAVES.subList(0, size));
      for (int index = 0; index < size; index++) {
        InclusionProof proof = InclusionProof.of(index, size, subtrees, hasher);
        assertThat(proof.path()).isEqualTo(NaiveTree.path(index, LEAVES.subList(0, size)));
        proof.verify(hasher.leaf(LEAVES.get(index)), root, hasher);
      }
    }
  }

  @Test
  void provesEachSizeFromEachBefore() throws ProofFault {
    Subtrees subtrees = grown();
    for (int second = 1; second <= SIZES; second += second < 70 ? 1 : 23) {
      Digest secondRoot = NaiveTree.mth(LEAVES.subList(0, second));
      for (int first = 1; first <= second; first++) {
        ConsistencyProof proof = ConsistencyProof.of(first, second, subtrees, hasher);
        assertThat(proof.path()).isEqualTo(NaiveTree.proof(first, LEAVES.subList(0, second)));
        proof.verify(NaiveTree.mth(LEAVES.subList(0, first)), secondRoot, hasher);
      }
    }
  }

  @Test
  void anyChangeOfAnInclusionProofShows() {
    Subtrees subtrees = grown();
    List<Digest> roots = new ArrayList<>();
    for (int size = 0; size <= 40; size++) {
      roots.add(NaiveTree.mth(LEAVES.subList(0, size)));
    }
    for (int size = 1; size <= 40; size++) {
      for (int index = 0; index < size; index++) {
        InclusionProof proof = InclusionProof.of(index, size, subtrees, hasher);
        Digest leaf = hasher.leaf(LEAVES.get(index));
        for (List<Digest> path : changed(proof.path())) {
          refuses(new InclusionProof(index, size, path), leaf, roots.get(size));
        }
        refuses(proof, hasher.leaf(LEAVES.get(index + 1)), roots.get(size));
        refuses(proof, leaf, roots.get(size % 40 + 1));
        if (index > 0) {
          refuses(new InclusionProof(index - 1, size, proof.path()), leaf, roots.get(size));
        }
      }
    }
  }

  @Test
  void anyChangeOfAConsistencyProofShows() {
    Subtrees subtrees = grown();
    for (int second = 2; second <= 40; second++) {
      Digest secondRoot = NaiveTree.mth(LEAVES.subList(0, second));
      for (int first = 1; first < second; first++) {
        Digest firstRoot = NaiveTree.mth(LEAVES.subList(0, first));
        ConsistencyProof proof = ConsistencyProof.of(first, second, subtrees, hasher);
        for (List<Digest> path : changed(proof.path())) {
          refuses(new ConsistencyProof(first, second, path), firstRoot, secondRoot);
        }
        refuses(proof, secondRoot, firstRoot);
        refuses(proof, NaiveTree.mth(LEAVES.subList(1, first + 1)), secondRoot);
      }
    }
  }

  @Test
  void theEmptyTreeAndTheSameTreeTakeNoProof() throws ProofFault {
    Digest root = NaiveTree.mth(LEAVES.subList(0, 5));
    new ConsistencyProof(0, 5, List.of()).verify(TreeHasher.EMPTY, root, hasher);
    new ConsistencyProof(5, 5, List.of()).verify(root, root, hasher);

    refuses(new ConsistencyProof(0, 5, List.of()), root, root);
    refuses(new ConsistencyProof(0, 5, List.of(root)), TreeHasher.EMPTY, root);
    refuses(new ConsistencyProof(5, 5, List.of()), TreeHasher.EMPTY, root);
  }

  @Test
  void proofsOfVeryLargeTreesAreChecked() throws ProofFault {
    // All subtrees of a level alike: a tree of 2^62 leaves without having them.
    List<Digest> levels = new ArrayList<>();
    levels.add(hasher.leaf(new byte[0]));
    for (int level = 1; level < Long.SIZE; level++) {
      levels.add(hasher.node(levels.getLast(), levels.getLast()));
    }
    Subtrees alike = (level, index) -> levels.get(level);
    long size = (1L << 62) + 12345;
    Digest root = Frontier.of(size, alike, hasher).root();
    for (long index : new long[] {0, 1, 1L << 61, size - 1}) {
      InclusionProof.of(index, size, alike, hasher).verify(levels.getFirst(), root, hasher);
    }
    ConsistencyProof.of(size - 77, size, alike, hasher)
        .verify(Frontier.of(size - 77, alike, hasher).root(), root, hasher);
  }

  private void refuses(InclusionProof proof, Digest leaf, Digest root) {
    assertThatThrownBy(() -> proof.verify(leaf, root, hasher)).isInstanceOf(ProofFault.class);
  }

  private void refuses(ConsistencyProof proof, Digest first, Digest second) {
    assertThatThrownBy(() -> proof.verify(first, second, hasher)).isInstanceOf(ProofFault.class);
  }

  /** A path with a hash changed, one left out, one too many, two exchanged. */
  private static List<List<Digest>> changed(List<Digest> path) {
    RandomGenerator random = new SplittableRandom(path.size());
    List<List<Digest>> all = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      byte[] bytes = path.get(i).bytes();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      List<Digest> flipped = new ArrayList<>(path);
      flipped.set(i, Digest.fromBytes(bytes));
      List<Digest> shorter = new ArrayList<>(path);
      shorter.remove(i);
      all.add(flipped);
      all.add(shorter);
    }
    List<Digest> longer = new ArrayList<>(path);
    longer.add(TreeHasher.EMPTY);
    all.add(longer);
    if (path.size() > 1) {
      all.add(path.reversed());
    }
    return all;
  }

  /** All subtrees of the leaves, kept while a tree grows. */
  private Subtrees grown() {
    Map<List<Long>, Digest> kept = new HashMap<>();
    Frontier tree = new Frontier(hasher);
    for (byte[] leaf : LEAVES) {
      long at = tree.size();
      tree.append(
          hasher.leaf(leaf), (level, root) -> kept.put(List.of((long) level, at >> level), root));
    }
    return (level, index) -> {
      Digest root = kept.get(List.of((long) level, index));
      if (root == null) {
        throw new AssertionError("asked for a subtree that is not complete");
      }
      return root;
    };
  }
}
