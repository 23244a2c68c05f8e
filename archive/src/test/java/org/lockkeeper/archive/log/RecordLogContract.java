package org.lockkeeper.archive.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lockkeeper.archive.Samples;
import org.lockkeeper.archive.record.ArchiveRecord;

/** What every make of {@link RecordLog} must do. */
interface RecordLogContract {

  /** Opens the log, a new one at first; after a close, the same one again. */
  RecordLog open();

  @Test
  default void emptyAtFirst() {
    try (RecordLog log = open()) {
      assertThat(log.checkpoint().end()).isEqualTo(Position.START);
      assertThat(records(log, Position.START)).isEmpty();
      assertThat(log.health().accepting()).isTrue();
    }
  }

  @Test
  default void givesBackWhatWasAppended() {
    try (RecordLog log = open()) {
      ArchiveRecord first = Samples.post(1, "one");
      ArchiveRecord second = Samples.answer(1, "native-1");
      Position firstAt = await(log.append(first));
      Position secondAt = await(log.append(second));

      assertThat(firstAt).isEqualTo(Position.START);
      assertThat(log.read(firstAt).record()).isEqualTo(first);
      assertThat(log.read(firstAt).next()).isEqualTo(secondAt);
      assertThat(log.read(secondAt).record()).isEqualTo(second);
      assertThat(log.read(secondAt).next()).isEqualTo(log.checkpoint().end());
      assertThat(records(log, firstAt)).containsExactly(first, second);
      assertThat(records(log, secondAt)).containsExactly(second);
      assertThat(records(log, log.checkpoint().end())).isEmpty();
    }
  }

  @Test
  default void keepsAllOverARestart() {
    Checkpoint before;
    try (RecordLog log = open()) {
      for (int i = 0; i < 10; i++) {
        await(log.append(Samples.post(i, "text " + i)));
      }
      before = log.checkpoint();
    }
    try (RecordLog log = open()) {
      assertThat(log.checkpoint()).isEqualTo(before);
      assertThat(await(log.append(Samples.post(10, "text 10")))).isEqualTo(before.end());
      assertThat(records(log, Position.START))
          .isEqualTo(
              Stream.iterate(0, i -> i < 11, i -> i + 1)
                  .map(i -> Samples.post(i, "text " + i))
                  .toList());
    }
  }

  @Test
  default void notesAreKeptBySomebodyElsesAppendOrByClosing() {
    try (RecordLog log = open()) {
      log.note(Samples.answer(1, "first"));
      await(log.append(Samples.post(2, "second")));
      assertThat(records(log, Position.START))
          .hasSize(2)
          .first()
          .isEqualTo(Samples.answer(1, "first"));
      log.note(Samples.answer(3, "third"));
    }
    try (RecordLog log = open()) {
      assertThat(records(log, Position.START))
          .hasSize(3)
          .last()
          .isEqualTo(Samples.answer(3, "third"));
    }
  }

  @Test
  default void keepsEachThreadsOrder() throws Exception {
    int threads = 8;
    int each = 500;
    try (RecordLog log = open()) {
      List<Thread> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int thread = t;
        running.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      List<CompletionStage<Position>> stages = new ArrayList<>();
                      for (int i = 0; i < each; i++) {
                        stages.add(log.append(Samples.post(i, "by " + thread, "c", "text")));
                      }
                      stages.forEach(RecordLogContract::await);
                    }));
      }
      for (Thread thread : running) {
        thread.join();
      }
      for (int t = 0; t < threads; t++) {
        String author = "by " + t;
        assertThat(records(log, Position.START))
            .filteredOn(record -> author.equals(author(record)))
            .extracting(ArchiveRecord::at)
            .hasSize(each)
            .isSorted();
      }
      Set<Long> sequences = new HashSet<>();
      try (Stream<Entry> entries = log.from(Position.START)) {
        entries.forEach(entry -> assertThat(sequences.add(entry.position().sequence())).isTrue());
      }
    }
  }

  @Test
  default void refusesAfterClosing() {
    RecordLog log = open();
    log.close();

    assertThat(failure(log.append(Samples.post(1, "late")))).isEqualTo(ArchiveFailure.Kind.REFUSED);
    assertThat(log.health().accepting()).isFalse();
    log.note(Samples.post(2, "later"));
    log.close();
  }

  @Test
  default void saysWhereNothingStands() {
    try (RecordLog log = open()) {
      await(log.append(Samples.post(1, "one")));

      assertThatExceptionOfType(ArchiveFailure.class)
          .isThrownBy(() -> log.read(log.checkpoint().end()));
      assertThatExceptionOfType(ArchiveFailure.class)
          .isThrownBy(() -> log.read(new Position(0, 5)));
    }
  }

  static Position await(CompletionStage<Position> stage) {
    try {
      return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | InterruptedException | java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  static ArchiveFailure.Kind failure(CompletionStage<Position> stage) {
    CompletableFuture<Position> future = stage.toCompletableFuture();
    assertThat(future).failsWithin(java.time.Duration.ofSeconds(30));
    return ((ArchiveFailure) future.exceptionNow()).kind();
  }

  static List<ArchiveRecord> records(RecordSource log, Position from) {
    try (Stream<Entry> entries = log.from(from)) {
      return entries.map(Entry::record).toList();
    }
  }

  private static String author(ArchiveRecord record) {
    return ((ArchiveRecord.Judged) record).message().actor().handle();
  }
}
