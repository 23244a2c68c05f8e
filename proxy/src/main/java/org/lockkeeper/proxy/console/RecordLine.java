package org.lockkeeper.proxy.console;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lockkeeper.archive.index.Hits;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.Audience;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.proxy.console.MarkedText.Piece;
import org.lockkeeper.proxy.console.MarkedText.Span;

/**
 * One record in a list: who, where, when, what, what became of it.
 *
 * @param reference the record's position as links name it, {@code 12-3456}
 * @param when the time for people, UTC; {@code iso} the same for machines
 * @param verdict the verdict's label, or {@code answer} or {@code unread} for records without one
 * @param outcome what became of it, in a word or two
 */
record RecordLine(
    String reference,
    String when,
    String iso,
    String verdict,
    String service,
    String place,
    String author,
    String act,
    String outcome,
    List<Piece> text) {

  /** About three lines on a page. */
  private static final int SNIPPET = 320;

  // How much of what stands before the first hit is shown.
  private static final int LEAD = 60;

  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  static RecordLine of(Hits.Hit hit) {
    return of(hit.position(), hit.record(), hit.highlights());
  }

  static RecordLine of(Position position, ArchiveRecord record, List<Hits.Highlight> highlights) {
    String reference = reference(position);
    String when = when(record.at());
    String iso = record.at().toString();
    return switch (record) {
      case ArchiveRecord.Judged judged ->
          new RecordLine(
              reference,
              when,
              iso,
              judged.decision().verdict().label(),
              judged.message().service().value(),
              place(judged.message().audience()),
              name(judged.message().actor()),
              judged.message().action().verb(),
              judged.released() ? "let through" : "refused",
              snippet(judged.message().action(), highlights));
      case ArchiveRecord.Answered answered ->
          new RecordLine(
              reference,
              when,
              iso,
              "answer",
              "",
              "",
              "",
              "",
              "",
              MarkedText.pieces(answer(answered), List.of()));
      case ArchiveRecord.Unread unread ->
          new RecordLine(
              reference,
              when,
              iso,
              "unread",
              unread.service().value(),
              "",
              name(unread.actor()),
              unread.operation(),
              unread.released() ? "let through unread" : "refused",
              MarkedText.pieces("could not be read: " + unread.why(), List.of()));
      case ArchiveRecord.Act act ->
          new RecordLine(
              reference,
              when,
              iso,
              "act",
              "",
              "",
              act.by(),
              act.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
              "",
              MarkedText.pieces(act.facts().toString(), List.of()));
    };
  }

  static String reference(Position position) {
    return position.sequence() + "-" + position.offset();
  }

  static String when(Instant at) {
    return WHEN.format(at.truncatedTo(ChronoUnit.SECONDS));
  }

  static String name(Actor actor) {
    if (!actor.handle().isEmpty()) {
      return actor.handle();
    }
    return actor.known() ? actor.account() : "somebody unknown";
  }

  static String place(Audience audience) {
    String kind =
        audience.kind() == Audience.Kind.UNKNOWN
            ? ""
            : audience.kind().name().toLowerCase(Locale.ROOT);
    if (audience.channel().isEmpty()) {
      return kind;
    }
    return kind.isEmpty() ? audience.channel() : audience.channel() + " (" + kind + ")";
  }

  static String answer(ArchiveRecord.Answered answered) {
    String status =
        answered.status() == 0
            ? "the service did not answer"
            : "the service answered " + answered.status();
    return answered.assigned().map(id -> status + " and gave id " + id).orElse(status);
  }

  private static List<Piece> snippet(Action action, List<Hits.Highlight> highlights) {
    Content content = action.content();
    // The part with a hit, or the first one with words.
    for (int n = 0; n < content.attachments().size(); n++) {
      String pointer = "attachment:" + n;
      Attachment file = content.attachments().get(n);
      boolean only = content.parts().stream().allMatch(part -> part.text().isBlank());
      boolean hit =
          highlights.stream().anyMatch(each -> each.pointer().equals(pointer))
              && content.parts().stream().noneMatch(part -> isHit(part, highlights));
      if ((hit || only) && file.file().isPresent()) {
        String lead = "File " + file.name() + ": ";
        return Stream.concat(
                MarkedText.pieces(lead, List.of()).stream(),
                cut(file.file().get().extracted().text(), spans(pointer, highlights)).stream())
            .toList();
      }
    }
    return content.parts().stream()
        .filter(part -> isHit(part, highlights))
        .findFirst()
        .or(() -> content.parts().stream().filter(part -> !part.text().isBlank()).findFirst())
        .map(part -> cut(part.text(), spans(part.pointer(), highlights)))
        .orElseGet(() -> MarkedText.pieces(without(action), List.of()));
  }

  private static boolean isHit(TextPart part, List<Hits.Highlight> highlights) {
    return highlights.stream().anyMatch(each -> each.pointer().equals(part.pointer()));
  }

  static List<Span> spans(String pointer, List<Hits.Highlight> highlights) {
    return highlights.stream()
        .filter(each -> each.pointer().equals(pointer))
        .map(each -> new Span(each.start(), each.end(), "hit", ""))
        .toList();
  }

  private static List<Piece> cut(String text, List<Span> spans) {
    int first = spans.stream().mapToInt(Span::start).min().orElse(0);
    int start = first <= SNIPPET - LEAD ? 0 : MarkedText.before(text, first - LEAD);
    int end = MarkedText.behind(text, Math.min(text.length(), start + SNIPPET));
    String shown = (start > 0 ? "… " : "") + text.substring(start, end);
    int moved = (start > 0 ? 2 : 0) - start;
    return MarkedText.pieces(
        shown + (end < text.length() ? " …" : ""),
        spans.stream()
            .filter(span -> span.start() < end)
            .map(
                span ->
                    new Span(
                        span.start() + moved,
                        Math.min(span.end() + moved, shown.length()),
                        span.style(),
                        span.name()))
            .toList());
  }

  /** What to show of an act that says nothing. */
  private static String without(Action action) {
    return switch (action) {
      case Action.Delete delete -> "took back message " + delete.target();
      case Action.React react ->
          (react.removed() ? "took back " : "reacted with ")
              + react.symbol()
              + " on message "
              + react.target();
      case Action.Download download -> "fetched file " + download.file();
      case Action.Read read -> "read up to message " + read.upTo();
      case Action.Invite invite -> "invited " + name(invite.whom());
      case Action.Join _ -> "entered";
      case Action.Leave _ -> "left";
      case Action.Post _, Action.Edit _, Action.Upload _, Action.Describe _ ->
          action.content().attachments().isEmpty()
              ? "no words"
              : "files: "
                  + action.content().attachments().stream()
                      .map(RecordLine::fileName)
                      .collect(Collectors.joining(", "));
    };
  }

  static String fileName(Attachment file) {
    if (!file.name().isEmpty()) {
      return file.name();
    }
    return file.id().map(id -> "file " + id).orElse("a file without a name");
  }
}
