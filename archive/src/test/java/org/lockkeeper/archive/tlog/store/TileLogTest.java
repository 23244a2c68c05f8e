package org.lockkeeper.archive.tlog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.tlog.NaiveTree;
import org.lockkeeper.archive.tlog.Note;
import org.lockkeeper.archive.tlog.NoteSigner;
import org.lockkeeper.archive.tlog.ProofFault;
import org.lockkeeper.archive.tlog.SignatureType;
import org.lockkeeper.archive.tlog.TestKeys;
import org.lockkeeper.archive.tlog.TreeHasher;
import org.lockkeeper.archive.tlog.TreeHead;
import org.lockkeeper.message.Digest;

class TileLogTest {

  static final String ORIGIN = "archive.example/log";
  static final Instant NOW = Instant.parse("2026-11-25T13:00:00Z");

  @TempDir Path directory;

  private final NoteSigner signer = TestKeys.signer(ORIGIN, SignatureType.ED25519);
  private final ListedLeaves leaves = new ListedLeaves(0);
  private final FaultyTiles files = new FaultyTiles();
  private final TreeHasher hasher = new TreeHasher();

  private Path log() {
    return directory.resolve("archive").resolve("log");
  }

  private TileLog open() {
    return TileLog.open(log(), ORIGIN, List.of(signer), files, leaves);
  }

  private TileCheck.Result check() {
    return TileCheck.of(log(), List.of(signer.verifier()), (index, leaf) -> {});
  }

  private TreeHead head(Note note) throws ProofFault {
    note.verify(List.of(signer.verifier()));
    return TreeHead.parse(note.text());
  }

  @Test
  void anEmptyLogIsSignedToo() throws ProofFault {
    TileLog log = open();
    assertThat(head(log.advance(NOW).orElseThrow()))
        .isEqualTo(new TreeHead(ORIGIN, 0, TreeHasher.EMPTY));
    assertThat(log.advance(NOW)).isEmpty();
    assertThat(check()).isInstanceOf(TileCheck.Intact.class);
  }

  @Test
  void everySizeHasItsRootAndItsProofs() throws ProofFault {
    TileLog log = open();
    TileReader reader = new TileReader(log());
    Map<Long, Digest> roots = new HashMap<>();
    for (long size = 1; size <= 530; size += size < 20 || size > 250 && size < 260 ? 1 : 37) {
      leaves.grow(size);
      Note note = log.advance(NOW).orElseThrow();
      Digest root = NaiveTree.mth(NaiveTree.leaves(size));
      assertThat(head(note)).isEqualTo(new TreeHead(ORIGIN, size, root));
      roots.put(size, root);
      for (long index = 0; index < size; index += 29) {
        reader
            .prove(index, note, size)
            .verify(
                hasher.leaf(NaiveTree.leaf(index)), ORIGIN, List.of(signer.verifier()), List.of());
        assertThat(reader.leaf(size, index)).isEqualTo(NaiveTree.leaf(index));
      }
    }
    // Earlier sizes can still be proved, though their partial tiles have been removed.
    for (Map.Entry<Long, Digest> first : roots.entrySet()) {
      for (Map.Entry<Long, Digest> second : roots.entrySet()) {
        if (first.getKey() <= second.getKey()) {
          reader
              .consistency(first.getKey(), second.getKey())
              .verify(first.getValue(), second.getValue(), hasher);
        }
      }
    }
    assertThat(check()).isInstanceOf(TileCheck.Intact.class);
  }

  /** The specification's own example of a tree of 70,000 leaves. */
  @Test
  void aTreeOfSeventyThousandHasTheTilesOfTheSpecification() throws IOException, ProofFault {
    TileLog log = open();
    leaves.grow(70_000);
    Note note = log.advance(NOW).orElseThrow();

    assertThat(head(note).root()).isEqualTo(NaiveTree.mth(NaiveTree.leaves(70_000)));
    assertThat(tiles("0")).hasSize(274).contains("272").contains("273.p/112");
    assertThat(tiles("1")).containsExactlyInAnyOrder("000", "001.p/17");
    assertThat(tiles("2")).containsExactly("000.p/1");
    assertThat(tiles("entries")).hasSize(274).contains("273.p/112");
    assertThat(check()).isInstanceOf(TileCheck.Intact.class);
    assertThat(open().root()).isEqualTo(log.root());
  }

  @Test
  void goesOnAfterARestartAtAnySize() throws ProofFault {
    for (long size : new long[] {1, 255, 256, 257, 511, 512, 700}) {
      leaves.grow(size);
      TileLog log = open();
      assertThat(head(log.advance(NOW).orElseThrow()).root())
          .isEqualTo(NaiveTree.mth(NaiveTree.leaves(size)));
      assertThat(check()).isInstanceOf(TileCheck.Intact.class);
    }
  }

  @Test
  void neverSignsWhatIsNotDurable() {
    TileLog log = open();
    leaves.grow(10);
    log.advance(NOW);
    leaves.grow(9);

    assertThatThrownBy(() -> log.advance(NOW)).satisfies(is(ArchiveFailure.Kind.CORRUPT));
    assertThatThrownBy(this::open)
        .satisfies(is(ArchiveFailure.Kind.CORRUPT))
        .hasMessageContaining("records were lost");
  }

  @Test
  void fullTilesAreNeverWrittenAgain() throws IOException {
    TileLog log = open();
    leaves.grow(300);
    log.advance(NOW);
    Path full = log().resolve("tile/0/000");
    Object before = Files.readAttributes(full, "unix:ino,lastModifiedTime");
    leaves.grow(600);
    log.advance(NOW);
    open();
    assertThat((Object) Files.readAttributes(full, "unix:ino,lastModifiedTime")).isEqualTo(before);
    assertThat(log().resolve("tile/0/001.p")).doesNotExist();
  }

  @Test
  void lostTilesAreMadeAgainFromTheSegments() throws IOException {
    leaves.grow(700);
    open().advance(NOW);
    Map<String, byte[]> before = contents();
    for (String file : before.keySet()) {
      if (file.startsWith("tile")) {
        Files.delete(log().resolve(file));
      }
    }

    open();

    Map<String, byte[]> after = contents();
    assertThat(after.keySet()).isEqualTo(before.keySet());
    before.forEach((file, bytes) -> assertThat(after.get(file)).isEqualTo(bytes));
  }

  @Test
  void aDamagedEdgeIsMendedFromTheSegments() throws IOException {
    leaves.grow(700);
    open().advance(NOW);
    for (String file : List.of("tile/0/002.p/188", "tile/1/000.p/2", "tile/entries/002.p/188")) {
      byte[] bytes = Files.readAllBytes(log().resolve(file));
      bytes[40] ^= 1;
      Files.write(log().resolve(file), bytes);
      assertThat(check()).isInstanceOf(TileCheck.Damaged.class);
      open();
      assertThat(check()).as(file).isInstanceOf(TileCheck.Intact.class);
    }
  }

  @Test
  void leavesThatAreNotThoseThatWereSignedAreRefused() throws IOException {
    leaves.grow(700);
    open().advance(NOW);
    Files.delete(log().resolve("tile/0/002.p/188"));
    leaves.exchange(3);

    assertThatThrownBy(this::open)
        .satisfies(is(ArchiveFailure.Kind.CORRUPT))
        .hasMessageContaining("do not lead to the root");
  }

  @Test
  void anotherKeysOrLogsCheckpointIsRefused() {
    leaves.grow(3);
    open().advance(NOW);
    NoteSigner other = TestKeys.signer(ORIGIN, SignatureType.ED25519);

    assertThatThrownBy(() -> TileLog.open(log(), ORIGIN, List.of(other), files, leaves))
        .satisfies(is(ArchiveFailure.Kind.CORRUPT));
    assertThatThrownBy(() -> TileLog.open(log(), "other", List.of(signer), files, leaves))
        .satisfies(is(ArchiveFailure.Kind.CORRUPT));
  }

  @Test
  void twoKeysSignAndWitnessesAdd() throws ProofFault {
    NoteSigner second = TestKeys.signer(ORIGIN, SignatureType.COSIGNATURE_ML_DSA_44);
    NoteSigner witness = TestKeys.signer("w.example", SignatureType.COSIGNATURE_ED25519);
    TileLog log = TileLog.open(log(), ORIGIN, List.of(signer, second), files, leaves);
    Note note = log.advance(NOW).orElseThrow();
    assertThat(note.verify(List.of(signer.verifier(), second.verifier()))).hasSize(2);

    assertThat(log.cosign(note.with(List.of(witness.sign(head(note), NOW))))).isTrue();
    Note read = new TileReader(log()).checkpoint().orElseThrow();
    assertThat(read.verify(List.of(signer.verifier(), witness.verifier()))).hasSize(2);

    leaves.grow(1);
    log.advance(NOW);
    assertThat(log.cosign(read)).isFalse();
  }

  private Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> contents = new HashMap<>();
    try (Stream<Path> walk = Files.walk(log())) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        contents.put(log().relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return contents;
  }

  private List<String> tiles(String level) throws IOException {
    Path top = log().resolve("tile").resolve(level);
    try (Stream<Path> walk = Files.walk(top)) {
      return walk.filter(Files::isRegularFile)
          .map(file -> top.relativize(file).toString())
          .toList();
    }
  }

  private static Consumer<Throwable> is(ArchiveFailure.Kind kind) {
    return thrown -> {
      assertThat(thrown).isInstanceOf(ArchiveFailure.class);
      assertThat(((ArchiveFailure) thrown).kind()).isEqualTo(kind);
    };
  }
}
