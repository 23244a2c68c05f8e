package org.lockkeeper.archive.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.log.Checkpoint;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.log.LogLimits;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.RecordLog;
import org.lockkeeper.archive.log.SegmentLog;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.archive.record.Origin;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.Digest;
import org.lockkeeper.message.NativeId;

class JsonLinesIntakeTest {

  @TempDir Path directory;

  private final List<String> faults = new ArrayList<>();
  private final JsonLinesIntake.Listener listener =
      new JsonLinesIntake.Listener() {
        @Override
        public void bad(long item, String why) {
          faults.add(item + " " + why);
        }

        @Override
        public void progress(JsonLinesIntake.Summary soFar) {}
      };

  private RecordLog open() {
    return SegmentLog.open(directory.resolve("archive"), LogLimits.defaults());
  }

  private JsonLinesIntake intake(RecordLog log) {
    return new JsonLinesIntake(log, directory.resolve("archive/intake"));
  }

  private static String line(int number, String rest) {
    return "{\"id\":\"m"
        + number
        + "\",\"ts\":\"2026-11-22T10:00:0"
        + number % 10
        + ".5Z\","
        + "\"service\":\"irc\",\"channel\":\"#c\",\"author\":\"ann\",\"thread\":\"\","
        + rest
        + "}";
  }

  private Path file(String name, List<String> lines) throws IOException {
    return Files.writeString(directory.resolve(name), String.join("\n", lines));
  }

  private static List<ArchiveRecord.Judged> records(RecordLog log) {
    try (Stream<Entry> entries = log.from(Position.START)) {
      return entries.map(entry -> (ArchiveRecord.Judged) entry.record()).toList();
    }
  }

  @Test
  void keepsTheGoodAndNamesTheBad() throws IOException {
    String first = line(1, "\"text\":\"héllo \\ud83c\"");
    Path file =
        file(
            "a.jsonl",
            List.of(
                first,
                "{broken",
                "",
                line(2, "\"event\":\"edit\",\"target\":\"m1\",\"text\":\"bye\""),
                line(3, "\"event\":\"delete\",\"target\":\"m1\""),
                line(4, "\"event\":\"join\""),
                line(5, "\"event\":\"leave\""),
                line(6, "\"event\":\"dance\""),
                line(7, "\"noText\":1"),
                line(8, "\"text\":\"x\",\"text\":\"y\""),
                line(9, "\"text\":7"),
                "[1]",
                "{\"id\":\"x\",\"ts\":\"noon\",\"service\":\"irc\",\"text\":\"\"}",
                "{\"id\":\"x\",\"ts\":\"2026-11-22T10:00:00Z\",\"service\":\"I R C\",\"text\":\"\"}",
                line(10, "\"text\":\"last\"") + " {}"));
    try (RecordLog log = open()) {
      JsonLinesIntake.Summary summary = intake(log).run(file, listener);

      assertThat(summary).isEqualTo(new JsonLinesIntake.Summary(14, 5, 0, 9));
      assertThat(faults)
          .containsExactly(
              "2 no readable JSON",
              "8 \"event\" is none of edit, delete, join, leave",
              "9 no \"text\"",
              "10 no readable JSON",
              "11 \"text\" is no string",
              "12 no JSON object",
              "13 \"ts\" is no time like 2026-11-22T12:00:00Z",
              "14 \"service\" is not 1 to 64 lower-case letters, digits, dashes",
              "15 more than one JSON object");
      List<ArchiveRecord.Judged> records = records(log);
      assertThat(records)
          .extracting(record -> record.message().action())
          .containsExactly(
              new Action.Post(Content.text("/text", "héllo \ud83c"), Optional.empty()),
              new Action.Edit(new NativeId("m1"), Content.text("/text", "bye")),
              new Action.Delete(new NativeId("m1")),
              new Action.Join(),
              new Action.Leave());
      ArchiveRecord.Judged post = records.getFirst();
      assertThat(post.at()).isEqualTo(Instant.parse("2026-11-22T10:00:01.5Z"));
      assertThat(post.released()).isTrue();
      assertThat(post.message().wire())
          .isEqualTo(Digest.of(first.getBytes(StandardCharsets.UTF_8)));
      assertThat(post.origin())
          .isEqualTo(
              new Origin.Imported(
                  Digest.of(Files.readAllBytes(file)), 1, Optional.of(new NativeId("m1"))));
    }
  }

  @Test
  void readsGzipAndInvalidUtf8IsBad() throws IOException {
    Path file = directory.resolve("a.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((line(1, "\"text\":\"zip\"") + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.write((line(2, "\"text\":\"\u00ff\"") + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }
    try (RecordLog log = open()) {
      assertThat(intake(log).run(file, listener))
          .isEqualTo(new JsonLinesIntake.Summary(2, 1, 0, 1));
      assertThat(faults).containsExactly("2 no readable JSON");
    }
  }

  @Test
  void importingAgainChangesNothing() throws IOException {
    Path file = file("a.jsonl", lines(100));
    try (RecordLog log = open()) {
      intake(log).run(file, listener);
      Checkpoint before = log.checkpoint();
      assertThat(intake(log).run(file, listener))
          .isEqualTo(new JsonLinesIntake.Summary(100, 0, 100, 0));
      delete(directory.resolve("archive/intake"));
      assertThat(intake(log).run(file, listener).already()).isEqualTo(100);
      assertThat(log.checkpoint()).isEqualTo(before);
    }
  }

  /** Cut off at every tenth item, with the progress note there or lost, and gone on with. */
  @Test
  void everyItemIsThereOnceHoweverOftenTheImportWasCutOff() throws IOException {
    Path file = file("a.jsonl", lines(100));
    try (RecordLog log = open()) {
      for (int stop = 10; stop <= 50; stop += 10) {
        RecordLog failing = new FailingLog(log, 10, stop % 20 == 0);
        assertThatExceptionOfType(ArchiveFailure.class)
            .isThrownBy(() -> intake(failing).run(file, listener));
      }
      intake(log).run(file, listener);

      assertThat(records(log))
          .extracting(record -> ((Origin.Imported) record.origin()).item())
          .containsExactlyInAnyOrderElementsOf(
              IntStream.rangeClosed(1, 100).mapToObj(Long::valueOf).toList());
      assertThat(records(log).stream().map(ArchiveRecord::event).collect(Collectors.toSet()))
          .hasSize(100);
    }
  }

  private static List<String> lines(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> line(i, "\"text\":\"t" + i + "\""))
        .toList();
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.list(tree)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  /** Takes some records and fails one; then takes the rest or none. */
  private static final class FailingLog implements RecordLog {
    private final RecordLog log;
    private final boolean hole;
    private int left;

    FailingLog(RecordLog log, int left, boolean hole) {
      this.log = log;
      this.left = left;
      this.hole = hole;
    }

    @Override
    public CompletionStage<Position> append(ArchiveRecord record) {
      left--;
      if (left == -1 || (left < 0 && !hole)) {
        return CompletableFuture.failedFuture(
            new ArchiveFailure(ArchiveFailure.Kind.FULL, "no space left"));
      }
      return left > -5
          ? log.append(record)
          : CompletableFuture.failedFuture(
              new ArchiveFailure(ArchiveFailure.Kind.FULL, "no space left"));
    }

    @Override
    public void note(ArchiveRecord record) {
      log.note(record);
    }

    @Override
    public Stream<Entry> from(Position start) {
      return log.from(start);
    }

    @Override
    public Entry read(Position at) {
      return log.read(at);
    }

    @Override
    public Checkpoint checkpoint() {
      return log.checkpoint();
    }

    @Override
    public Health health() {
      return log.health();
    }

    @Override
    public void close() {}
  }
}
