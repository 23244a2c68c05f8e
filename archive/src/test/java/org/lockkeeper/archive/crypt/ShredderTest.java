package org.lockkeeper.archive.crypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.CrashingFiles;
import org.lockkeeper.archive.Samples;
import org.lockkeeper.archive.keys.BucketKey;
import org.lockkeeper.archive.keys.KeyRing;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.log.DiskFiles;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.log.FrameSource;
import org.lockkeeper.archive.log.FrameWalk;
import org.lockkeeper.archive.log.LogLimits;
import org.lockkeeper.archive.log.LogProof;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.SealedLogs;
import org.lockkeeper.archive.log.SegmentFiles;
import org.lockkeeper.archive.log.SegmentLog;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.archive.record.ArchiveRecord.ActKind;
import org.lockkeeper.archive.record.UnreadableRecordException;

class ShredderTest {

  private static final String CANARY = "quicksilver marmalade 4711";
  private static final LogLimits LIMITS = LogLimits.defaults().withSegmentBytes(900);

  @TempDir Path archive;

  private final SealedLogs make = new SealedLogs();
  private final List<String> forgotten = new ArrayList<>();
  private long lastId;

  @AfterEach
  void closeTheMake() {
    make.close();
  }

  private SegmentLog open(Path at, SegmentFiles files) {
    return make.open(at, LIMITS, files, () -> 7);
  }

  private Shredder shredder(Path at, SegmentLog log, SegmentFiles files) {
    Derived derived =
        new Derived() {
          @Override
          public void forgetRecord(int bucket, long sequence) {
            forgotten.add("record " + sequence);
          }

          @Override
          public void forgetBucket(int bucket) {
            forgotten.add("bucket " + bucket);
          }
        };
    return new Shredder(
        log,
        make.ring(at),
        make.leaves(at),
        files,
        List.of(derived),
        () -> new UUID(7, ++lastId),
        InstantSource.fixed(Samples.NOON));
  }

  /** Five records, the third of which is to go. */
  private Position fill(SegmentLog log) {
    Position canary = Position.START;
    for (int i = 0; i < 5; i++) {
      Position at =
          log.append(Samples.post(i, i == 2 ? CANARY : "kept " + i)).toCompletableFuture().join();
      canary = i == 2 ? at : canary;
    }
    return canary;
  }

  private static List<ArchiveRecord> read(SegmentLog log) {
    try (Stream<Entry> entries = log.from(Position.START)) {
      return entries.map(Entry::record).toList();
    }
  }

  private static List<ActKind> acts(SegmentLog log) {
    return read(log).stream()
        .filter(ArchiveRecord.Act.class::isInstance)
        .map(record -> ((ArchiveRecord.Act) record).kind())
        .toList();
  }

  @Test
  void oneRecordGoesAndItsNeighboursAndProofsStay() throws Exception {
    DiskFiles files = new DiskFiles();
    List<byte[]> leaves;
    try (SegmentLog log = open(archive, files)) {
      Position canary = fill(log);
      make.leaves(archive).await(5);
      leaves = make.leaves(archive).all();
      assertThat(opensWith(log, canary, make.ring(archive))).isTrue();
      Position act = shredder(archive, log, files).record(canary, "priv", "erasure 12");

      assertThat(read(log)).hasSize(5).doesNotContain(Samples.post(2, CANARY));
      assertThatExceptionOfType(ArchiveFailure.class)
          .isThrownBy(() -> log.read(canary))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(ArchiveFailure.Kind.DESTROYED));
      ArchiveRecord.Act told = (ArchiveRecord.Act) log.read(act).record();
      assertThat(told.kind()).isEqualTo(ActKind.SALT_DESTROYED);
      assertThat(told.facts()).containsEntry("record", "2").containsEntry("why", "erasure 12");
      assertThat(forgotten).containsExactly("record 2");
      assertThat(opensWith(log, canary, make.ring(archive))).isFalse();
      assertThat(make.ring(archive).unfinished()).isEmpty();
    }
    assertNowhere(archive, CANARY);
    assertThat(make.proof(archive, LIMITS)).isInstanceOf(LogProof.Intact.class);
    List<byte[]> after = make.leaves(archive).all();
    for (int i = 0; i < leaves.size(); i++) {
      assertThat(after.get(i)).isEqualTo(leaves.get(i));
    }
    assertThat(Leaf.of(after.get(5)).kind()).isEqualTo(LeafKind.ACT);
  }

  @Test
  void aBucketGoesWhole() throws Exception {
    DiskFiles files = new DiskFiles();
    try (SegmentLog log = open(archive, files)) {
      Position canary = fill(log);
      shredder(archive, log, files).bucket(0, "schedule", "rule 7");
      assertThat(read(log)).hasSize(2);
      assertThat(acts(log)).containsExactly(ActKind.KEY_DESTROYING, ActKind.KEY_DESTROYED);
      assertThat(forgotten).containsExactly("bucket 0");
      assertThat(opensWith(log, canary, make.ring(archive))).isFalse();
      log.append(Samples.post(9, "after")).toCompletableFuture().join();
      assertThat(read(log)).contains(Samples.post(9, "after"));
      assertThatExceptionOfType(ArchiveFailure.class)
          .isThrownBy(() -> shredder(archive, log, files).bucket(0, "schedule", "again"));
    }
    assertNowhere(archive, CANARY);
    assertThat(make.proof(archive, LIMITS)).isInstanceOf(LogProof.Intact.class);
    try (SegmentLog log = open(archive, files)) {
      assertThat(read(log)).hasSize(3);
    }
  }

  @Test
  void aRecordsEndIsFinishedAfterACrashInAnyStep() throws Exception {
    crashInEveryStep(
        ActKind.SALT_DESTROYED, (shredder, canary) -> shredder.record(canary, "p", "w"));
  }

  @Test
  void aBucketsEndIsFinishedAfterACrashInAnyStep() throws Exception {
    crashInEveryStep(ActKind.KEY_DESTROYED, (shredder, canary) -> shredder.bucket(0, "p", "w"));
  }

  private interface Destroying {
    void by(Shredder shredder, Position canary) throws InterruptedException;
  }

  private void crashInEveryStep(ActKind end, Destroying destroying) throws Exception {
    for (int steps = 0; ; steps++) {
      Path here = Files.createDirectories(archive.resolve("crash" + steps));
      CrashingFiles files = CrashingFiles.never();
      boolean done = false;
      try (SegmentLog log = open(here, files)) {
        Position canary = fill(log);
        files.crashAfter(steps);
        destroying.by(shredder(here, log, files), canary);
        done = true;
        files.crashAfter(1_000);
      } catch (ArchiveFailure power) {
        assertThat(power.kind()).isEqualTo(ArchiveFailure.Kind.BROKEN);
      }
      DiskFiles disk = new DiskFiles();
      try (SegmentLog log = open(here, disk)) {
        boolean begun = !make.ring(here).unfinished().isEmpty() || acts(log).contains(end);
        assertThat(begun || !done).isTrue();
        shredder(here, log, disk).finish();
        assertThat(make.ring(here).unfinished()).isEmpty();
        assertThat(acts(log).stream().filter(end::equals)).hasSize(begun ? 1 : 0);
        assertThat(read(log).contains(Samples.post(2, CANARY))).isEqualTo(!begun);
        if (begun) {
          assertNowhere(here, CANARY);
        }
      }
      assertThat(make.proof(here, LIMITS)).isInstanceOf(LogProof.Intact.class);
      if (done) {
        assertThat(steps).isGreaterThan(5);
        return;
      }
    }
  }

  @Test
  void whatIsNotThereIsNotDestroyed() {
    try (SegmentLog log = open(archive, new DiskFiles())) {
      fill(log);
      Shredder shredder = shredder(archive, log, new DiskFiles());
      assertThatExceptionOfType(ArchiveFailure.class)
          .isThrownBy(() -> shredder.record(log.checkpoint().end(), "p", "w"))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(ArchiveFailure.Kind.REFUSED));
      assertThatExceptionOfType(ArchiveFailure.class)
          .isThrownBy(() -> shredder.bucket(77, "p", "w"));
    }
  }

  /** Tries every live key with every salt there is, as somebody would who has the whole archive. */
  private boolean opensWith(SegmentLog log, Position at, KeyRing ring) throws IOException {
    FrameSource.Frame frame;
    try (FrameWalk walk = log.walk(at)) {
      frame = walk.next();
    }
    FrameCrypt crypt = new FrameCrypt();
    byte[] payload = frame.payload();
    FrameCrypt.Head head = FrameCrypt.Head.of(payload, 0, payload.length);
    for (KeyRing.Status status : ring.buckets()) {
      for (BucketKey key : ring.key(status.number()).stream().toList()) {
        for (byte[] salt : salts()) {
          FrameCrypt.Keys keys = FrameCrypt.Keys.of(key, salt, at.sequence());
          try {
            crypt.open(keys, at.sequence(), head, payload, 0, payload.length);
            return true;
          } catch (UnreadableRecordException otherKey) {
            assertThat(otherKey).hasMessageContaining("sealed");
          }
        }
      }
    }
    return false;
  }

  private List<byte[]> salts() throws IOException {
    List<byte[]> salts = new ArrayList<>();
    try (Stream<Path> files = Files.list(archive.resolve("seg"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".slt")).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        int most = (int) Math.min(bytes.length, SaltFile.place(10));
        for (int at = SaltFile.HEADER_BYTES; at < most; at += SaltFile.SALT_BYTES) {
          salts.add(Arrays.copyOfRange(bytes, at, at + SaltFile.SALT_BYTES));
        }
      }
    }
    return salts;
  }

  private static void assertNowhere(Path archive, String text) throws IOException {
    try (Stream<Path> files = Files.walk(archive)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text))
            .as(file.toString())
            .isFalse();
      }
    }
  }
}
