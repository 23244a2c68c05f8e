package org.lockkeeper.proxy.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.archive.record.Origin;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.SideAction;
import org.lockkeeper.policy.Verdict;
import org.lockkeeper.proxy.console.MarkedText.Piece;
import org.lockkeeper.proxy.console.MarkedText.Span;

/**
 * One record with its decision explained, in words ready for the page.
 *
 * @param written each text as the person wrote it, findings marked
 * @param sent each text that went on differently, changes marked; empty where nothing differs
 * @param fate what became of it, in one sentence
 * @param notice what the person was told; empty for nothing
 * @param reason the reason the person gave; empty for none
 * @param facts names and values that identify the record
 * @param related other records of the same event or message
 */
record MessageView(
    RecordLine line,
    List<Text> written,
    List<File> files,
    List<Text> sent,
    String fate,
    List<String> because,
    String notice,
    String reason,
    List<Found> findings,
    List<String> faults,
    List<String> tags,
    List<Fact> facts,
    List<RecordLine> related) {

  /** Longer texts are cut on the page; the record and the JSON form have them whole. */
  static final int LONGEST_TEXT = 65_536;

  /** More marks than anybody reads, and each one costs the page. */
  static final int MOST_MARKS = 500;

  /** A text and where in the request it stood. */
  record Text(String pointer, List<Piece> pieces, String note) {}

  /** A file that travelled with the message. */
  record File(String name, String description, List<Piece> text, String note) {}

  /** A finding in words. */
  record Found(String category, String what, String place, String confidence) {}

  /** A name and its value. */
  record Fact(String name, String value) {}

  static MessageView of(Entry entry, List<NativeId> assigned, List<RecordLine> related) {
    RecordLine line = RecordLine.of(entry.position(), entry.record(), List.of());
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Record", line.reference()));
    facts.add(new Fact("Event", entry.record().event().toString()));
    return switch (entry.record()) {
      case ArchiveRecord.Judged judged -> judged(line, judged, assigned, facts, related);
      case ArchiveRecord.Answered answered ->
          bare(line, RecordLine.answer(answered), facts, related);
      case ArchiveRecord.Unread unread -> {
        facts.add(new Fact("Digest of the request", "SHA-256 " + unread.wire()));
        yield bare(
            line,
            "The request could not be read: "
                + unread.why()
                + ". "
                + (unread.released() ? "It was let through unread." : "It was refused."),
            facts,
            related);
      }
      case ArchiveRecord.Act act -> {
        act.facts().forEach((name, value) -> facts.add(new Fact(name, value)));
        yield bare(line, "An act on the archive itself.", facts, related);
      }
    };
  }

  private static MessageView judged(
      RecordLine line,
      ArchiveRecord.Judged judged,
      List<NativeId> assigned,
      List<Fact> facts,
      List<RecordLine> related) {
    Decision decision = judged.decision();
    facts.add(new Fact("Rules in force", decision.policy().value()));
    target(judged.message().action())
        .ifPresent(id -> facts.add(new Fact("About the service's message", id.value())));
    assigned.forEach(id -> facts.add(new Fact("The service's own id", id.value())));
    facts.add(new Fact("Digest of the request", "SHA-256 " + judged.message().wire()));
    facts.add(new Fact("Where it came from", origin(judged.origin())));
    List<Attachment> files = judged.message().action().content().attachments();
    List<File> shown = new ArrayList<>();
    for (int n = 0; n < files.size(); n++) {
      shown.add(file(files.get(n), spans("attachment:" + n, decision.findings())));
    }
    return new MessageView(
        line,
        judged.message().action().content().parts().stream()
            .map(part -> text(part, spans(part.pointer(), decision.findings())))
            .toList(),
        shown,
        judged.released() ? sent(judged) : List.of(),
        fate(judged),
        decision.because().stream().map(Object::toString).toList(),
        notice(decision.verdict()).map(Notice::text).orElse(""),
        judged.reason().orElse(""),
        decision.findings().stream().limit(MOST_MARKS).map(MessageView::found).toList(),
        decision.faults().stream()
            .map(fault -> fault.rule().map(rule -> rule + ": ").orElse("") + fault.what())
            .toList(),
        decision.also().stream().map(MessageView::words).toList(),
        facts,
        related);
  }

  private static MessageView bare(
      RecordLine line, String fate, List<Fact> facts, List<RecordLine> related) {
    return new MessageView(
        line, List.of(), List.of(), List.of(), fate, List.of(), "", "", List.of(), List.of(),
        List.of(), facts, related);
  }

  /** The service's id of the message an act is about, where it is about another one. */
  static Optional<NativeId> target(Action action) {
    return switch (action) {
      case Action.Edit edit -> Optional.of(edit.target());
      case Action.Delete delete -> Optional.of(delete.target());
      case Action.React react -> Optional.of(react.target());
      case Action.Post post -> post.inReplyTo();
      case Action.Read read -> Optional.of(read.upTo());
      case Action.Download download -> Optional.of(download.file());
      case Action.Upload _, Action.Invite _, Action.Describe _, Action.Join _, Action.Leave _ ->
          Optional.empty();
    };
  }

  private static String fate(ArchiveRecord.Judged judged) {
    String told = judged.reason().isPresent() ? " after its writer gave a reason" : "";
    return switch (judged.decision().verdict()) {
      case Verdict.Allow _ -> judged.released() ? "Let through as written." : "Not let through.";
      case Verdict.Redact _ ->
          judged.released() ? "Let through with parts replaced." : "Not let through.";
      case Verdict.Coach _ ->
          judged.released()
              ? "Let through" + told + "."
              : "Sent back with a question; it may be sent again with a reason.";
      case Verdict.Hold hold ->
          judged.released()
              ? "Let through."
              : "Refused and kept for a reviewer in the queue \"" + hold.queue() + "\".";
      case Verdict.Block _ -> judged.released() ? "Let through." : "Refused.";
    };
  }

  static Optional<Notice> notice(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Allow _, Verdict.Redact _ -> Optional.empty();
      case Verdict.Coach coach -> Optional.of(coach.notice());
      case Verdict.Hold hold -> Optional.of(hold.notice());
      case Verdict.Block block -> Optional.of(block.notice());
    };
  }

  private static Text text(TextPart part, List<Span> spans) {
    return new Text(part.pointer(), MarkedText.pieces(head(part.text()), spans), rest(part.text()));
  }

  private static List<Text> sent(ArchiveRecord.Judged judged) {
    List<Text> sent = new ArrayList<>();
    for (TextPart part : judged.sent()) {
      String written =
          judged.message().action().content().parts().stream()
              .filter(each -> each.pointer().equals(part.pointer()))
              .findFirst()
              .map(TextPart::text)
              .orElse("");
      boolean tooLong = written.length() > LONGEST_TEXT || part.text().length() > LONGEST_TEXT;
      sent.add(
          new Text(
              part.pointer(),
              tooLong
                  ? MarkedText.pieces(head(part.text()), List.of())
                  : Changes.pieces(
                      written,
                      part.text(),
                      judged.decision().redactions().stream()
                          .filter(each -> each.pointer().equals(part.pointer()))
                          .toList()),
              rest(part.text())));
    }
    return sent;
  }

  private static File file(Attachment file, List<Span> spans) {
    if (file.file().isEmpty()) {
      return new File(
          RecordLine.fileName(file), "its bytes never passed this gateway", List.of(), "");
    }
    Attachment.Seen seen = file.file().get();
    String description =
        seen.extracted().type()
            + ", "
            + String.format(Locale.ROOT, "%,d bytes", seen.size())
            + ", text "
            + seen.extracted().status().label()
            + ", SHA-256 "
            + seen.sha256();
    String text = seen.extracted().text();
    return new File(
        RecordLine.fileName(file), description, MarkedText.pieces(head(text), spans), rest(text));
  }

  private static List<Span> spans(String pointer, List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.pointer().equals(pointer))
        .filter(finding -> finding.start() < LONGEST_TEXT)
        .limit(MOST_MARKS)
        .map(finding -> new Span(finding.start(), finding.end(), "finding", what(finding)))
        .toList();
  }

  private static Found found(Finding finding) {
    return new Found(
        finding.category().name().toLowerCase(Locale.ROOT),
        what(finding),
        finding.pointer() + " " + finding.start() + " to " + finding.end(),
        finding.confidence().name().toLowerCase(Locale.ROOT));
  }

  private static String what(Finding finding) {
    return finding.kind().equals(finding.detector())
        ? finding.detector()
        : finding.detector() + " (" + finding.kind() + ")";
  }

  private static String words(SideAction action) {
    return action.words();
  }

  private static String origin(Origin origin) {
    return switch (origin) {
      case Origin.Wire _ -> "seen on the wire by this gateway";
      case Origin.Imported imported ->
          "imported: item " + imported.item() + " of the file with SHA-256 " + imported.source();
    };
  }

  private static String head(String text) {
    return text.length() <= LONGEST_TEXT
        ? text
        : text.substring(0, MarkedText.before(text, LONGEST_TEXT));
  }

  private static String rest(String text) {
    return text.length() <= LONGEST_TEXT
        ? ""
        : String.format(
            Locale.ROOT,
            "and %,d characters more, not shown here; the JSON form has them",
            text.length() - LONGEST_TEXT);
  }
}
