package org.lockkeeper.policy.inspect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.Redactions;
import org.lockkeeper.policy.RuleFault;
import org.lockkeeper.policy.RuleId;
import org.lockkeeper.policy.Verdict;

/**
 * One line out: the decision on one message.
 *
 * @param redacted the text with its redactions applied, where there are any
 */
record InspectAnswer(
    Optional<String> id,
    Verdict verdict,
    List<RuleId> because,
    List<Finding> findings,
    Optional<String> redacted,
    List<String> faults) {

  private static final JsonFactory PLAIN = new JsonFactory();

  /** For texts with lone surrogates, which UTF-8 cannot carry. */
  private static final JsonFactory ESCAPED =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  /**
   * The answer to a request that was judged.
   *
   * @param unread what could not be read before it was judged
   */
  static InspectAnswer of(InspectRequest request, Decision decision, List<String> unread) {
    List<String> faults = new ArrayList<>(unread);
    decision.faults().stream().map(InspectAnswer::words).forEach(faults::add);
    Optional<String> redacted =
        decision.redactions().isEmpty()
            ? Optional.empty()
            : Optional.of(
                Redactions.apply(InspectLine.TEXT, request.text(), decision.redactions()));
    return new InspectAnswer(
        request.id(),
        decision.verdict(),
        decision.because(),
        decision.findings(),
        redacted,
        faults);
  }

  private static String words(RuleFault fault) {
    return fault.rule().map(rule -> rule + ": ").orElse("") + fault.what();
  }

  /** The line, without its end. */
  String json() {
    StringWriter line = new StringWriter();
    boolean torn =
        redacted.filter(InspectAnswer::torn).isPresent()
            || id.filter(InspectAnswer::torn).isPresent();
    try (JsonGenerator json = (torn ? ESCAPED : PLAIN).createGenerator(line)) {
      write(json);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return line.toString();
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    if (id.isPresent()) {
      json.writeStringField("id", id.get());
    } else {
      json.writeNullField("id");
    }
    json.writeStringField("verdict", verdict.label());
    json.writeArrayFieldStart("because");
    for (RuleId rule : because) {
      json.writeString(rule.value());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("findings");
    for (Finding finding : findings) {
      write(finding, json);
    }
    json.writeEndArray();
    if (redacted.isPresent()) {
      json.writeStringField("redacted", redacted.get());
    }
    Optional<Notice> notice = notice(verdict);
    if (notice.isPresent()) {
      json.writeStringField("notice", notice.get().text());
    }
    json.writeArrayFieldStart("faults");
    for (String fault : faults) {
      json.writeString(fault);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(Finding finding, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("category", finding.category().name().toLowerCase(Locale.ROOT));
    json.writeStringField("detector", finding.detector());
    json.writeStringField("kind", finding.kind());
    json.writeNumberField("start", finding.start());
    json.writeNumberField("end", finding.end());
    json.writeStringField("confidence", finding.confidence().name().toLowerCase(Locale.ROOT));
    if (!finding.pointer().equals(InspectLine.TEXT)) {
      json.writeStringField("pointer", finding.pointer());
    }
    json.writeEndObject();
  }

  private static Optional<Notice> notice(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Allow _, Verdict.Redact _ -> Optional.empty();
      case Verdict.Coach coach -> Optional.of(coach.notice());
      case Verdict.Hold hold -> Optional.of(hold.notice());
      case Verdict.Block block -> Optional.of(block.notice());
    };
  }

  private static boolean torn(String text) {
    return text.codePoints()
        .anyMatch(each -> each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE);
  }
}
