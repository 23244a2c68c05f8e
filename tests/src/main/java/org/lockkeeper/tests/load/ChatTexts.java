package org.lockkeeper.tests.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.lockkeeper.tests.service.Json;

/**
 * What people say: the real corpus where it lies beside the project, otherwise sentences of an
 * invented workplace.
 */
public final class ChatTexts {

  private static final List<String> WHO =
      List.of("Build 4.18", "The invoice export", "The new hire", "Room 12", "The printer", "Dana");
  private static final List<String> DOES =
      List.of("is ready", "times out again", "needs a review", "is late today", "moved to Monday");
  private static final List<String> SO =
      List.of("please look before noon.", "thanks all!", "see the ticket.", "any ideas?", "ok :)");

  private ChatTexts() {}

  /**
   * A message of the corpus.
   *
   * @param id the corpus's own id
   */
  public record Message(String id, String channel, String author, String text) {}

  /**
   * The folder of the corpus, {@code ../shared/corpus} seen from the project, if it is there.
   *
   * @param project the project's root folder
   */
  public static Optional<Path> corpus(Path project) {
    Path folder = project.toAbsolutePath().resolveSibling("shared").resolve("corpus");
    return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
  }

  /** The first messages of a corpus file that say something. */
  public static List<Message> read(Path file, int limit) throws IOException {
    List<Message> messages = new ArrayList<>(limit);
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine();
          line != null && messages.size() < limit;
          line = lines.readLine()) {
        var json = Json.read(line);
        var message =
            new Message(
                json.path("id").asText(),
                json.path("channel").asText(),
                json.path("author").asText(),
                json.path("text").asText());
        if (!message.text().isBlank()) {
          messages.add(message);
        }
      }
    }
    return messages;
  }

  /** Invented messages, the same for the same seed. */
  public static List<Message> invented(int count, long seed) {
    var random = new Random(seed);
    List<Message> messages = new ArrayList<>(count);
    for (int one = 0; one < count; one++) {
      String text =
          pick(WHO, random) + " " + pick(DOES, random) + ", " + pick(SO, random) + " (" + one + ")";
      messages.add(new Message("invented-" + one, "town-square", "ann", text));
    }
    return messages;
  }

  /** Messages of the corpus where it is there, invented ones otherwise. */
  public static List<Message> some(Path project, int count) throws IOException {
    Optional<Path> folder = corpus(project);
    return folder.isPresent()
        ? read(folder.get().resolve("fcc-gitter.jsonl.gz"), count)
        : invented(count, 1);
  }

  private static String pick(List<String> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
