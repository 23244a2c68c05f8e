package org.lockkeeper.archive.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.message.Digest;

class TlogProofTest {

  private static final String ORIGIN = "log.example/1";
  private static final int SIZE = 1000;
  private static final int INDEX = 613;

  private final TreeHasher hasher = new TreeHasher();
  private final List<byte[]> leaves = NaiveTree.leaves(SIZE);
  private final TreeHead head = new TreeHead(ORIGIN, SIZE, NaiveTree.mth(leaves));
  private final NoteSigner log = TestKeys.signer(ORIGIN, SignatureType.ED25519);
  private final NoteSigner witness =
      TestKeys.signer("witness.example/w", SignatureType.COSIGNATURE_ED25519);
  private final Digest leaf = hasher.leaf(leaves.get(INDEX));
  private final TlogProof proof =
      new TlogProof(
          InclusionProof.of(INDEX, SIZE, NaiveTree.subtrees(leaves), hasher),
          NoteTest.signed(head, log, witness));

  @Test
  void showsWhatWasLoggedAndWhoSigned() throws ProofFault {
    TlogProof read = TlogProof.parse(proof.bytes());

    assertThat(read).isEqualTo(proof);
    TlogProof.Shown shown = verify(read);
    assertThat(shown.head()).isEqualTo(head);
    assertThat(shown.signatures())
        .extracting(Note.Verified::key)
        .containsExactly(log.verifier(), witness.verifier());
  }

  @Test
  void extraBytesAreCarriedAndNotTrusted() throws ProofFault {
    TlogProof extra = new TlogProof(Optional.of("AAEC"), INDEX, proof.path(), proof.checkpoint());
    assertThat(new String(extra.bytes(), StandardCharsets.UTF_8))
        .startsWith("c2sp.org/tlog-proof@v1\nextra AAEC\nindex 613\n");
    assertThat(TlogProof.parse(extra.bytes())).isEqualTo(extra);
    verify(extra);
  }

  @Test
  void isSmall() {
    assertThat(proof.bytes().length).isLessThan(2048);
  }

  @Test
  void everyFlippedBitShows() {
    byte[] bytes = proof.bytes();
    int unseen = 0;
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        TlogProof read = TlogProof.parse(flipped);
        TlogProof.Shown shown = verify(read);
        // A changed name or id makes the witness a stranger, whose line is passed over.
        assertThat(shown.signatures()).hasSize(1);
        unseen++;
      } catch (ProofFault expected) {
        assertThat(expected.getMessage()).isNotEmpty();
      }
    }
    assertThat(unseen).isLessThan(8 * "witness.example/w AAAAAA".length());
  }

  @Test
  void anotherLeafLogOrKeyIsRefused() {
    Digest other = hasher.leaf(leaves.get(INDEX + 1));
    assertThat(NoteTest.kind(() -> proof.verify(other, ORIGIN, List.of(log.verifier()), List.of())))
        .isEqualTo(ProofFault.Kind.UNPROVEN);
    assertThat(
            NoteTest.kind(
                () -> proof.verify(leaf, "log.example/2", List.of(log.verifier()), List.of())))
        .isEqualTo(ProofFault.Kind.UNSIGNED);
    assertThat(
            NoteTest.kind(
                () ->
                    proof.verify(
                        leaf, ORIGIN, List.of(witness.verifier()).subList(0, 0), List.of())))
        .isEqualTo(ProofFault.Kind.UNSIGNED);
  }

  @Test
  void aWitnessAloneIsNotTheLog() {
    TlogProof unsigned =
        new TlogProof(Optional.empty(), INDEX, proof.path(), NoteTest.signed(head, witness));
    assertThat(NoteTest.kind(() -> verify(unsigned))).isEqualTo(ProofFault.Kind.UNSIGNED);
  }

  @Test
  void anIndexBeyondTheTreeIsRefused() {
    TlogProof beyond = new TlogProof(Optional.empty(), SIZE, proof.path(), proof.checkpoint());
    assertThat(NoteTest.kind(() -> verify(beyond))).isEqualTo(ProofFault.Kind.UNPROVEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c2sp.org/tlog-proof@v1",
        "c2sp.org/tlog-proof@v1\n\n",
        "c2sp.org/tlog-proof@v2\nindex 0\n\no\n0\n",
        "c2sp.org/tlog-proof@v1\nextra A\nindex 0\n\nx\n\n— k AAAAAAA=\n",
        "c2sp.org/tlog-proof@v1\nindex 00\n\nx\n\n— k AAAAAAA=\n",
        "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\nx\n\n— k AAAAAAA=\n",
        "c2sp.org/tlog-proof@v1\nextra AAEC\n\nx\n\n— k AAAAAAA=\n",
      })
  void whatIsNoProofIsRefused(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThat(NoteTest.kind(() -> TlogProof.parse(bytes))).isEqualTo(ProofFault.Kind.MALFORMED);
  }

  private TlogProof.Shown verify(TlogProof read) throws ProofFault {
    return read.verify(leaf, ORIGIN, List.of(log.verifier()), List.of(witness.verifier()));
  }
}
