package org.lockkeeper.archive.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockkeeper.archive.log.RecordLogContract.await;
import static org.lockkeeper.archive.log.RecordLogContract.failure;
import static org.lockkeeper.archive.log.RecordLogContract.records;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.archive.Samples;

/** What the log does when the disk does not do its part. */
abstract class DiskFaultContract {

  final LogMake make;

  @TempDir Path archive;

  private final FaultyFiles disk = new FaultyFiles();

  DiskFaultContract(LogMake make) {
    this.make = make;
  }

  @AfterEach
  void closeTheMake() {
    make.close();
  }

  private SegmentLog open() {
    return make.open(archive, LogLimits.defaults(), disk, () -> 42);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 200, 300})
  void fullDiskRefusesUntilThereIsSpace(int left) {
    try (RecordLog log = open()) {
      await(log.append(Samples.post(1, "before")));
      Checkpoint before = log.checkpoint();
      disk.space.set(left);

      assertThat(failure(log.append(Samples.post(2, "x".repeat(2 << 20)))))
          .isEqualTo(ArchiveFailure.Kind.FULL);

      assertThat(log.health().accepting()).isFalse();
      assertThat(log.health().why()).contains("no space left");
      assertThat(log.checkpoint()).isEqualTo(before);
      disk.space.set(Long.MAX_VALUE);
      await(log.append(Samples.post(3, "after")));
      assertThat(log.health().accepting()).isTrue();
    }
    try (RecordLog log = open()) {
      assertThat(records(log, Position.START))
          .containsExactly(Samples.post(1, "before"), Samples.post(3, "after"));
    }
  }

  @Test
  void fullDiskWhileASegmentBegins() {
    LogLimits small = LogLimits.defaults().withSegmentBytes(100);
    try (RecordLog log = make.open(archive, small, disk, () -> 42)) {
      await(log.append(Samples.post(1, "before")));
      disk.space.set(10);
      assertThat(failure(log.append(Samples.post(2, "lost")))).isEqualTo(ArchiveFailure.Kind.FULL);
      disk.space.set(Long.MAX_VALUE);
      await(log.append(Samples.post(3, "after")));
    }
    try (RecordLog log = open()) {
      assertThat(records(log, Position.START))
          .containsExactly(Samples.post(1, "before"), Samples.post(3, "after"));
    }
  }

  @Test
  void writesThatTakeLittleAtATimeLoseNothing() {
    disk.atOnce.set(7);
    LogLimits defaults = LogLimits.defaults();
    LogLimits bare =
        new LogLimits(
            defaults.segmentBytes(),
            defaults.groupBytes(),
            defaults.recordBytes(),
            defaults.queueBytes(),
            defaults.flushInterval(),
            0,
            0);
    try (RecordLog log = make.open(archive, bare, disk, () -> 42)) {
      await(log.append(Samples.post(1, "one")));
      await(log.append(Samples.post(2, "two")));
      assertThat(records(log, Position.START))
          .containsExactly(Samples.post(1, "one"), Samples.post(2, "two"));
    }
  }

  @Test
  void afterAFailedSyncNothingIsEverWritten() {
    try (RecordLog log = open()) {
      await(log.append(Samples.post(1, "before")));
      disk.syncFails.set(true);
      assertThat(failure(log.append(Samples.post(2, "unsure"))))
          .isEqualTo(ArchiveFailure.Kind.BROKEN);
      disk.syncFails.set(false);
      assertThat(failure(log.append(Samples.post(3, "refused"))))
          .isEqualTo(ArchiveFailure.Kind.BROKEN);
      assertThat(log.health().accepting()).isFalse();
      assertThat(log.health().why()).contains("check the disk");
      assertThat(records(log, Position.START)).containsExactly(Samples.post(1, "before"));
    }
    try (RecordLog log = open()) {
      // The unsure record may have reached the disk or not; the refused one has not.
      assertThat(records(log, Position.START))
          .contains(Samples.post(1, "before"))
          .doesNotContain(Samples.post(3, "refused"));
    }
  }

  @Test
  void afterAnUnknownWriteErrorNothingIsEverWritten() {
    try (RecordLog log = open()) {
      disk.writeFails.set(true);
      assertThat(failure(log.append(Samples.post(1, "x")))).isEqualTo(ArchiveFailure.Kind.BROKEN);
      disk.writeFails.set(false);
      assertThat(failure(log.append(Samples.post(2, "y")))).isEqualTo(ArchiveFailure.Kind.BROKEN);
    }
  }
}
