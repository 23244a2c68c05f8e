package org.lockkeeper.proxy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Performs every play in {@code tests/transcripts}. */
class TranscriptTest {

  private static final Path FOLDER = Shipped.root().resolve("tests/transcripts");

  @TestFactory
  List<DynamicTest> plays() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".play"))
          .sorted()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      FOLDER.relativize(file).toString(), file.toUri(), () -> perform(file)))
          .toList();
    }
  }

  private static void perform(Path file) throws IOException {
    Play play = Play.parse(Files.readString(file));
    assertThat(play.remarks()).as("says what it shows").isNotEmpty();
    assertThat(play.remarks())
        .as("names the public page it follows")
        .anyMatch(remark -> remark.startsWith("https://"));
    new Stage(Shipped.service(FOLDER.relativize(file).getName(0).toString())).perform(play);
  }

  @Test
  void a_play_that_tells_something_else_fails() {
    Play wrong =
        Play.parse(
            """
            U> DELETE /api/v1/statuses/7
            judge delete target 8
            """);

    assertThatThrownBy(() -> new Stage(Shipped.service("mastodon")).perform(wrong))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("target 7");
  }

  @Test
  void a_refusal_in_other_words_fails() {
    Play wrong =
        Play.parse(
            """
            U> DELETE /api/v1/statuses/7
            judge delete target 7
            verdict block rule "No."
            U< 422 {"error":"No."}
            S- nothing
            """);

    assertThatThrownBy(() -> new Stage(Shipped.service("mastodon")).perform(wrong))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Validation failed");
  }
}
