package org.lockkeeper.proxy.console;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.archive.record.Origin;
import org.lockkeeper.detect.Finding;
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
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.policy.Reasons;
import org.lockkeeper.policy.Redaction;
import org.lockkeeper.policy.RuleFault;
import org.lockkeeper.policy.RuleId;
import org.lockkeeper.policy.SideAction;
import org.lockkeeper.policy.Verdict;

/** Messages of people who do not exist. */
final class Fiction {
  static final ServiceId MATTERMOST = new ServiceId("mattermost");
  static final ServiceId MASTODON = new ServiceId("mastodon");
  static final Instant MORNING = Instant.parse("2026-11-20T09:30:00Z");
  static final PolicyVersion POLICY = new PolicyVersion("4be1a7c09d2f");

  // The number card makers print in advertisements.
  static final String CARD = "4111 " + "1111 1111 1111";

  private Fiction() {}

  static EventId id(int n) {
    return new EventId(new UUID(0x0199_0000_0000_7000L + n, 0x8000_0000_0000_0000L + n));
  }

  static ArchiveRecord.Judged post(int n, String author, String text) {
    return judged(n, author, posted(text), Decision.allow(POLICY), List.of(), true);
  }

  static Action posted(String text) {
    return new Action.Post(Content.text("/message", text), Optional.empty());
  }

  static ArchiveRecord.Judged judged(
      int n,
      String author,
      Action action,
      Decision decision,
      List<TextPart> sent,
      boolean released) {
    return new ArchiveRecord.Judged(
        new MessageEvent(
            id(n),
            MORNING.plusSeconds(n * 37L),
            Direction.OUT,
            n % 4 == 3 ? MASTODON : MATTERMOST,
            new Actor("u-" + author, author),
            new Audience(
                Audience.Kind.PUBLIC,
                n % 3 == 0 ? "harbour-office" : "lock-crew",
                Optional.empty(),
                Set.of()),
            action,
            Digest.of(new byte[] {(byte) n})),
        decision,
        sent,
        released,
        Optional.empty(),
        new Origin.Wire());
  }

  static ArchiveRecord.Judged redacted(int n) {
    String text = "Hi, please book it on my card " + CARD + " today 🙂";
    int start = text.indexOf(CARD);
    int end = start + CARD.length();
    return judged(
        n,
        "tilda",
        posted(text),
        new Decision(
            new Verdict.Redact(),
            List.of(new Redaction("/message", start, end, "[card removed]")),
            List.of(new SideAction.Tag("payment")),
            List.of(new RuleId("card-number")),
            List.of(card(start, end)),
            List.of(),
            POLICY),
        List.of(new TextPart("/message", text.replace(CARD, "[card removed]"))),
        true);
  }

  static ArchiveRecord.Judged blocked(int n, String text) {
    RuleId rule = new RuleId("private-key");
    return judged(
        n,
        "osric",
        new Action.Post(
            new Content(
                List.of(new TextPart("/message", text)),
                List.of(
                    new Attachment(
                        Optional.of(new NativeId("file-7")),
                        "sluice-plan.pdf",
                        "application/pdf",
                        Optional.of(
                            new Attachment.Seen(
                                Digest.of(new byte[] {7}),
                                48_211,
                                new Extracted(
                                    "application/pdf",
                                    Extracted.Status.EXTRACTED,
                                    "Sluice plan, third draft. Opens at six.",
                                    List.of())))),
                    Attachment.unseen(new NativeId("file-8")))),
            Optional.empty()),
        new Decision(
            new Verdict.Block(new Notice(rule, "Keys may not be posted. Use the key safe.")),
            List.of(),
            List.of(new SideAction.Tag("secret")),
            List.of(rule, new RuleId("no-secrets")),
            List.of(
                new Finding(
                    Finding.Category.SECRET,
                    "private-key",
                    "pem",
                    "/message",
                    0,
                    Math.min(9, text.length()),
                    Finding.Confidence.HIGH)),
            List.of(new RuleFault(Optional.of(new RuleId("scan-files")), "the scanner timed out")),
            POLICY),
        List.of(),
        false);
  }

  static Decision coached() {
    RuleId rule = new RuleId("outside-hours");
    return new Decision(
        new Verdict.Coach(new Notice(rule, "Is this meant for everybody?"), Reasons.ANY),
        List.of(),
        List.of(),
        List.of(rule),
        List.of(),
        List.of(),
        POLICY);
  }

  static Decision held() {
    RuleId rule = new RuleId("lexicon-merger");
    return new Decision(
        new Verdict.Hold("legal", new Notice(rule, "A colleague will look at this first.")),
        List.of(),
        List.of(),
        List.of(rule),
        List.of(),
        List.of(),
        POLICY);
  }

  static ArchiveRecord.Answered answered(int n, String nativeId) {
    return new ArchiveRecord.Answered(
        id(n), MORNING.plusSeconds(n * 37L + 1), 201, Optional.of(new NativeId(nativeId)));
  }

  static ArchiveRecord.Unread unread(int n) {
    return new ArchiveRecord.Unread(
        id(n),
        MORNING.plusSeconds(n * 37L),
        MATTERMOST,
        Actor.UNKNOWN,
        "post",
        "the body is no JSON: line 1, character 14",
        false,
        Digest.of(new byte[] {99}));
  }

  private static Finding card(int start, int end) {
    return new Finding(
        Finding.Category.IDENTIFIER,
        "payment-card",
        "visa",
        "/message",
        start,
        end,
        Finding.Confidence.HIGH);
  }
}
