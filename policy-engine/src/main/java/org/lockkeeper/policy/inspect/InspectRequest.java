package org.lockkeeper.policy.inspect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.message.Direction;
import org.lockkeeper.message.ServiceId;

/**
 * One line of {@code inspect}. Only the text is required; fields nobody knows are passed over, so
 * that lines of other programs can be fed as they are.
 *
 * @param id what the answer shall carry back; empty if the line has none
 * @param at when it was written, where the line says so in {@code ts}; judging asks the clock
 */
record InspectRequest(
    Optional<String> id,
    Optional<Instant> at,
    String text,
    ServiceId service,
    String author,
    Set<String> groups,
    String channel,
    Direction direction,
    List<String> links,
    List<File> files) {

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /** A file by its name and where its bytes are. */
  record File(String name, Source source) {}

  /** Where a file's bytes are. A closed list. */
  sealed interface Source {

    /** On this machine. */
    record At(String path) implements Source {}

    /** In the request itself, as base64 (RFC 4648 §4). */
    record Within(String base64) implements Source {}
  }

  /** A line that cannot be read, with its id as far as that was met. */
  static final class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Optional<String> id;

    BadLineException(Optional<String> id, String why) {
      super(why);
      this.id = id;
    }

    Optional<String> id() {
      return id;
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  /** Reads a line. */
  static InspectRequest parse(String line) throws BadLineException {
    Fields fields = new Fields();
    try (JsonParser json = JSON.createParser(line)) {
      fields.readAll(json);
      return fields.request();
    } catch (JsonProcessingException broken) {
      throw new BadLineException(fields.id, "not JSON: " + broken.getOriginalMessage());
    } catch (IOException | IllegalArgumentException wrong) {
      throw new BadLineException(fields.id, String.valueOf(wrong.getMessage()));
    }
  }

  /** The fields as they are met. */
  private static final class Fields {
    private Optional<String> id = Optional.empty();
    private Optional<Instant> at = Optional.empty();
    private Optional<String> text = Optional.empty();
    private ServiceId service = new ServiceId("inspect");
    private String author = "";
    private final Set<String> groups = new LinkedHashSet<>();
    private String channel = "";
    private Direction direction = Direction.OUT;
    private final List<String> links = new ArrayList<>();
    private final List<File> files = new ArrayList<>();

    void readAll(JsonParser json) throws IOException {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("a line must be a JSON object");
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        read(name, json);
      }
      if (json.nextToken() != null) {
        throw new IllegalArgumentException("more than one JSON value on the line");
      }
    }

    private void read(String name, JsonParser json) throws IOException {
      switch (name) {
        case "id" ->
            id = json.currentToken().isScalarValue() ? Optional.of(json.getText()) : bad(name);
        case "ts" -> at = time(json);
        case "text" -> text = Optional.of(string(name, json));
        case "service" -> service = new ServiceId(string(name, json));
        case "author" -> author = string(name, json);
        case "groups" -> groups.addAll(strings(name, json));
        case "channel" -> channel = string(name, json);
        case "direction" -> direction = direction(string(name, json));
        case "links" -> links.addAll(strings(name, json));
        case "attachments" -> files(json);
        default -> json.skipChildren();
      }
    }

    /** Other programs write times in other ways: what is none is passed over. */
    private static Optional<Instant> time(JsonParser json) throws IOException {
      if (json.currentToken() != JsonToken.VALUE_STRING) {
        json.skipChildren();
        return Optional.empty();
      }
      try {
        return Optional.of(Instant.parse(json.getText()));
      } catch (DateTimeParseException _) {
        return Optional.empty();
      }
    }

    InspectRequest request() {
      return new InspectRequest(
          id,
          at,
          text.orElseThrow(() -> new IllegalArgumentException("\"text\" is missing")),
          service,
          author,
          Set.copyOf(groups),
          channel,
          direction,
          List.copyOf(links),
          List.copyOf(files));
    }

    private void files(JsonParser json) throws IOException {
      each(
          "attachments",
          json,
          JsonToken.START_OBJECT,
          () -> {
            String name = "";
            Source source = new Source.At("");
            while (json.nextToken() != JsonToken.END_OBJECT) {
              String key = json.currentName();
              json.nextToken();
              switch (key) {
                case "name" -> name = string(key, json);
                case "path" -> source = new Source.At(string(key, json));
                case "content" -> source = new Source.Within(string(key, json));
                default -> json.skipChildren();
              }
            }
            files.add(new File(name, source));
          });
    }

    private static List<String> strings(String name, JsonParser json) throws IOException {
      List<String> strings = new ArrayList<>();
      each(name, json, JsonToken.VALUE_STRING, () -> strings.add(json.getText()));
      return strings;
    }

    private interface Reading {
      void read() throws IOException;
    }

    private static void each(String name, JsonParser json, JsonToken kind, Reading reading)
        throws IOException {
      if (json.currentToken() != JsonToken.START_ARRAY) {
        bad(name);
      }
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() != kind) {
          bad(name);
        }
        reading.read();
      }
    }

    private static String string(String name, JsonParser json) throws IOException {
      return json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : bad(name);
    }

    private static Direction direction(String word) {
      return switch (word.toLowerCase(Locale.ROOT)) {
        case "out" -> Direction.OUT;
        case "in" -> Direction.IN;
        default -> throw new IllegalArgumentException("\"direction\" is in or out");
      };
    }

    private static <T> T bad(String name) {
      throw new IllegalArgumentException("\"" + name + "\" has the wrong type");
    }
  }
}
