package org.lockkeeper.archive.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.lockkeeper.archive.log.RecordLogContract.await;
import static org.lockkeeper.archive.log.RecordLogContract.records;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.Samples;
import org.lockkeeper.archive.record.ArchiveRecord;

abstract class SegmentLogContract implements RecordLogContract {

  final LogMake make;

  @TempDir Path archive;

  SegmentLogContract(LogMake make) {
    this.make = make;
  }

  @AfterEach
  void closeTheMake() {
    make.close();
  }

  @Override
  public RecordLog open() {
    return make.open(archive, LogLimits.defaults());
  }

  @Test
  void oneWriterOnly() {
    try (RecordLog _ = open()) {
      assertThatExceptionOfType(ArchiveFailure.class)
          .isThrownBy(this::open)
          .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ArchiveFailure.Kind.LOCKED))
          .withMessageContaining("another process")
          .withMessageContaining(archive.toString());
    }
    open().close();
  }

  @Test
  void readsOverManySegments() {
    LogLimits small = LogLimits.defaults().withSegmentBytes(2_000);
    List<ArchiveRecord> expected = new ArrayList<>();
    List<Position> positions = new ArrayList<>();
    try (RecordLog log = make.open(archive, small)) {
      for (int i = 0; i < 100; i++) {
        expected.add(Samples.post(i, "message number " + i));
        positions.add(await(log.append(expected.getLast())));
      }
    }
    assertThat(Segments.in(archive.resolve("seg"))).hasSizeGreaterThan(5);
    try (RecordLog log = make.open(archive, small)) {
      assertThat(records(log, Position.START)).isEqualTo(expected);
      for (int i = 0; i < 100; i++) {
        assertThat(log.read(positions.get(i)).record()).isEqualTo(expected.get(i));
        assertThat(log.read(positions.get(i)).next())
            .isEqualTo(i < 99 ? positions.get(i + 1) : log.checkpoint().end());
        assertThat(records(log, positions.get(i))).isEqualTo(expected.subList(i, 100));
      }
    }
  }

  @Test
  void takesAHundredThousandQuickly() {
    ArchiveRecord record = Samples.post(1, "x".repeat(160));
    try (SegmentLog log = make.open(archive, LogLimits.defaults())) {
      List<CompletionStage<Position>> stages = new ArrayList<>();
      for (int i = 0; i < 100_000; i++) {
        stages.add(log.append(record));
        if (i % 50_000 == 0) {
          await(stages.getLast());
        }
      }
      stages.forEach(RecordLogContract::await);
      assertThat(log.checkpoint().end().sequence()).isEqualTo(100_000);
      try (Stream<Entry> entries = log.from(Position.START)) {
        assertThat(entries.filter(entry -> entry.record().equals(record)).count())
            .isEqualTo(100_000);
      }
    }
  }

  @Test
  void refusesWhatIsTooLargeOrTooMuch() {
    LogLimits defaults = LogLimits.defaults();
    LogLimits narrow =
        new LogLimits(
            defaults.segmentBytes(),
            defaults.groupBytes(),
            1_000,
            1_500,
            defaults.flushInterval(),
            defaults.preallocatedBytes(),
            defaults.recentBytes());
    GatedFiles gate = new GatedFiles();
    try (RecordLog log = make.open(archive, narrow, gate, () -> 1)) {
      assertThat(RecordLogContract.failure(log.append(Samples.post(1, "x".repeat(1_000)))))
          .isEqualTo(ArchiveFailure.Kind.REFUSED);

      gate.hold();
      CompletionStage<Position> stuck = log.append(Samples.post(1, "x".repeat(500)));
      gate.awaitHeld();
      CompletionStage<Position> waiting = log.append(Samples.post(2, "x".repeat(500)));
      CompletionStage<Position> tooMuch = log.append(Samples.post(3, "x".repeat(700)));
      assertThat(RecordLogContract.failure(tooMuch)).isEqualTo(ArchiveFailure.Kind.REFUSED);
      assertThat(waiting.toCompletableFuture()).isNotDone();
      gate.release();
      await(stuck);
      await(waiting);
      assertThat(log.checkpoint().end().sequence()).isEqualTo(2);
    }
  }

  @Test
  void anotherProcessReadsAlong() {
    try (RecordLog log = open()) {
      await(log.append(Samples.post(1, "one")));
      ReadOnlyLog seen = make.openReadOnly(archive, LogLimits.defaults());
      assertThat(records(seen, Position.START)).containsExactly(Samples.post(1, "one"));
      assertThat(seen.checkpoint()).isEqualTo(log.checkpoint());
      await(log.append(Samples.post(2, "two")));
      assertThat(records(seen, Position.START)).hasSize(1);
    }
  }

  @Test
  void aNoteBecomesDurableByItselfBehindAnAppendAndLongAfter() {
    try (SegmentLog log = make.open(archive, LogLimits.defaults())) {
      await(log.append(Samples.post(1, "one")));
      log.note(Samples.answer(1, "a"));
      awaitEnd(log, 2);
      // The second finds the writer asleep, or on its way there.
      log.note(Samples.answer(1, "b"));
      awaitEnd(log, 3);
    }
  }

  private static void awaitEnd(SegmentLog log, long sequence) {
    long patience = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (log.checkpoint().end().sequence() < sequence) {
      assertThat(System.nanoTime()).isLessThan(patience);
      Thread.onSpinWait();
    }
  }
}
