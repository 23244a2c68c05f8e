package org.lockkeeper.archive.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lockkeeper.message.Digest;

/**
 * The Certificate Transparency project's reference tree of eight leaves, its roots and proofs, as
 * many implementations of RFC 6962 carry them.
 */
class PublishedVectorsTest {

  private final TreeHasher hasher = new TreeHasher();

  @Test
  void rootsOfEverySize() {
    Frontier tree = new Frontier(hasher);
    assertThat(tree.root()).isEqualTo(ROOTS.getFirst());
    for (int size = 1; size <= LEAVES.size(); size++) {
      tree.append(hasher.leaf(LEAVES.get(size - 1)));
      assertThat(tree.root()).isEqualTo(ROOTS.get(size));
    }
  }

  @Test
  void inclusionProofs() throws ProofFault {
    checkInclusion(0, 8, "96a296d224f2", "5f083f0a1a33", "6b47aaf29ee3");
    checkInclusion(5, 8, "bc1a0643b12e", "ca854ea128ed", "d37ee418976d");
    checkInclusion(2, 3, "fac54203e7cc");
    checkInclusion(1, 5, "6e340b9cffb3", "5f083f0a1a33", "bc1a0643b12e");
    checkInclusion(0, 1);
  }

  @Test
  void consistencyProofs() throws ProofFault {
    checkConsistency(1, 1);
    checkConsistency(1, 8, "96a296d224f2", "5f083f0a1a33", "6b47aaf29ee3");
    checkConsistency(6, 8, "0ebc5d3437fb", "ca854ea128ed", "d37ee418976d");
    checkConsistency(2, 5, "5f083f0a1a33", "bc1a0643b12e");
  }

  private void checkInclusion(int index, int size, String... path) throws ProofFault {
    Subtrees subtrees = NaiveTree.subtrees(LEAVES);
    InclusionProof proof = InclusionProof.of(index, size, subtrees, hasher);

    assertThat(proof.path())
        .extracting(hash -> hash.toString().substring(0, 12))
        .containsExactly(path);
    proof.verify(hasher.leaf(LEAVES.get(index)), ROOTS.get(size), hasher);
  }

  private void checkConsistency(int first, int second, String... path) throws ProofFault {
    Subtrees subtrees = NaiveTree.subtrees(LEAVES);
    ConsistencyProof proof = ConsistencyProof.of(first, second, subtrees, hasher);

    assertThat(proof.path())
        .extracting(hash -> hash.toString().substring(0, 12))
        .containsExactly(path);
    proof.verify(ROOTS.get(first), ROOTS.get(second), hasher);
  }

  private static final List<byte[]> LEAVES =
      Arrays.stream(
              " 00 10 2021 3031 40414243 5051525354555657 606162636465666768696a6b6c6d6e6f"
                  .split(" ", -1))
          .map(HexFormat.of()::parseHex)
          .toList();

  private static final List<Digest> ROOTS =
      Stream.of(
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
              "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
              "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
              "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
              "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
              "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
              "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
              "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
              "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")
          .map(Digest::parse)
          .toList();
}
