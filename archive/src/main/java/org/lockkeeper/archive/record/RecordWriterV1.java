package org.lockkeeper.archive.record;

import java.io.IOException;
import java.util.List;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.extract.Extracted;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.Audience;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.Reasons;
import org.lockkeeper.policy.Redaction;
import org.lockkeeper.policy.RuleFault;
import org.lockkeeper.policy.RuleId;
import org.lockkeeper.policy.SideAction;
import org.lockkeeper.policy.Verdict;

/**
 * Writes each type of a record, in the order FORMAT.md draws. Names of enum constants and numbers
 * of cases are part of the format: add, never renumber.
 */
final class RecordWriterV1 {

  private final CborWriter out;

  RecordWriterV1(CborWriter out) {
    this.out = out;
  }

  void write(ArchiveRecord record) throws IOException {
    switch (record) {
      case ArchiveRecord.Judged judged -> judged(judged);
      case ArchiveRecord.Answered answered -> answered(answered);
      case ArchiveRecord.Unread unread -> unread(unread);
      case ArchiveRecord.Act act -> act(act);
    }
  }

  private void judged(ArchiveRecord.Judged judged) throws IOException {
    head(8, 0);
    event(judged.message());
    decision(judged.decision());
    out.list(judged.sent(), this::part);
    out.flag(judged.released());
    out.optional(judged.reason(), out::text);
    origin(judged.origin());
    out.end();
  }

  private void answered(ArchiveRecord.Answered answered) throws IOException {
    head(7, 1);
    out.uuid(answered.event().value());
    out.instant(answered.at());
    out.number(answered.status());
    out.optional(answered.assigned(), this::nativeId);
    out.end();
  }

  private void unread(ArchiveRecord.Unread unread) throws IOException {
    head(11, 2);
    out.uuid(unread.event().value());
    out.instant(unread.at());
    out.text(unread.service().value());
    actor(unread.actor());
    out.text(unread.operation());
    out.text(unread.why());
    out.flag(unread.released());
    out.digest(unread.wire());
    out.end();
  }

  private void act(ArchiveRecord.Act act) throws IOException {
    head(8, 3);
    out.uuid(act.event().value());
    out.instant(act.at());
    out.text(act.kind().name());
    out.text(act.by());
    out.list(
        List.copyOf(act.facts().entrySet()),
        fact -> out.list(List.of(fact.getKey(), fact.getValue()), out::text));
    out.end();
  }

  private void head(int size, int kind) throws IOException {
    out.array(size);
    out.number(RecordFormatV1.VERSION);
    out.number(kind);
  }

  private void event(MessageEvent event) throws IOException {
    out.array(9);
    out.uuid(event.id().value());
    out.instant(event.at());
    out.text(event.direction().name());
    out.text(event.service().value());
    actor(event.actor());
    audience(event.audience());
    action(event.action());
    out.digest(event.wire());
    out.end();
  }

  private void actor(Actor actor) throws IOException {
    out.array(2);
    out.text(actor.account());
    out.text(actor.handle());
    out.end();
  }

  private void audience(Audience audience) throws IOException {
    out.array(4);
    out.text(audience.kind().name());
    out.text(audience.channel());
    out.optional(audience.thread(), this::nativeId);
    // A set has no order; sorting gives equal records equal bytes.
    out.list(audience.mentions().stream().sorted().toList(), out::text);
    out.end();
  }

  private void action(Action action) throws IOException {
    switch (action) {
      case Action.Post(Content content, var inReplyTo) -> {
        action(3, 0);
        content(content);
        out.optional(inReplyTo, this::nativeId);
      }
      case Action.Edit(NativeId target, Content content) -> {
        action(3, 1);
        nativeId(target);
        content(content);
      }
      case Action.Delete(NativeId target) -> {
        action(2, 2);
        nativeId(target);
      }
      case Action.React(NativeId target, String symbol, boolean removed) -> {
        action(4, 3);
        nativeId(target);
        out.text(symbol);
        out.flag(removed);
      }
      case Action.Upload(Attachment file) -> {
        action(2, 4);
        attachment(file);
      }
      case Action.Download(NativeId file) -> {
        action(2, 5);
        nativeId(file);
      }
      case Action.Read(NativeId upTo) -> {
        action(2, 6);
        nativeId(upTo);
      }
      case Action.Invite(Actor whom) -> {
        action(2, 7);
        actor(whom);
      }
      case Action.Describe(String what, Content content) -> {
        action(3, 8);
        out.text(what);
        content(content);
      }
      case Action.Join() -> action(1, 9);
      case Action.Leave() -> action(1, 10);
    }
    out.end();
  }

  private void action(int size, int kind) throws IOException {
    out.array(size);
    out.number(kind);
  }

  private void content(Content content) throws IOException {
    out.array(2);
    out.list(content.parts(), this::part);
    out.list(content.attachments(), this::attachment);
    out.end();
  }

  private void part(TextPart part) throws IOException {
    out.array(2);
    out.text(part.pointer());
    out.text(part.text());
    out.end();
  }

  private void attachment(Attachment attachment) throws IOException {
    out.array(4);
    out.optional(attachment.id(), this::nativeId);
    out.text(attachment.name());
    out.text(attachment.declaredType());
    out.optional(attachment.file(), this::seen);
    out.end();
  }

  private void seen(Attachment.Seen seen) throws IOException {
    Extracted extracted = seen.extracted();
    out.array(6);
    out.digest(seen.sha256());
    out.number(seen.size());
    out.text(extracted.type());
    out.text(extracted.status().name());
    out.text(extracted.text());
    out.list(extracted.embedded(), out::text);
    out.end();
  }

  private void decision(Decision decision) throws IOException {
    out.array(7);
    verdict(decision.verdict());
    out.list(decision.redactions(), this::redaction);
    out.list(decision.also(), this::sideAction);
    out.list(decision.because(), this::rule);
    out.list(decision.findings(), this::finding);
    out.list(decision.faults(), this::fault);
    out.text(decision.policy().value());
    out.end();
  }

  private void verdict(Verdict verdict) throws IOException {
    switch (verdict) {
      case Verdict.Allow() -> verdict(1, 0);
      case Verdict.Redact() -> verdict(1, 1);
      case Verdict.Coach(Notice notice, Reasons reasons) -> {
        verdict(4, 2);
        notice(notice);
        out.list(reasons.choices(), out::text);
        out.flag(reasons.words());
      }
      case Verdict.Hold(String queue, Notice notice) -> {
        verdict(3, 3);
        out.text(queue);
        notice(notice);
      }
      case Verdict.Block(Notice notice) -> {
        verdict(2, 4);
        notice(notice);
      }
    }
    out.end();
  }

  private void verdict(int size, int kind) throws IOException {
    out.array(size);
    out.number(kind);
  }

  private void notice(Notice notice) throws IOException {
    out.array(2);
    rule(notice.rule());
    out.text(notice.text());
    out.end();
  }

  private void redaction(Redaction redaction) throws IOException {
    out.array(4);
    out.text(redaction.pointer());
    out.number(redaction.start());
    out.number(redaction.end());
    out.text(redaction.replacement());
    out.end();
  }

  private void sideAction(SideAction action) throws IOException {
    switch (action) {
      case SideAction.Tag(String tag) -> sideAction(0, tag);
      case SideAction.Log() -> {
        out.array(1);
        out.number(1);
        out.end();
      }
      case SideAction.Notify(String whom) -> sideAction(2, whom);
      case SideAction.Escalate(String whom) -> sideAction(3, whom);
      case SideAction.Disclaim(String text) -> sideAction(4, text);
      case SideAction.Count(String counter, long amount, boolean onRelease) -> {
        out.array(4);
        out.number(5);
        out.text(counter);
        out.number(amount);
        out.flag(onRelease);
        out.end();
      }
    }
  }

  private void sideAction(int kind, String what) throws IOException {
    out.array(2);
    out.number(kind);
    out.text(what);
    out.end();
  }

  private void finding(Finding finding) throws IOException {
    out.array(7);
    out.text(finding.category().name());
    out.text(finding.detector());
    out.text(finding.kind());
    out.text(finding.pointer());
    out.number(finding.start());
    out.number(finding.end());
    out.text(finding.confidence().name());
    out.end();
  }

  private void fault(RuleFault fault) throws IOException {
    out.array(2);
    out.optional(fault.rule(), this::rule);
    out.text(fault.what());
    out.end();
  }

  private void origin(Origin origin) throws IOException {
    switch (origin) {
      case Origin.Wire() -> {
        out.array(1);
        out.number(0);
      }
      case Origin.Imported(var source, long item, var id) -> {
        out.array(4);
        out.number(1);
        out.digest(source);
        out.number(item);
        out.optional(id, this::nativeId);
      }
    }
    out.end();
  }

  private void nativeId(NativeId id) throws IOException {
    out.text(id.value());
  }

  private void rule(RuleId rule) throws IOException {
    out.text(rule.value());
  }
}
