package org.lockkeeper.tests.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.tests.service.Json;

/** {@code import}, {@code search} and {@code verify}. */
class ArchiveCommandsTest {

  @TempDir private Path folder;
  private Shell shell = new Shell(Path.of(""));

  @BeforeEach
  void begin() {
    shell = new Shell(folder.resolve("data"));
  }

  @Test
  void whatIsImportedIsFound() throws IOException {
    Path file = lines(line(1, "the quick brown fox"), line(2, "a lazy dog"), line(3, "foxes"));

    Shell.Ended imported = shell.run("import", "--format", "jsonl", "--json", file.toString());

    assertThat(imported.code()).as(imported.err()).isZero();
    JsonNode summary = Json.read(imported.out());
    assertThat(summary.path("items").asLong()).isEqualTo(3);
    assertThat(summary.path("imported").asLong()).isEqualTo(3);
    assertThat(summary.path("bad").asLong(-1)).isZero();

    Shell.Ended found = shell.run("search", "fox", "--json");
    assertThat(found.code()).isZero();
    assertThat(found.lines()).hasSize(1);
    JsonNode hit = Json.read(found.out());
    assertThat(hit.path("service").asText()).isEqualTo("fictional");
    assertThat(hit.path("channel").asText()).isEqualTo("general");
    assertThat(hit.path("author").asText()).isEqualTo("ann");
    assertThat(hit.path("text").asText()).isEqualTo("the quick brown fox");
    assertThat(hit.path("id").asText()).isNotBlank();
    assertThat(hit.path("position").isIntegralNumber()).isTrue();
    assertThat(hit.path("time").asText()).isNotBlank();
    assertThat(hit.at("/highlights/0/start").asInt()).isEqualTo(16);
    assertThat(hit.at("/highlights/0/end").asInt()).isEqualTo(19);
  }

  @Test
  void aSearchCountsExactlyAndSaysHowItRan() throws IOException {
    bring(line(1, "one fox"), line(2, "two fox"), line(3, "no such animal"));

    Shell.Ended counted = shell.run("search", "fox", "--count", "--json");

    JsonNode count = Json.read(counted.out());
    assertThat(counted.code()).isZero();
    assertThat(count.path("count").asLong()).isEqualTo(2);
    assertThat(count.path("query").asText()).contains("fox");
    assertThat(count.path("snapshot").asLong()).isEqualTo(3);
    assertThat(shell.run("search", "fox", "--count").lines()).containsExactly("2");
    assertThat(shell.run("search", "fox", "--json", "--limit", "1").lines()).hasSize(1);
    assertThat(shell.run("search", "fox").out()).contains("one fox").contains("2 found, 2 shown");
  }

  @Test
  void aBadQueryIsPointedAt() throws IOException {
    bring(line(1, "one fox"));

    Shell.Ended ended = shell.run("search", "fox AND (dog");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.errors()).hasSize(3);
    assertThat(ended.errors().getFirst()).startsWith("lockkeeper: ");
    assertThat(ended.errors().get(1)).isEqualTo("  fox AND (dog");
    assertThat(ended.errors().getLast().strip()).isEqualTo("^");
    assertThat(ended.errors().getLast().length()).isBetween(3, 2 + "fox AND (dog".length() + 1);
  }

  @Test
  void aBadLineIsReportedAndTheRestIsKept() throws IOException {
    Path file = lines(line(1, "good"), "{\"id\":\"2\",\"text\":", line(3, "good as well"));

    Shell.Ended ended = shell.run("import", "--format", "jsonl", "--json", file.toString());

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("lockkeeper: " + file + ":2: ");
    assertThat(Json.read(ended.out()).path("imported").asLong()).isEqualTo(2);
    assertThat(Json.read(ended.out()).path("bad").asLong()).isEqualTo(1);
    assertThat(shell.run("search", "good", "--count").lines()).containsExactly("2");
  }

  @Test
  void aSecondImportOfTheSameFileBringsNothing() throws IOException {
    Path file = lines(line(1, "once"), line(2, "and for all"));
    shell.run("import", "--format", "jsonl", file.toString());

    Shell.Ended again = shell.run("import", "--format", "jsonl", "--json", file.toString());

    assertThat(again.code()).isZero();
    assertThat(Json.read(again.out()).path("imported").asLong(-1)).isZero();
    assertThat(Json.read(again.out()).path("already").asLong()).isEqualTo(2);
    assertThat(shell.run("search", "once", "--count").lines()).containsExactly("1");
  }

  @Test
  void anImportSaysWhatIsWrongWithItsArguments() {
    Shell.Ended missing = shell.run("import", "--format", "jsonl", folder.resolve("no").toString());
    Shell.Ended unknown = shell.run("import", "--format", "carrier-pigeon", "file");

    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.errors()).singleElement().asString().contains("cannot read");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.errors()).singleElement().asString().contains("jsonl").contains("--help");
  }

  @Test
  void anIntactArchiveIsSaidToBe() throws IOException {
    bring(line(1, "one"), line(2, "two"));

    assertThat(shell.run("verify").code()).isZero();
    assertThat(shell.run("verify").out()).startsWith("intact: 2 records");
    JsonNode json = Json.read(shell.run("verify", "--json").out());
    assertThat(json.path("intact").asBoolean()).isTrue();
    assertThat(json.path("records").asLong()).isEqualTo(2);
    assertThat(json.path("chain").asText()).hasSize(64);
  }

  @Test
  void aFlippedByteIsFoundAndItsRecordNamed() throws IOException {
    bring(line(1, "one"), line(2, "the second text"), line(3, "three"));
    Path segment = segmentWith("the second text");
    byte[] bytes = Files.readAllBytes(segment);
    int at = new String(bytes, ISO_8859_1).indexOf("second");
    bytes[at] ^= 1;
    Files.write(segment, bytes);

    Shell.Ended words = shell.run("verify");
    Shell.Ended json = shell.run("verify", "--json");

    assertThat(words.code()).isEqualTo(1);
    assertThat(words.out()).startsWith("DAMAGED: record ").contains(segment.getFileName() + "");
    assertThat(json.code()).isEqualTo(1);
    assertThat(Json.read(json.out()).path("intact").asBoolean(true)).isFalse();
    assertThat(Json.read(json.out()).path("record").asLong(-1)).isBetween(0L, 2L);
    assertThat(Json.read(json.out()).path("why").asText()).isNotBlank();
  }

  @Test
  void aMissingArchiveIsSaidInOneLine() {
    for (Shell.Ended ended : List.of(shell.run("verify"), shell.run("search", "fox"))) {
      assertThat(ended.code()).as(ended.err()).isIn(2, 3);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.errors())
          .singleElement()
          .asString()
          .startsWith("lockkeeper: ")
          .contains(folder.resolve("data").resolve("archive").toString());
    }
    assertThat(folder.resolve("data")).as("asking makes nothing").doesNotExist();
  }

  private void bring(String... lines) throws IOException {
    Shell.Ended ended = shell.run("import", "--format", "jsonl", lines(lines).toString());
    assertThat(ended.code()).as(ended.err()).isZero();
  }

  private Path lines(String... lines) throws IOException {
    return Files.write(folder.resolve("chat.jsonl"), List.of(lines), UTF_8);
  }

  private static String line(int id, String text) {
    return Json.object()
        .put("id", String.valueOf(id))
        .put("ts", "2026-11-22T12:00:0" + id + "Z")
        .put("service", "fictional")
        .put("channel", "general")
        .put("author", "ann")
        .put("text", text)
        .toString();
  }

  /** The index may hold the text too; a segment is what the archive's other folders do not hold. */
  private Path segmentWith(String text) throws IOException {
    Path archive = folder.resolve("data").resolve("archive");
    try (Stream<Path> all = Files.walk(archive)) {
      return all.filter(Files::isRegularFile)
          .filter(each -> !each.startsWith(archive.resolve("idx")))
          .filter(each -> read(each).contains(text))
          .findFirst()
          .orElseThrow();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
