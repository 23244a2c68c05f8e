package org.lockkeeper.proxy.console;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.SideAction;

/**
 * One record with everything about it, as JSON. Spans count UTF-16 code units, end exclusive.
 *
 * @param type {@code judged}, {@code answered} or {@code unread}
 * @param assigned the service's own ids of the message or files
 * @param policy the version of the rules that decided
 * @param related the positions of other records of the same event or message
 */
@Serdeable
record MessageAnswer(
    String id,
    String position,
    String time,
    String type,
    String service,
    String channel,
    String author,
    String account,
    String action,
    String verdict,
    boolean released,
    List<Text> texts,
    List<File> files,
    List<Text> sent,
    List<String> because,
    String notice,
    String reason,
    List<Finding> findings,
    List<Redaction> redactions,
    List<String> faults,
    List<String> tags,
    String policy,
    String wire,
    int status,
    List<String> assigned,
    List<String> related) {

  static MessageAnswer of(Archive.Found found) {
    ArchiveRecord record = found.entry().record();
    RecordLine line = RecordLine.of(found.entry().position(), record, List.of());
    Optional<ArchiveRecord.Judged> judged =
        record instanceof ArchiveRecord.Judged is ? Optional.of(is) : Optional.empty();
    Optional<MessageEvent> event = judged.map(ArchiveRecord.Judged::message);
    Optional<Decision> decision = judged.map(ArchiveRecord.Judged::decision);
    return new MessageAnswer(
        record.event().toString(),
        line.reference(),
        line.iso(),
        RecordFields.type(record),
        line.service(),
        RecordFields.channel(record),
        line.author(),
        RecordFields.account(record),
        line.act(),
        line.verdict(),
        RecordFields.released(record),
        Text.of(RecordFields.parts(record)),
        event
            .map(is -> is.action().content().attachments().stream().map(File::of).toList())
            .orElse(List.of()),
        judged.map(is -> Text.of(is.sent())).orElse(List.of()),
        decision.map(is -> is.because().stream().map(Object::toString).toList()).orElse(List.of()),
        decision.flatMap(is -> MessageView.notice(is.verdict())).map(Notice::text).orElse(""),
        judged.flatMap(ArchiveRecord.Judged::reason).orElse(""),
        decision.map(is -> is.findings().stream().map(Finding::of).toList()).orElse(List.of()),
        decision.map(MessageAnswer::redactions).orElse(List.of()),
        decision.map(MessageAnswer::faults).orElse(List.of()),
        decision.map(MessageAnswer::tags).orElse(List.of()),
        decision.map(is -> is.policy().value()).orElse(""),
        RecordFields.wire(record),
        record instanceof ArchiveRecord.Answered answered ? answered.status() : 0,
        found.assigned().stream().map(NativeId::value).toList(),
        found.related().stream().map(hit -> RecordLine.reference(hit.position())).toList());
  }

  @Serdeable
  record Text(String pointer, String text) {
    static List<Text> of(List<TextPart> parts) {
      return parts.stream().map(part -> new Text(part.pointer(), part.text())).toList();
    }
  }

  @Serdeable
  record File(
      String id, String name, String type, long size, String sha256, String status, String text) {
    static File of(Attachment file) {
      String id = file.id().map(NativeId::value).orElse("");
      return file.file()
          .map(
              seen ->
                  new File(
                      id,
                      file.name(),
                      seen.extracted().type(),
                      seen.size(),
                      seen.sha256().toString(),
                      seen.extracted().status().label(),
                      seen.extracted().text()))
          .orElseGet(() -> new File(id, file.name(), file.declaredType(), 0, "", "unseen", ""));
    }
  }

  @Serdeable
  record Finding(
      String category,
      String detector,
      String kind,
      String pointer,
      int start,
      int end,
      String confidence) {
    static Finding of(org.lockkeeper.detect.Finding finding) {
      return new Finding(
          Answers.lower(finding.category()),
          finding.detector(),
          finding.kind(),
          finding.pointer(),
          finding.start(),
          finding.end(),
          Answers.lower(finding.confidence()));
    }
  }

  @Serdeable
  record Redaction(String pointer, int start, int end, String replacement) {}

  private static List<Redaction> redactions(Decision decision) {
    return decision.redactions().stream()
        .map(each -> new Redaction(each.pointer(), each.start(), each.end(), each.replacement()))
        .toList();
  }

  private static List<String> faults(Decision decision) {
    return decision.faults().stream()
        .map(fault -> fault.rule().map(rule -> rule + ": ").orElse("") + fault.what())
        .toList();
  }

  private static List<String> tags(Decision decision) {
    return decision.also().stream()
        .filter(SideAction.Tag.class::isInstance)
        .map(SideAction::words)
        .toList();
  }
}
