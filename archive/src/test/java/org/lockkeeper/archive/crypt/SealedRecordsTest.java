package org.lockkeeper.archive.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.CrashingFiles;
import org.lockkeeper.archive.Samples;
import org.lockkeeper.archive.keys.KeyRing;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.log.DiskFiles;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.log.LogLimits;
import org.lockkeeper.archive.log.LogProof;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.SealedLogs;
import org.lockkeeper.archive.log.SegmentLog;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.message.Digest;

class SealedRecordsTest {

  private static final String CANARY = "quicksilver marmalade 4711";

  @TempDir Path archive;

  private final SealedLogs make = new SealedLogs();
  private final LogLimits limits = LogLimits.defaults();

  @AfterEach
  void closeTheMake() {
    make.close();
  }

  private SegmentLog open() {
    return make.open(archive, limits);
  }

  private static void write(SegmentLog log, ArchiveRecord... records) {
    for (ArchiveRecord record : records) {
      log.append(record).toCompletableFuture().join();
    }
  }

  private static List<ArchiveRecord> read(SegmentLog log) {
    try (Stream<Entry> entries = log.from(Position.START)) {
      return entries.map(Entry::record).toList();
    }
  }

  private List<Leaf> leaves() {
    return make.leaves(archive).all().stream().map(Leaf::of).toList();
  }

  @Test
  void noFileHoldsAWordOfARecord() throws IOException {
    try (SegmentLog log = open()) {
      write(log, Samples.post(1, "ann-of-accounts", "room-of-secrets", CANARY));
      assertThat(read(log)).hasSize(1);
    }
    assertNowhere(CANARY);
    assertNowhere("ann-of-accounts");
    assertNowhere("room-of-secrets");
  }

  @Test
  void leavesChainEachChannelAndBindTheRecord() throws IOException {
    try (SegmentLog log = open()) {
      write(
          log,
          Samples.post(0, "ann", "a", "one"),
          Samples.post(1, "ann", "b", "two"),
          Samples.post(2, "bob", "a", "three"),
          Samples.answer(2, "n"),
          Samples.post(3, "ann", "a", "four"));
    }
    try (SegmentLog log = open()) {
      write(log, Samples.post(4, "ann", "b", "five"));
    }
    List<Leaf> leaves = leaves();
    assertThat(leaves).extracting(Leaf::sequence).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    assertThat(leaves).extracting(Leaf::place).containsExactly(0L, 0L, 1L, 0L, 2L, 1L);
    assertThat(leaves.get(0).channel()).isEqualTo(leaves.get(2).channel());
    assertThat(leaves.get(0).channel()).isNotEqualTo(leaves.get(1).channel());
    FrameCrypt crypt = new FrameCrypt();
    assertThat(leaves.get(4).before()).isEqualTo(crypt.leafHash(leaves.get(2).bytes()));
    assertThat(leaves.get(5).before()).isEqualTo(crypt.leafHash(leaves.get(1).bytes()));
    assertThat(leaves.get(0).before()).isEqualTo(Leaf.NONE);
    assertThat(leaves)
        .extracting(Leaf::kind)
        .containsSubsequence(LeafKind.MESSAGE, LeafKind.ANSWER, LeafKind.MESSAGE);
    assertThat(leaves).extracting(Leaf::bucket).containsOnly(0);
  }

  @Test
  void equalRecordsLookAlikeNowhere() {
    try (SegmentLog log = open()) {
      write(log, Samples.post(1, "same"), Samples.post(1, "same"));
    }
    List<Leaf> leaves = leaves();
    assertThat(leaves.get(0).cipher()).isNotEqualTo(leaves.get(1).cipher());
    assertThat(leaves.get(0).commitment()).isNotEqualTo(leaves.get(1).commitment());
    assertThat(leaves.get(0).keyCommitment()).isNotEqualTo(leaves.get(1).keyCommitment());
    byte[] bytes = leaves.get(1).bytes();
    assertThat(Leaf.of(bytes)).isEqualTo(leaves.get(1));
    assertThat(bytes).hasSize(Leaf.BYTES);
    for (Leaf leaf : leaves) {
      String shown = new String(leaf.bytes(), StandardCharsets.ISO_8859_1);
      assertThat(shown)
          .doesNotContain(
              new String(
                  Digest.of(
                          org.lockkeeper.archive.record.RecordFormatV1.encode(
                              Samples.post(1, "same")))
                      .bytes(),
                  StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void leavesThatWereLostInACrashAreMadeAgainAndAreTheSame() {
    Path copy = archive.resolveSibling(archive.getFileName() + "-copy");
    try (SegmentLog log = open()) {
      for (int i = 0; i < 20; i++) {
        write(log, Samples.post(i, "ann", "channel " + i % 3, "text " + i));
      }
      copy(archive, copy);
    }
    List<String> before = shown(make.leaves(archive));
    assertThat(before).hasSize(20);

    MemoryLeaves again = make.leaves(copy);
    again.append(0, make.leaves(archive).all().subList(0, 10));
    try (SegmentLog reopened = make.open(copy, limits)) {
      assertThat(read(reopened)).hasSize(20);
    }
    assertThat(shown(again)).isEqualTo(before);
  }

  private static List<String> shown(MemoryLeaves leaves) {
    return leaves.all().stream().map(leaf -> Digest.of(leaf).toString()).toList();
  }

  @Test
  void aLogOfLeavesThatDoesNotFitIsRefused() {
    try (SegmentLog log = open()) {
      write(log, Samples.post(1, "one"), Samples.post(2, "two"));
    }
    MemoryLeaves sink = make.leaves(archive);
    sink.append(2, List.of(sink.all().getFirst()));
    assertThatExceptionOfType(ArchiveFailure.class)
        .isThrownBy(this::open)
        .satisfies(e -> assertThat(e.kind()).isEqualTo(ArchiveFailure.Kind.CORRUPT))
        .withMessageContaining("hold 2 records and the log of leaves 3");
  }

  /** A salt that sealed a record which was then not kept never seals another. */
  @Test
  void aSaltIsUsedOnce() throws IOException {
    Map<String, Integer> seen = new HashMap<>();
    try (SegmentLog log = open()) {
      write(log, Samples.post(1, "one"));
    }
    seen.merge(Digest.of(salts(1)).toString(), 1, Integer::sum);
    byte[] segment = Files.readAllBytes(archive.resolve("seg/00000000000000000000.seg"));
    for (int round = 0; round < 3; round++) {
      // As if the group had not reached the disk.
      Files.write(
          archive.resolve("seg/00000000000000000000.seg"), java.util.Arrays.copyOf(segment, 68));
      Files.delete(archive.resolve("checkpoint"));
      make.loseWhatFollows(archive);
      try (SegmentLog log = open()) {
        write(log, Samples.post(1, "one"));
      }
      seen.merge(Digest.of(salts(1)).toString(), 1, Integer::sum);
    }
    assertThat(seen).hasSize(4);
  }

  @Test
  void everyChangedSaltIsFoundAndItsRecordNamed() throws IOException {
    try (SegmentLog log = open()) {
      write(log, Samples.post(1, "one"), Samples.post(2, "two"), Samples.post(3, "three"));
    }
    Path salts = archive.resolve("seg/00000000000000000000.slt");
    byte[] bytes = Files.readAllBytes(salts);
    for (int at = 0; at < SaltFile.place(3); at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 1;
      Files.write(salts, changed);
      LogProof.Result proof = make.proof(archive, limits);
      assertThat(proof).as("byte %s", at).isInstanceOf(LogProof.Damaged.class);
      long hit = Math.max(0, (at - SaltFile.HEADER_BYTES) / SaltFile.SALT_BYTES);
      assertThat(((LogProof.Damaged) proof).sequence()).isEqualTo(hit);
    }
    Files.delete(salts);
    assertThat(make.proof(archive, limits)).isInstanceOf(LogProof.Damaged.class);
    assertThatExceptionOfType(ArchiveFailure.class).isThrownBy(this::open);
  }

  @Test
  void acknowledgedRecordsSurviveACrashInAnyStep() throws IOException {
    for (int steps = 0; ; steps += 1) {
      Path here = Files.createDirectories(archive.resolve("crash" + steps));
      CrashingFiles files = new CrashingFiles(steps);
      List<ArchiveRecord> acknowledged = new ArrayList<>();
      boolean crashed = true;
      LogLimits small = limits.withSegmentBytes(700);
      try (SegmentLog log = make.open(here, small, files, () -> 7)) {
        for (int i = 0; i < 8; i++) {
          ArchiveRecord record = Samples.post(i, "text " + i);
          write(log, record);
          acknowledged.add(record);
        }
        crashed = false;
      } catch (ArchiveFailure | java.util.concurrent.CompletionException power) {
        assertThat(crashed).isTrue();
      }
      try (SegmentLog log = make.open(here, small, new DiskFiles(), () -> 7)) {
        assertThat(read(log).subList(0, acknowledged.size())).isEqualTo(acknowledged);
        assertThat(read(log).size()).isBetween(acknowledged.size(), acknowledged.size() + 1);
        assertThat(make.leaves(here).size()).isEqualTo(read(log).size());
      }
      if (!crashed) {
        assertThat(steps).isGreaterThan(40);
        return;
      }
    }
  }

  @Test
  void aRecordThatIsDestroyedIsPassedOver() throws IOException {
    KeyRing ring;
    Position second;
    try (SegmentLog log = open()) {
      write(log, Samples.post(1, "one"));
      second = log.append(Samples.post(2, CANARY)).toCompletableFuture().join();
      write(log, Samples.post(3, "three"));
      SaltFile.destroy(
          archive.resolve("seg/00000000000000000000.seg"),
          new org.lockkeeper.archive.log.RecordSeal.SegmentStart(0, 0),
          1,
          new DiskFiles());
      assertThat(read(log)).containsExactly(Samples.post(1, "one"), Samples.post(3, "three"));
      assertThatExceptionOfType(ArchiveFailure.class)
          .isThrownBy(() -> log.read(second))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(ArchiveFailure.Kind.DESTROYED));
      assertThat(make.proof(archive, limits)).isInstanceOf(LogProof.Intact.class);
      ring = make.ring(archive);
      ring.destroy(0);
      assertThat(read(log)).isEmpty();
    }
    try (SegmentLog log = open()) {
      assertThat(read(log)).isEmpty();
      write(log, Samples.post(9, "goes on"));
      assertThat(read(log)).containsExactly(Samples.post(9, "goes on"));
    }
    assertThat(make.proof(archive, limits)).isInstanceOf(LogProof.Intact.class);
  }

  private byte[] salts(int count) throws IOException {
    byte[] bytes = Files.readAllBytes(archive.resolve("seg/00000000000000000000.slt"));
    return java.util.Arrays.copyOfRange(bytes, 32, 32 + 32 * count);
  }

  private void assertNowhere(String text) throws IOException {
    try (Stream<Path> files = Files.walk(archive)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(text);
      }
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)));
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
