package org.lockkeeper.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.intake.JsonLinesIntake;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.query.QueryParser;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.archive.verify.ArchiveVerifier;
import org.lockkeeper.message.MessageEvent;

/** Real chat in, and searches answered as a plain reading of every message answers them. */
class CorpusTest {

  private static final int MESSAGES = 20_000;

  /** Signs that join the letters on both sides of them into one word (UAX #29, WB6 and WB7). */
  private static final String JOIN = "['’.:·․]";

  @TempDir Path directory;

  @Test
  void searchesFindWhatAPlainScanFinds() throws Exception {
    Path corpus =
        Path.of(System.getProperty("lockkeeper.root", ".."))
            .resolve("../shared/corpus/fcc-gitter.jsonl.gz")
            .normalize();
    assumeThat(corpus).as("the corpus in ../shared").exists();
    Path lines = directory.resolve("lines.jsonl");
    firstLines(corpus, lines);

    try (Archive archive = Archive.open(directory.resolve("archive"), ArchiveLimits.defaults())) {
      JsonLinesIntake intake =
          new JsonLinesIntake(archive.log(), directory.resolve("archive/intake"));
      assertThat(intake.run(lines, new Quiet()))
          .isEqualTo(new JsonLinesIntake.Summary(MESSAGES, MESSAGES, 0, 0));
      assertThat(archive.awaitIndexed(Duration.ofMinutes(5))).isTrue();

      List<MessageEvent> all = messages(archive);
      assertThat(all).hasSize(MESSAGES);
      scans()
          .forEach(
              (query, scan) -> {
                long expected = all.stream().filter(scan).count();
                assertThat(archive.index().count(QueryParser.parse(query)))
                    .as(query)
                    .isEqualTo(expected);
                assertThat(expected).as(query + " proves something").isPositive();
              });
    }
    assertThat(ArchiveVerifier.verify(directory.resolve("archive")))
        .isInstanceOfSatisfying(
            ArchiveVerifier.Intact.class,
            intact -> assertThat(intact.entries()).isEqualTo(MESSAGES));
  }

  private static Map<String, Predicate<MessageEvent>> scans() {
    Map<String, Predicate<MessageEvent>> scans = new LinkedHashMap<>();
    scans.put("javascript", word("javascript"));
    scans.put("JavaScript", word("javascript"));
    scans.put("the", word("the"));
    scans.put("css html", word("css").and(word("html")));
    scans.put("css OR html", word("css").or(word("html")));
    scans.put("css NOT html", word("css").and(word("html").negate()));
    scans.put("(css OR html) help", word("css").or(word("html")).and(word("help")));
    scans.put("NOT the", word("the").negate());
    scans.put("\"thank you\"", text(start() + "thank[\\s]+you" + end()));
    scans.put("algorith*", text(start() + "algorith[a-z]*" + end()));
    scans.put("ma?e", text(start() + "ma[a-z0-9]e" + end()));
    scans.put("author:Rythoka", event -> event.actor().handle().equals("Rythoka"));
    scans.put(
        "channel:FreeCodeCamp/textEditorReligiousWars",
        event -> event.audience().channel().equals("FreeCodeCamp/textEditorReligiousWars"));
    scans.put(
        "vim channel:FreeCodeCamp/textEditorReligiousWars",
        word("vim")
            .and(
                event ->
                    event.audience().channel().equals("FreeCodeCamp/textEditorReligiousWars")));
    scans.put("sent:2014-11-30", event -> event.at().toString().startsWith("2014-11-30"));
    scans.put("*", event -> true);
    return scans;
  }

  private static Predicate<MessageEvent> word(String word) {
    return text(start() + word + end());
  }

  private static Predicate<MessageEvent> text(String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    return event ->
        compiled
            .matcher(event.action().content().parts().getFirst().text().toLowerCase(Locale.ROOT))
            .find();
  }

  private static String start() {
    return "(?<![\\p{L}\\p{N}\\p{M}_])(?<!\\p{L}" + JOIN + ")";
  }

  private static String end() {
    return "(?![\\p{L}\\p{N}\\p{M}_])(?!" + JOIN + "\\p{L})";
  }

  private static List<MessageEvent> messages(Archive archive) {
    try (Stream<Entry> entries = archive.log().from(Position.START)) {
      return entries.map(entry -> ((ArchiveRecord.Judged) entry.record()).message()).toList();
    }
  }

  private static void firstLines(Path corpus, Path lines) throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(corpus)), StandardCharsets.UTF_8))) {
      Files.write(lines, in.lines().limit(MESSAGES).toList());
    }
  }

  private static final class Quiet implements JsonLinesIntake.Listener {
    @Override
    public void bad(long item, String why) {
      throw new AssertionError(item + " " + why);
    }

    @Override
    public void progress(JsonLinesIntake.Summary soFar) {}
  }
}
