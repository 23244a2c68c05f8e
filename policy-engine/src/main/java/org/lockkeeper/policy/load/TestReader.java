package org.lockkeeper.policy.load;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Reach;
import org.lockkeeper.policy.Rule.Severity;
import org.lockkeeper.policy.load.Drafts.RuleTest;
import org.lockkeeper.yaml.YamlMap;
import org.lockkeeper.yaml.YamlValue;

/** Reads one entry of a rule's {@code tests:} as the event it describes and the world around it. */
final class TestReader {

  /** Where the text of a test stands. */
  static final String POINTER = "text";

  /** When tests happen that do not say: a day on which current exceptions hold. */
  private static final String ANY_DAY = "2026-01-01T12:00:00Z";

  private static final Actor TESTER = new Actor("tester", "tester");
  private static final NativeId SOMETHING = new NativeId("something");

  private final YamlMap test;
  private final Map<Actor, Set<String>> groups = new HashMap<>();
  private final Set<Actor> outside = new HashSet<>();
  private final Set<Actor> readers = new HashSet<>();
  private Actor sender = TESTER;
  private List<String> roles = List.of();
  private String channel = "general";
  private String service = "test";
  private Audience.Kind place = Audience.Kind.UNKNOWN;
  private Optional<Long> members = Optional.empty();
  private boolean everybodyKnown = true;

  private TestReader(YamlMap test) {
    this.test = test;
  }

  static RuleTest read(YamlMap test) {
    return new TestReader(test).read();
  }

  /** A text as anybody might post it. */
  static MessageEvent post(String text) {
    return event(
        Instant.parse(ANY_DAY),
        Direction.OUT,
        new ServiceId("test"),
        TESTER,
        Audience.channel("general"),
        new Action.Post(Content.text(POINTER, text), Optional.empty()));
  }

  private RuleTest read() {
    test.map("from").ifPresent(this::from);
    test.map("to").ifPresent(this::to);
    in();
    String say = expand(test, "say");
    Optional<String> text = test.has("text") ? Optional.of(expand(test, "text")) : Optional.empty();
    Severity expect = test.choice("expect", Severity.class, Severity.ALLOW);
    if (!test.has("expect")) {
      test.fault("expect", "a test needs expect: allow, redact, coach, hold or block");
    }
    List<Attachment> files = test.map("file").map(TestReader::file).stream().toList();
    MessageEvent event =
        event(
            at(),
            test.choice("direction", Direction.class, Direction.OUT),
            service(),
            sender,
            new Audience(place, channel, Optional.empty(), Set.of()),
            action(new Content(List.of(new TextPart(POINTER, say)), files)));
    Optional<Long> counted =
        test.has("counted")
            ? Optional.of(test.number("counted", 0, Integer.MAX_VALUE, 0))
            : Optional.empty();
    TestWorld world =
        new TestWorld(
            Map.copyOf(groups),
            Set.copyOf(roles),
            Set.copyOf(outside),
            new Reach(readers, everybodyKnown, members),
            test.text("client").orElse(""),
            test.texts("language"),
            counted,
            after(),
            TestLinks.read(test));
    List<String> tags = test.texts("tag");
    test.end();
    return new RuleTest(test.where(), event, world, expect, text, tags);
  }

  /** {@code from: { group: finance, role: supervisor, person: ann, external: true }}. */
  private void from(YamlMap from) {
    String person = from.text("person").orElse(TESTER.handle());
    sender = from.flag("known", true) ? new Actor(person, person) : Actor.UNKNOWN;
    groups.put(sender, groups(from));
    roles = from.texts("role");
    if (from.flag("external", false)) {
      outside.add(sender);
    }
    from.end();
  }

  /** Somebody who reads it: {@code to: { group: trading, person: bob, external: true }}. */
  private void to(YamlMap to) {
    String person = to.text("person").orElse("reader");
    Actor reader = new Actor(person, person);
    readers.add(reader);
    groups.put(reader, groups(to));
    if (to.flag("external", false)) {
      outside.add(reader);
    }
    to.end();
  }

  /**
   * {@code in: "#channel"} or {@code in: { channel: c, service: s, place: direct, members: 900,
   * groups: [a, b], known: false }}.
   */
  private void in() {
    Optional<YamlValue> in = test.value("in");
    if (in.isPresent() && in.get() instanceof YamlMap map) {
      channel = map.text("channel").orElse(channel);
      service = map.text("service").orElse(service);
      place = map.choice("place", Audience.Kind.class, place);
      if (map.has("members")) {
        members = Optional.of(map.number("members", 0, Integer.MAX_VALUE, 0));
      }
      for (String group : map.texts("groups")) {
        Actor member = new Actor("member-" + group, "member-" + group);
        readers.add(member);
        groups.put(member, Set.of(group));
      }
      everybodyKnown = map.flag("known", true);
      map.end();
    } else {
      channel = test.text("in").orElse(channel);
    }
    channel = channel.startsWith("#") ? channel.substring(1) : channel;
  }

  private static Set<String> groups(YamlMap person) {
    List<String> groups = new ArrayList<>(person.texts("group"));
    groups.addAll(person.texts("groups"));
    return Set.copyOf(groups);
  }

  /** {@code after:} what the sender posted just before. */
  private List<String> after() {
    List<String> after = new ArrayList<>();
    for (String text : test.texts("after")) {
      try {
        after.add(TestText.expand(text));
      } catch (IllegalArgumentException unknown) {
        test.fault("after", String.valueOf(unknown.getMessage()));
      }
    }
    return after;
  }

  private Action action(Content content) {
    String act = test.text("act").orElse("post");
    return switch (act) {
      case "post" -> new Action.Post(content, Optional.empty());
      case "edit" -> new Action.Edit(SOMETHING, content);
      case "react" -> new Action.React(SOMETHING, test.text("say").orElse(""), false);
      case "upload" ->
          new Action.Upload(
              content.attachments().isEmpty()
                  ? Attachment.unseen(SOMETHING)
                  : content.attachments().getFirst());
      case "invite" -> new Action.Invite(invited());
      case "join" -> new Action.Join();
      default -> new Action.Describe(act, content);
    };
  }

  /** {@code whom: { group: trading }}: who is invited. */
  private Actor invited() {
    Actor guest = new Actor("guest", "guest");
    test.map("whom")
        .ifPresentOrElse(
            whom -> {
              groups.put(guest, groups(whom));
              if (whom.flag("external", false)) {
                outside.add(guest);
              }
              whom.end();
            },
            () -> test.fault("whom", "an invite needs whom: { group: g }"));
    return guest;
  }

  private static String expand(YamlMap test, String key) {
    try {
      return TestText.expand(test.text(key).orElse(""));
    } catch (IllegalArgumentException unknown) {
      test.fault(key, String.valueOf(unknown.getMessage()));
      return "";
    }
  }

  private static MessageEvent event(
      Instant at,
      Direction direction,
      ServiceId service,
      Actor sender,
      Audience audience,
      Action action) {
    return new MessageEvent(
        new EventId(new UUID(0, 0)),
        at,
        direction,
        service,
        sender,
        audience,
        action,
        Digest.of(new byte[0]));
  }

  private ServiceId service() {
    try {
      return new ServiceId(service);
    } catch (IllegalArgumentException unlike) {
      test.fault("in", String.valueOf(unlike.getMessage()));
      return new ServiceId("test");
    }
  }

  private Instant at() {
    try {
      return Instant.parse(test.text("at").orElse(ANY_DAY));
    } catch (DateTimeParseException _) {
      test.fault("at", "\"at\" must be a time such as " + ANY_DAY);
      return Instant.EPOCH;
    }
  }

  /** What a file would have been found to be: name, type, status, size and text. */
  private static Attachment file(YamlMap file) {
    Extracted extracted =
        new Extracted(
            file.text("type").orElse("application/octet-stream"),
            file.choice("status", Extracted.Status.class, Extracted.Status.EXTRACTED),
            expand(file, "text"),
            file.texts("parts"));
    String name = file.text("name").orElse("");
    long size = file.bytes("size", 0, Long.MAX_VALUE, 0);
    boolean seen = file.flag("seen", true);
    file.end();
    return new Attachment(
        Optional.empty(),
        name,
        "",
        seen
            ? Optional.of(new Attachment.Seen(Digest.of(new byte[0]), size, extracted))
            : Optional.empty());
  }
}
