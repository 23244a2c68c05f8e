package org.lockkeeper.proxy.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One line of the demonstration's chat.
 *
 * @param number the line, counted from 1; other lines refer to it
 * @param does {@code post}, {@code reply}, {@code edit}, {@code delete} or {@code react}
 * @param to the line it is about, for all but {@code post}
 * @param reason what the author answers when asked for a reason
 */
record DemoPost(
    int number,
    String service,
    String who,
    String channel,
    String visibility,
    String does,
    Optional<Integer> to,
    String emoji,
    String text,
    Optional<DemoFile> file,
    Optional<String> reason) {

  /** A small text file that goes with a post. */
  record DemoFile(String name, String text) {}

  /** The chat that ships with the gateway. */
  static List<DemoPost> shipped() throws IOException {
    try (InputStream resource = DemoPost.class.getResourceAsStream("chat.jsonl")) {
      if (resource == null) {
        throw new IOException("chat.jsonl is missing from the program; build it again");
      }
      return read(resource);
    }
  }

  private static List<DemoPost> read(InputStream lines) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<DemoPost> posts = new ArrayList<>();
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8));
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      posts.add(post(posts.size() + 1, json.readTree(line)));
    }
    return List.copyOf(posts);
  }

  private static DemoPost post(int number, JsonNode line) {
    Optional<DemoFile> file =
        line.has("file")
            ? Optional.of(
                new DemoFile(
                    line.at("/file/name").asText(), DemoText.fill(line.at("/file/text").asText())))
            : Optional.empty();
    return new DemoPost(
        number,
        line.path("service").asText(),
        line.path("who").asText(),
        line.path("channel").asText(),
        line.path("visibility").asText("public"),
        line.path("do").asText("post"),
        line.has("to") ? Optional.of(line.path("to").asInt()) : Optional.empty(),
        line.path("emoji").asText(),
        DemoText.fill(line.path("text").asText()),
        file,
        line.has("reason") ? Optional.of(line.path("reason").asText()) : Optional.empty());
  }
}
