package org.lockkeeper.archive.tlog.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.tlog.ConsistencyProof;
import org.lockkeeper.archive.tlog.Note;
import org.lockkeeper.archive.tlog.NoteSigner;
import org.lockkeeper.archive.tlog.ProofFault;
import org.lockkeeper.archive.tlog.SignatureType;
import org.lockkeeper.archive.tlog.TestKeys;
import org.lockkeeper.archive.tlog.TreeHead;
import org.lockkeeper.archive.tlog.store.FaultyTiles;
import org.lockkeeper.archive.tlog.store.ListedLeaves;
import org.lockkeeper.archive.tlog.store.TileLog;
import org.lockkeeper.archive.tlog.store.TileReader;
import org.lockkeeper.archive.tlog.witness.Witness.Reason;
import org.lockkeeper.message.Digest;

class WitnessTest {

  private static final String ORIGIN = "archive.example/log";
  private static final Instant NOW = Instant.parse("2026-11-25T13:00:00Z");

  @TempDir Path directory;

  private final NoteSigner log = TestKeys.signer(ORIGIN, SignatureType.ED25519);
  private final NoteSigner own =
      TestKeys.signer("witness.example/w", SignatureType.COSIGNATURE_ED25519);
  private final FaultyTiles files = new FaultyTiles();
  private Witness witness = new Witness(Path.of(""), own, files);

  @BeforeEach
  void make() {
    witness = new Witness(directory.resolve("witness"), own, files);
  }

  /** A log of its own directory, grown to a size; from a leaf on perhaps another history. */
  private Note grown(String name, long size, long exchanged) {
    ListedLeaves leaves = new ListedLeaves(size).exchange(exchanged);
    TileLog writer =
        TileLog.open(directory.resolve(name), ORIGIN, List.of(log), new FaultyTiles(), leaves);
    return writer.advance(NOW).or(writer::checkpoint).orElseThrow();
  }

  private Witness.Answer show(String name, Note note) {
    TileReader reader = new TileReader(directory.resolve(name));
    return witness.observe(note, ORIGIN, List.of(log.verifier()), reader::consistency, NOW);
  }

  private Reason refused(Witness.Answer answer) {
    assertThat(answer).isInstanceOf(Witness.Refused.class);
    return ((Witness.Refused) answer).reason();
  }

  @Test
  void cosignsALogThatOnlyGrows() throws ProofFault {
    for (long size : new long[] {0, 1, 5, 300, 300, 1000}) {
      Witness.Answer answer = show("log", grown("log", size, -1));
      Note cosigned = ((Witness.Cosigned) answer).note();
      assertThat(cosigned.verify(List.of(log.verifier(), own.verifier()))).hasSize(2);
      assertThat(cosigned.verify(List.of(own.verifier())).getFirst().time()).contains(NOW);
    }
  }

  @Test
  void aForkIsRefusedAndKeptAsEvidence() throws IOException {
    show("log", grown("log", 300, -1));
    Note forked = grown("fork", 500, 7);

    assertThat(refused(show("fork", forked))).isEqualTo(Reason.FORKED);
    assertThat(refused(show("fork", grown("other", 300, 299)))).isEqualTo(Reason.FORKED);
    try (Stream<Path> walk = Files.walk(directory.resolve("witness"))) {
      assertThat(walk.map(path -> String.valueOf(path.getFileName())))
          .anyMatch(name -> name.startsWith("refused-500-"));
    }
    // The true log is still served.
    assertThat(show("log", grown("log", 600, -1))).isInstanceOf(Witness.Cosigned.class);
  }

  @Test
  void aShrunkenLogOrAnOldCheckpointShownAgainIsRefused() {
    Note old = grown("log", 300, -1);
    show("log", old);
    show("log", grown("log", 400, -1));

    assertThat(refused(show("log", old))).isEqualTo(Reason.SHRUNK);
    assertThat(refused(show("cut", grown("cut", 10, -1)))).isEqualTo(Reason.SHRUNK);
  }

  @Test
  void theRightKeyOriginAndProofAreAskedFor() {
    Note note = grown("log", 300, -1);
    NoteSigner stranger = TestKeys.signer(ORIGIN, SignatureType.ED25519);
    TileReader reader = new TileReader(directory.resolve("log"));

    assertThat(
            refused(
                witness.observe(
                    note, ORIGIN, List.of(stranger.verifier()), reader::consistency, NOW)))
        .isEqualTo(Reason.NOT_SIGNED);
    assertThat(
            refused(
                witness.observe(
                    note, "other.example", List.of(log.verifier()), reader::consistency, NOW)))
        .isEqualTo(Reason.OTHER_LOG);
    show("log", note);
    Note more = grown("log", 400, -1);
    assertThat(
            refused(
                witness.observe(
                    more,
                    ORIGIN,
                    List.of(log.verifier()),
                    (first, second) -> new ConsistencyProof(first, second, List.of()),
                    NOW)))
        .isEqualTo(Reason.FORKED);
    assertThat(refused(show("nowhere", more))).isEqualTo(Reason.NOT_SHOWN);
  }

  @Test
  void remembersAcrossRestartsAndPowerCuts() {
    show("log", grown("log", 300, -1));
    files.cutPower();
    make();

    assertThat(refused(show("fork", grown("fork", 300, 3)))).isEqualTo(Reason.FORKED);
    assertThat(refused(show("cut", grown("cut", 10, -1)))).isEqualTo(Reason.SHRUNK);
  }

  @Test
  void nothingIsSignedThatIsNotKeptFirst() {
    show("log", grown("log", 300, -1));
    long steps = files.steps();
    Note more = grown("log", 400, -1);
    for (long end = steps; end < steps + 4; end++) {
      files.endsAt = end;
      assertThatThrownBy(() -> show("log", more)).isInstanceOf(ArchiveFailure.class);
    }
    files.endsAt = Long.MAX_VALUE;
    assertThat(show("log", more)).isInstanceOf(Witness.Cosigned.class);
  }

  @Test
  void aChangedMemoryIsNotBelieved() throws IOException {
    TreeHead smaller = new TreeHead(ORIGIN, 1, Digest.of(new byte[1]));
    show("log", grown("log", 300, -1));
    Path memory =
        directory
            .resolve("witness")
            .resolve(Digest.of(ORIGIN.getBytes(java.nio.charset.StandardCharsets.UTF_8)).toString())
            .resolve("checkpoint");
    Files.write(memory, new Note(smaller.text(), List.of(log.sign(smaller, NOW))).bytes());

    assertThatThrownBy(() -> show("log", grown("log", 400, -1)))
        .isInstanceOf(ArchiveFailure.class)
        .hasMessageContaining("not what this witness wrote");
  }
}
