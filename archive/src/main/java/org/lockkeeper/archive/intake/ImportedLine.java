package org.lockkeeper.archive.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.ServiceId;

/**
 * One line of an import: {@code {"id","ts","service","channel","author","thread","text"}}, and for
 * what is no new message {@code event} ({@code edit}, {@code delete}, {@code join}, {@code leave})
 * and its {@code target}. Other fields are left aside.
 *
 * @param id the message's own id where it comes from
 * @param at when it was sent, as the file says
 * @param thread empty when it is in none
 */
record ImportedLine(
    NativeId id,
    Instant at,
    ServiceId service,
    String channel,
    String author,
    Optional<NativeId> thread,
    Action action) {

  /** A line that is no message, and why; the words never repeat its content. */
  static final class BadItemException extends Exception {
    private static final long serialVersionUID = 1L;

    BadItemException(String why) {
      super(why);
    }
  }

  static ImportedLine parse(byte[] line) throws BadItemException {
    Map<String, String> fields = fields(line);
    NativeId id = new NativeId(required(fields, "id"));
    return new ImportedLine(
        id,
        instant(required(fields, "ts")),
        service(required(fields, "service")),
        fields.getOrDefault("channel", ""),
        fields.getOrDefault("author", ""),
        optional(fields, "thread"),
        action(fields));
  }

  private static Action action(Map<String, String> fields) throws BadItemException {
    return switch (fields.getOrDefault("event", "")) {
      case "", "message", "post" -> new Action.Post(content(fields), Optional.empty());
      case "edit" -> new Action.Edit(target(fields), content(fields));
      case "delete" -> new Action.Delete(target(fields));
      case "join" -> new Action.Join();
      case "leave" -> new Action.Leave();
      default -> throw new BadItemException("\"event\" is none of edit, delete, join, leave");
    };
  }

  private static Content content(Map<String, String> fields) throws BadItemException {
    String text = fields.get("text");
    if (text == null) {
      throw new BadItemException("no \"text\"");
    }
    return Content.text("/text", text);
  }

  private static NativeId target(Map<String, String> fields) throws BadItemException {
    return new NativeId(required(fields, "target"));
  }

  private static String required(Map<String, String> fields, String name) throws BadItemException {
    String value = fields.get(name);
    if (value == null || value.isEmpty()) {
      throw new BadItemException("no \"" + name + "\"");
    }
    return value;
  }

  private static Optional<NativeId> optional(Map<String, String> fields, String name) {
    return Optional.ofNullable(fields.get(name))
        .filter(value -> !value.isEmpty())
        .map(NativeId::new);
  }

  private static Instant instant(String text) throws BadItemException {
    try {
      Instant at = Instant.parse(text);
      if (at.isAfter(FIRST) && at.isBefore(LAST)) {
        return at;
      }
    } catch (DateTimeException e) {
      // Said below, in the same words.
    }
    throw new BadItemException("\"ts\" is no time like 2026-11-22T12:00:00Z");
  }

  private static ServiceId service(String text) throws BadItemException {
    try {
      return new ServiceId(text);
    } catch (IllegalArgumentException e) {
      throw new BadItemException("\"service\" is not 1 to 64 lower-case letters, digits, dashes");
    }
  }

  private static Map<String, String> fields(byte[] line) throws BadItemException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = JSON.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new BadItemException("no JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (!NAMES.contains(name)) {
          json.skipChildren();
        } else if (value == JsonToken.VALUE_STRING) {
          fields.put(name, json.getText());
        } else if (value != JsonToken.VALUE_NULL) {
          throw new BadItemException("\"" + name + "\" is no string");
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        throw new BadItemException("more than one JSON object");
      }
      return fields;
    } catch (IOException e) {
      throw new BadItemException("no readable JSON");
    }
  }

  // What a search can name, and far more than there was of messaging.
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private static final Set<String> NAMES =
      Set.of("id", "ts", "service", "channel", "author", "thread", "text", "event", "target");

  // The line's own limit bounds every string in it; strict about doubled names, because two readers
  // would see two different messages. Never repeats the source in a message.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();
}
