package org.lockkeeper.policy.load;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.lockkeeper.extract.Extracted;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.Audience;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.Digest;
import org.lockkeeper.message.Direction;
import org.lockkeeper.message.EventId;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.Rule.Severity;
import org.lockkeeper.policy.load.Drafts.RuleTest;
import org.lockkeeper.yaml.YamlMap;
import org.lockkeeper.yaml.YamlValue;

/** Reads one entry of a rule's {@code tests:} as the event it describes. */
final class TestReader {

  /** Where the text of a test stands. */
  static final String POINTER = "text";

  /** When tests happen that do not say: a day on which current exceptions hold. */
  private static final String ANY_DAY = "2026-01-01T12:00:00Z";

  private TestReader() {}

  static RuleTest read(YamlMap test) {
    String say = expand(test, "say");
    Optional<String> text = test.has("text") ? Optional.of(expand(test, "text")) : Optional.empty();
    Set<String> groups = Set.copyOf(from(test));
    Severity expect = test.choice("expect", Severity.class, Severity.ALLOW);
    if (!test.has("expect")) {
      test.fault("expect", "a test needs expect: allow, redact, coach, hold or block");
    }
    List<Attachment> files = test.map("file").map(TestReader::file).stream().toList();
    MessageEvent event = event(test, new Content(List.of(new TextPart(POINTER, say)), files));
    List<String> tags = test.texts("tag");
    test.end();
    return new RuleTest(test.where(), event, facts(groups), expect, text, tags);
  }

  private static Facts facts(Set<String> groups) {
    return (service, who) -> groups;
  }

  private static String expand(YamlMap test, String key) {
    try {
      return TestText.expand(test.text(key).orElse(""));
    } catch (IllegalArgumentException unknown) {
      test.fault(key, String.valueOf(unknown.getMessage()));
      return "";
    }
  }

  /** {@code from: { group: finance }} or {@code from: { groups: [a, b] }}. */
  private static List<String> from(YamlMap test) {
    List<String> groups = new ArrayList<>();
    test.map("from")
        .ifPresent(
            from -> {
              groups.addAll(from.texts("group"));
              groups.addAll(from.texts("groups"));
              from.end();
            });
    return groups;
  }

  /** {@code in: "#channel"} or {@code in: { channel: c, service: s }}. */
  private static MessageEvent event(YamlMap test, Content content) {
    String channel = "general";
    String service = "test";
    Optional<YamlValue> in = test.value("in");
    if (in.isPresent() && in.get() instanceof YamlMap place) {
      channel = place.text("channel").orElse(channel);
      service = place.text("service").orElse(service);
      place.end();
    } else {
      channel = test.text("in").orElse(channel);
    }
    String plain = channel.startsWith("#") ? channel.substring(1) : channel;
    return event(
        at(test),
        test.choice("direction", Direction.class, Direction.OUT),
        service(test, service),
        plain,
        content);
  }

  /** A text as anybody might post it. */
  static MessageEvent post(String text) {
    return event(
        Instant.parse(ANY_DAY),
        Direction.OUT,
        new ServiceId("test"),
        "general",
        Content.text(POINTER, text));
  }

  private static MessageEvent event(
      Instant at, Direction direction, ServiceId service, String channel, Content content) {
    return new MessageEvent(
        new EventId(new UUID(0, 0)),
        at,
        direction,
        service,
        new Actor("tester", "tester"),
        Audience.channel(channel),
        new Action.Post(content, Optional.empty()),
        Digest.of(new byte[0]));
  }

  private static ServiceId service(YamlMap test, String service) {
    try {
      return new ServiceId(service);
    } catch (IllegalArgumentException unlike) {
      test.fault("in", String.valueOf(unlike.getMessage()));
      return new ServiceId("test");
    }
  }

  private static Instant at(YamlMap test) {
    try {
      return Instant.parse(test.text("at").orElse(ANY_DAY));
    } catch (DateTimeParseException _) {
      test.fault("at", "\"at\" must be a time such as " + ANY_DAY);
      return Instant.EPOCH;
    }
  }

  /** What a file would have been found to be: name, type, status and text. */
  private static Attachment file(YamlMap file) {
    Extracted extracted =
        new Extracted(
            file.text("type").orElse("application/octet-stream"),
            file.choice("status", Extracted.Status.class, Extracted.Status.EXTRACTED),
            expand(file, "text"),
            List.of());
    String name = file.text("name").orElse("");
    boolean seen = file.flag("seen", true);
    file.end();
    return new Attachment(
        Optional.empty(),
        name,
        "",
        seen
            ? Optional.of(new Attachment.Seen(Digest.of(new byte[0]), 0, extracted))
            : Optional.empty());
  }
}
