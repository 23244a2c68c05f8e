package org.lockkeeper.archive.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.archive.Samples;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.extract.Extracted;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.Audience;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.Digest;
import org.lockkeeper.message.Direction;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.policy.Reasons;
import org.lockkeeper.policy.Redaction;
import org.lockkeeper.policy.RuleFault;
import org.lockkeeper.policy.RuleId;
import org.lockkeeper.policy.SideAction;
import org.lockkeeper.policy.Verdict;

class RecordFormatV1Test {

  private static final Digest DIGEST = Digest.of(new byte[] {1, 2, 3});
  private static final NativeId NATIVE = new NativeId("n-1");
  private static final RuleId RULE = new RuleId("card-number");
  private static final Notice NOTICE = new Notice(RULE, "Not here, please.");

  @ParameterizedTest
  @MethodSource("everyKind")
  void comesBackExactly(ArchiveRecord record) throws Exception {
    byte[] bytes = RecordFormatV1.encode(record);

    assertThat(RecordFormatV1.decode(bytes)).isEqualTo(record);
    assertThat(RecordFormatV1.encode(RecordFormatV1.decode(bytes))).isEqualTo(bytes);
  }

  static Stream<ArchiveRecord> everyKind() {
    Attachment seen =
        new Attachment(
            Optional.of(NATIVE),
            "plan.pdf",
            "application/pdf",
            Optional.of(
                new Attachment.Seen(
                    DIGEST,
                    1L << 40,
                    new Extracted(
                        "application/pdf",
                        Extracted.Status.LIMIT,
                        "the plan",
                        List.of("a.png", "b.txt")))));
    Content content =
        new Content(
            List.of(new TextPart("/message", "hello"), new TextPart("/title", "")),
            List.of(seen, Attachment.unseen(NATIVE)));
    Stream<Action> actions =
        Stream.of(
            new Action.Post(content, Optional.of(NATIVE)),
            new Action.Post(Content.EMPTY, Optional.empty()),
            new Action.Edit(NATIVE, content),
            new Action.Delete(NATIVE),
            new Action.React(NATIVE, "👍🏽", true),
            new Action.Upload(seen),
            new Action.Download(NATIVE),
            new Action.Read(NATIVE),
            new Action.Invite(new Actor("7", "bob")),
            new Action.Describe("topic", content),
            new Action.Join(),
            new Action.Leave());
    Stream<Verdict> verdicts =
        Stream.of(
            new Verdict.Allow(),
            new Verdict.Redact(),
            new Verdict.Coach(NOTICE, Reasons.ANY),
            new Verdict.Coach(NOTICE, new Reasons(List.of("a reason", "another"), true)),
            new Verdict.Hold("legal", NOTICE),
            new Verdict.Block(NOTICE));
    return Stream.of(
            actions.map(action -> Samples.judged(1, "ann", "c", action)),
            verdicts.map(RecordFormatV1Test::full),
            Stream.of(
                new ArchiveRecord.Answered(Samples.id(3), Instant.EPOCH, 0, Optional.empty()),
                Samples.answer(4, "né"),
                new ArchiveRecord.Act(
                    Samples.id(6),
                    Samples.NOON,
                    ArchiveRecord.ActKind.KEY_DESTROYED,
                    "schedule",
                    new TreeMap<>(Map.of("why", "rule 7", "bucket", "3"))),
                new ArchiveRecord.Unread(
                    Samples.id(5),
                    Instant.ofEpochSecond(-1, 999_999_999),
                    new ServiceId("mastodon"),
                    Actor.UNKNOWN,
                    "post",
                    "the body ends inside a string",
                    false,
                    DIGEST)))
        .flatMap(records -> records.map(ArchiveRecord.class::cast));
  }

  private static ArchiveRecord full(Verdict verdict) {
    Decision decision =
        new Decision(
            verdict,
            List.of(new Redaction("/message", 3, 7, "[gone]")),
            List.of(
                new SideAction.Tag("finance"),
                new SideAction.Log(),
                new SideAction.Notify("soc"),
                new SideAction.Escalate("legal"),
                new SideAction.Disclaim("Confidential."),
                new SideAction.Count("rule/A/test/ann", 3, true)),
            List.of(RULE, new RuleId("other")),
            List.of(
                new Finding(
                    Finding.Category.IDENTIFIER,
                    "payment-card",
                    "visa",
                    "/message",
                    3,
                    7,
                    Finding.Confidence.HIGH)),
            List.of(
                new RuleFault(Optional.of(RULE), "too slow"),
                new RuleFault(Optional.empty(), "locked file")),
            new PolicyVersion("beef"));
    MessageEvent event =
        new MessageEvent(
            Samples.id(2),
            Samples.NOON.plusNanos(123_456_789),
            Direction.IN,
            new ServiceId("mastodon"),
            new Actor("1", "ann"),
            new Audience(
                Audience.Kind.DIRECT, "dm", Optional.of(NATIVE), Set.of("bob", "carol", "@all")),
            new Action.Join(),
            DIGEST);
    return new ArchiveRecord.Judged(
        event,
        decision,
        List.of(new TextPart("/message", "he [gone]")),
        true,
        Optional.of("the customer asked"),
        new Origin.Imported(DIGEST, 77, Optional.of(NATIVE)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u0000",
        "\uD800",
        "tail \uDBFF",
        "\uDC00 head",
        "\uDC00\uD800",
        "pair 🎉 and lone \uD83C",
        "\uFEFFbom",
        "é, 漢字, 👩‍👩‍👧"
      })
  void keepsAnyText(String text) throws Exception {
    ArchiveRecord record = Samples.post(1, text);

    assertThat(RecordFormatV1.decode(RecordFormatV1.encode(record))).isEqualTo(record);
  }

  @Test
  void keepsLongTextInOnePiece() throws Exception {
    ArchiveRecord record = Samples.post(1, "long é ".repeat(100_000));

    byte[] bytes = RecordFormatV1.encode(record);

    assertThat(RecordFormatV1.decode(bytes)).isEqualTo(record);
    assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("long é ".repeat(100_000));
  }

  @Test
  void refusesAnotherVersion() {
    byte[] bytes = RecordFormatV1.encode(Samples.post(1, "x"));
    bytes[1] = 2;

    assertThatExceptionOfType(UnreadableRecordException.class)
        .isThrownBy(() -> RecordFormatV1.decode(bytes))
        .withMessageContaining("version 2");
  }

  @Test
  void refusesEveryShorterAndLongerForm() {
    byte[] bytes = RecordFormatV1.encode(full(new Verdict.Allow()));

    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatExceptionOfType(UnreadableRecordException.class)
          .isThrownBy(() -> RecordFormatV1.decode(cut));
    }
    assertThatExceptionOfType(UnreadableRecordException.class)
        .isThrownBy(() -> RecordFormatV1.decode(Arrays.copyOf(bytes, bytes.length + 1)));
  }

  @Test
  void neverFailsOtherwiseOnDamage() throws Exception {
    byte[] bytes = RecordFormatV1.encode(full(new Verdict.Block(NOTICE)));

    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        RecordFormatV1.decode(damaged);
      } catch (UnreadableRecordException expected) {
        assertThat(expected).hasMessageMatching("(?s).+");
      }
    }
  }
}
