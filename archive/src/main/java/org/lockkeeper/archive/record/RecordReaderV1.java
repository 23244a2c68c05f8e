package org.lockkeeper.archive.record;

import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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

/** Reads each type of a record; the mirror of {@link RecordWriterV1}. */
final class RecordReaderV1 {

  private final CborReader in;

  RecordReaderV1(CborReader in) {
    this.in = in;
  }

  ArchiveRecord read() throws IOException {
    in.array();
    long version = in.number();
    if (version != RecordFormatV1.VERSION) {
      throw new UnreadableRecordException(
          "record version " + version + "; this Lockkeeper reads " + RecordFormatV1.VERSION);
    }
    int kind = in.smallNumber();
    ArchiveRecord record =
        switch (kind) {
          case 0 -> judged();
          case 1 -> answered();
          case 2 -> unread();
          case 3 -> act();
          default -> throw unknown("record", kind);
        };
    in.endArray();
    return record;
  }

  private ArchiveRecord judged() throws IOException {
    MessageEvent event = event();
    Decision decision = decision();
    List<TextPart> sent = in.list(this::part);
    boolean released = in.flag();
    Optional<String> reason = in.optional(in::text);
    return new ArchiveRecord.Judged(event, decision, sent, released, reason, origin());
  }

  private ArchiveRecord answered() throws IOException {
    EventId event = new EventId(in.uuid());
    Instant at = in.instant();
    int status = in.smallNumber();
    return new ArchiveRecord.Answered(event, at, status, in.optional(this::nativeId));
  }

  private ArchiveRecord unread() throws IOException {
    EventId event = new EventId(in.uuid());
    Instant at = in.instant();
    ServiceId service = new ServiceId(in.text());
    Actor actor = actor();
    String operation = in.text();
    String why = in.text();
    boolean released = in.flag();
    return new ArchiveRecord.Unread(
        event, at, service, actor, operation, why, released, in.digest());
  }

  private ArchiveRecord act() throws IOException {
    EventId event = new EventId(in.uuid());
    Instant at = in.instant();
    ArchiveRecord.ActKind kind = ArchiveRecord.ActKind.valueOf(in.text());
    String by = in.text();
    SortedMap<String, String> facts = new TreeMap<>();
    for (List<String> fact : in.list(() -> in.list(in::text))) {
      facts.put(fact.getFirst(), fact.getLast());
    }
    return new ArchiveRecord.Act(event, at, kind, by, facts);
  }

  private MessageEvent event() throws IOException {
    in.array();
    EventId id = new EventId(in.uuid());
    Instant at = in.instant();
    Direction direction = Direction.valueOf(in.text());
    ServiceId service = new ServiceId(in.text());
    Actor actor = actor();
    Audience audience = audience();
    Action action = action();
    Digest wire = in.digest();
    in.endArray();
    return new MessageEvent(id, at, direction, service, actor, audience, action, wire);
  }

  private Actor actor() throws IOException {
    in.array();
    String account = in.text();
    Actor actor = new Actor(account, in.text());
    in.endArray();
    return actor;
  }

  private Audience audience() throws IOException {
    in.array();
    Audience.Kind kind = Audience.Kind.valueOf(in.text());
    String channel = in.text();
    Optional<NativeId> thread = in.optional(this::nativeId);
    List<String> mentions = in.list(in::text);
    in.endArray();
    return new Audience(kind, channel, thread, new HashSet<>(mentions));
  }

  private Action action() throws IOException {
    in.array();
    int kind = in.smallNumber();
    Action action =
        switch (kind) {
          case 0 -> {
            Content content = content();
            yield new Action.Post(content, in.optional(this::nativeId));
          }
          case 1 -> {
            NativeId target = nativeId();
            yield new Action.Edit(target, content());
          }
          case 2 -> new Action.Delete(nativeId());
          case 3 -> {
            NativeId target = nativeId();
            String symbol = in.text();
            yield new Action.React(target, symbol, in.flag());
          }
          case 4 -> new Action.Upload(attachment());
          case 5 -> new Action.Download(nativeId());
          case 6 -> new Action.Read(nativeId());
          case 7 -> new Action.Invite(actor());
          case 8 -> {
            String what = in.text();
            yield new Action.Describe(what, content());
          }
          case 9 -> new Action.Join();
          case 10 -> new Action.Leave();
          default -> throw unknown("action", kind);
        };
    in.endArray();
    return action;
  }

  private Content content() throws IOException {
    in.array();
    List<TextPart> parts = in.list(this::part);
    Content content = new Content(parts, in.list(this::attachment));
    in.endArray();
    return content;
  }

  private TextPart part() throws IOException {
    in.array();
    String pointer = in.text();
    TextPart part = new TextPart(pointer, in.text());
    in.endArray();
    return part;
  }

  private Attachment attachment() throws IOException {
    in.array();
    Optional<NativeId> id = in.optional(this::nativeId);
    String name = in.text();
    String declaredType = in.text();
    Attachment attachment = new Attachment(id, name, declaredType, in.optional(this::seen));
    in.endArray();
    return attachment;
  }

  private Attachment.Seen seen() throws IOException {
    in.array();
    Digest sha256 = in.digest();
    long size = in.number();
    String type = in.text();
    Extracted.Status status = Extracted.Status.valueOf(in.text());
    String text = in.text();
    Extracted extracted = new Extracted(type, status, text, in.list(in::text));
    in.endArray();
    return new Attachment.Seen(sha256, size, extracted);
  }

  private Decision decision() throws IOException {
    in.array();
    Verdict verdict = verdict();
    List<Redaction> redactions = in.list(this::redaction);
    List<SideAction> also = in.list(this::sideAction);
    List<RuleId> because = in.list(this::rule);
    List<Finding> findings = in.list(this::finding);
    List<RuleFault> faults = in.list(this::fault);
    PolicyVersion policy = new PolicyVersion(in.text());
    in.endArray();
    return new Decision(verdict, redactions, also, because, findings, faults, policy);
  }

  private Verdict verdict() throws IOException {
    in.array();
    int kind = in.smallNumber();
    Verdict verdict =
        switch (kind) {
          case 0 -> new Verdict.Allow();
          case 1 -> new Verdict.Redact();
          case 2 -> {
            Notice notice = notice();
            List<String> choices = in.list(in::text);
            yield new Verdict.Coach(notice, new Reasons(choices, in.flag()));
          }
          case 3 -> {
            String queue = in.text();
            yield new Verdict.Hold(queue, notice());
          }
          case 4 -> new Verdict.Block(notice());
          default -> throw unknown("verdict", kind);
        };
    in.endArray();
    return verdict;
  }

  private Notice notice() throws IOException {
    in.array();
    RuleId rule = rule();
    Notice notice = new Notice(rule, in.text());
    in.endArray();
    return notice;
  }

  private Redaction redaction() throws IOException {
    in.array();
    String pointer = in.text();
    int start = in.smallNumber();
    int end = in.smallNumber();
    Redaction redaction = new Redaction(pointer, start, end, in.text());
    in.endArray();
    return redaction;
  }

  private SideAction sideAction() throws IOException {
    in.array();
    int kind = in.smallNumber();
    SideAction action =
        switch (kind) {
          case 0 -> new SideAction.Tag(in.text());
          case 1 -> new SideAction.Log();
          case 2 -> new SideAction.Notify(in.text());
          case 3 -> new SideAction.Escalate(in.text());
          case 4 -> new SideAction.Disclaim(in.text());
          case 5 -> {
            String counter = in.text();
            long amount = in.number();
            yield new SideAction.Count(counter, amount, in.flag());
          }
          default -> throw unknown("side action", kind);
        };
    in.endArray();
    return action;
  }

  private Finding finding() throws IOException {
    in.array();
    Finding.Category category = Finding.Category.valueOf(in.text());
    String detector = in.text();
    String kind = in.text();
    String pointer = in.text();
    int start = in.smallNumber();
    int end = in.smallNumber();
    Finding.Confidence confidence = Finding.Confidence.valueOf(in.text());
    in.endArray();
    return new Finding(category, detector, kind, pointer, start, end, confidence);
  }

  private RuleFault fault() throws IOException {
    in.array();
    Optional<RuleId> rule = in.optional(this::rule);
    RuleFault fault = new RuleFault(rule, in.text());
    in.endArray();
    return fault;
  }

  private Origin origin() throws IOException {
    in.array();
    int kind = in.smallNumber();
    Origin origin =
        switch (kind) {
          case 0 -> new Origin.Wire();
          case 1 -> {
            Digest source = in.digest();
            long item = in.number();
            yield new Origin.Imported(source, item, in.optional(this::nativeId));
          }
          default -> throw unknown("origin", kind);
        };
    in.endArray();
    return origin;
  }

  private NativeId nativeId() throws IOException {
    return new NativeId(in.text());
  }

  private RuleId rule() throws IOException {
    return new RuleId(in.text());
  }

  private static UnreadableRecordException unknown(String what, int kind) {
    return new UnreadableRecordException("unknown kind of " + what + ": " + kind);
  }
}
