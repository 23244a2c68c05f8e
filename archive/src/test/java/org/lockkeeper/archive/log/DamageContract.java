package org.lockkeeper.archive.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.lockkeeper.archive.log.RecordLogContract.await;
import static org.lockkeeper.archive.log.RecordLogContract.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.Samples;
import org.lockkeeper.archive.record.ArchiveRecord;

/** A log whose files were cut, changed or lost, as crashes and people do. */
abstract class DamageContract {

  private static final LogLimits LIMITS = LogLimits.defaults();

  final LogMake make;

  @TempDir Path directory;

  private final FaultyFiles lazy = new FaultyFiles();
  private final List<ArchiveRecord> written = new ArrayList<>();
  private final List<Position> positions = new ArrayList<>();
  private Path original = Path.of("");
  private byte[] bytes = new byte[0];

  DamageContract(LogMake make) {
    this.make = make;
  }

  @AfterEach
  void closeTheMake() {
    make.close();
  }

  /** Five groups of one record each, in one segment, closed cleanly. */
  @BeforeEach
  void writeALog() throws IOException {
    lazy.lazy.set(true);
    original = directory.resolve("original");
    try (RecordLog log = make.open(original, LIMITS, lazy, () -> 7)) {
      for (int i = 0; i < 5; i++) {
        written.add(Samples.post(i, "text of record " + i));
        positions.add(await(log.append(written.getLast())));
      }
    }
    bytes = Files.readAllBytes(segment(original));
  }

  @Test
  void aTailCutAtAnyByteLosesOnlyUnfinishedGroups() throws IOException {
    int from = (int) positions.get(3).offset();
    for (int cut = from; cut <= bytes.length; cut++) {
      Path archive = copy("cut" + cut, Arrays.copyOf(bytes, cut), false);
      int whole = wholeGroups(cut);
      LogProof.Result proof = make.proof(archive, LIMITS);
      assertThat(proof).isInstanceOf(LogProof.Intact.class);
      assertThat(((LogProof.Intact) proof).checkpoint().end().sequence()).isEqualTo(whole);
      try (RecordLog log = make.open(archive, LIMITS, lazy, () -> 7)) {
        assertThat(records(log, Position.START)).isEqualTo(written.subList(0, whole));
        if (cut % 50 == 0) {
          await(log.append(Samples.post(99, "goes on")));
          assertThat(records(log, Position.START)).hasSize(whole + 1);
        }
      }
      assertThat(make.proof(archive, LIMITS)).isInstanceOf(LogProof.Intact.class);
    }
  }

  @Test
  void aTailCutOffAClosedLogIsMissed() throws IOException {
    for (int cut = 0; cut < bytes.length; cut += 13) {
      Path archive = copy("missed" + cut, Arrays.copyOf(bytes, cut), true);
      assertThat(make.proof(archive, LIMITS)).isInstanceOf(LogProof.Damaged.class);
      assertThatExceptionOfType(ArchiveFailure.class)
          .isThrownBy(() -> make.open(archive, LIMITS, lazy, () -> 7))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(ArchiveFailure.Kind.CORRUPT));
    }
  }

  @Test
  void everyFlippedBitIsFoundAndItsRecordNamed() throws IOException {
    Path archive = copy("flip", bytes, true);
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      put(segment(archive), bit / 8, (byte) (bytes[bit / 8] ^ (1 << bit % 8)));
      LogProof.Result proof = make.proof(archive, LIMITS);
      put(segment(archive), bit / 8, bytes[bit / 8]);

      assertThat(proof).as("bit %s", bit).isInstanceOf(LogProof.Damaged.class);
      LogProof.Damaged damaged = (LogProof.Damaged) proof;
      assertThat(damaged.sequence()).as("bit %s", bit).isEqualTo(recordAt(bit / 8));
      assertThat(damaged.file()).endsWith(".seg");
      assertThat(damaged.place()).isLessThanOrEqualTo(bit / 8);
    }
  }

  @Test
  void everyFlippedBitOfTheCheckpointIsFound() throws IOException {
    Path archive = copy("checkpoint", bytes, true);
    byte[] kept = Files.readAllBytes(archive.resolve("checkpoint"));
    for (int bit = 0; bit < 8 * kept.length; bit++) {
      byte[] flipped = kept.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(archive.resolve("checkpoint"), flipped);
      assertThat(make.proof(archive, LIMITS)).isInstanceOf(LogProof.Damaged.class);
    }
  }

  @Test
  void damageBeforeWholeGroupsStopsTheLogAndNamesThePlace() throws IOException {
    byte[] changed = bytes.clone();
    int place = (int) positions.get(1).offset() + 30;
    changed[place] ^= 1;
    Path archive = copy("before", changed, false);

    assertThatExceptionOfType(ArchiveFailure.class)
        .isThrownBy(() -> make.open(archive, LIMITS, lazy, () -> 7))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(ArchiveFailure.Kind.CORRUPT))
        .withMessageContaining("00000000000000000000.seg")
        .withMessageContaining("byte " + positions.get(1).offset())
        .withMessageContaining("record 1:");
    assertThat(Files.readAllBytes(segment(archive))).isEqualTo(changed);
  }

  @Test
  void readingNeverGivesChangedBytes() throws IOException {
    Path archive = copy("reading", bytes, true);
    try (RecordLog log = make.open(archive, LIMITS, lazy, () -> 7)) {
      byte[] changed = Files.readAllBytes(segment(archive));
      changed[(int) positions.get(3).offset() + 40] ^= 4;
      Files.write(segment(archive), changed);

      assertThat(log.read(positions.get(2)).record()).isEqualTo(written.get(2));
      assertThatExceptionOfType(ArchiveFailure.class)
          .isThrownBy(() -> log.read(positions.get(3)))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(ArchiveFailure.Kind.CORRUPT));
      assertThatExceptionOfType(ArchiveFailure.class)
          .isThrownBy(() -> records(log, Position.START));
    }
  }

  /** A write over several pages may reach the disk in any order: here all but one page did. */
  @Test
  void aPageMissingFromTheLastGroupIsATornWrite() throws IOException {
    Path archive = directory.resolve("pages");
    Position last;
    try (RecordLog log = make.open(archive, LIMITS, lazy, () -> 7)) {
      await(log.append(Samples.post(1, "kept")));
      last = await(log.append(Samples.post(2, "y".repeat(20_000))));
    }
    Path pristine = directory.resolve("pristine");
    Files.createDirectories(pristine.resolve("seg"));
    make.copyBeside(archive, pristine);
    byte[] whole = Files.readAllBytes(segment(archive));
    for (int page = 0; page * 4096 < whole.length; page++) {
      int from = Math.max((int) last.offset(), page * 4096);
      int to = Math.min(whole.length, (page + 1) * 4096);
      if (from >= to) {
        continue;
      }
      byte[] dropped = whole.clone();
      Arrays.fill(dropped, from, to, (byte) 0);
      Files.write(segment(archive), dropped);
      Files.deleteIfExists(archive.resolve("checkpoint"));
      make.copyBeside(pristine, archive);
      make.loseWhatFollows(archive);
      try (RecordLog log = make.open(archive, LIMITS, lazy, () -> 7)) {
        assertThat(records(log, Position.START)).containsExactly(Samples.post(1, "kept"));
      }
      Files.write(segment(archive), whole);
    }
  }

  @Test
  void aMissingSegmentIsMissed() throws IOException {
    Path archive = directory.resolve("many");
    try (RecordLog log = make.open(archive, LIMITS.withSegmentBytes(500), lazy, () -> 7)) {
      for (int i = 0; i < 10; i++) {
        await(log.append(Samples.post(i, "text " + i)));
      }
    }
    List<Segments.Segment> segments = Segments.in(archive.resolve("seg"));
    for (Segments.Segment segment : segments) {
      byte[] whole = Files.readAllBytes(segment.path());
      Files.delete(segment.path());
      assertThat(make.proof(archive, LIMITS)).isInstanceOf(LogProof.Damaged.class);
      assertThatExceptionOfType(ArchiveFailure.class)
          .isThrownBy(() -> make.open(archive, LIMITS, lazy, () -> 7))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(ArchiveFailure.Kind.CORRUPT));
      Files.write(segment.path(), whole);
    }
    assertThat(make.proof(archive, LIMITS)).isInstanceOf(LogProof.Intact.class);
  }

  /** Changes one byte in place: rewriting the file ten thousand times would wait for the disk. */
  private static void put(Path file, int place, byte value) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {value}), place);
    }
  }

  private int wholeGroups(int cut) {
    int whole = 0;
    while (whole < 5 && cut >= (whole < 4 ? positions.get(whole + 1).offset() : bytes.length)) {
      whole++;
    }
    return whole;
  }

  private long recordAt(int place) {
    long record = 0;
    while (record < 4 && place >= positions.get((int) record + 1).offset()) {
      record++;
    }
    return record;
  }

  private Path copy(String name, byte[] segment, boolean withCheckpoint) throws IOException {
    Path archive = directory.resolve(name);
    Files.createDirectories(archive.resolve("seg"));
    Files.write(segment(archive), segment);
    make.copyBeside(original, archive);
    if (withCheckpoint) {
      Files.copy(original.resolve("checkpoint"), archive.resolve("checkpoint"));
    }
    return archive;
  }

  private static Path segment(Path archive) {
    return Segments.path(archive.resolve("seg"), 0);
  }
}
