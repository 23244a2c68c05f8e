package org.lockkeeper.proxy.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Redaction;

/**
 * The last line {@code reason: …} by which a person answers a coaching question. Taken off before
 * the message goes on.
 *
 * @param reason the reason given, without the word before it; never empty
 * @param rest the content without the line
 * @param removal the span that takes the line, and the line break before it, out of the request
 */
record ReasonLine(String reason, Content rest, Redaction removal) {

  private static final String WORD = "reason:";

  /** Finds the line in the first part that ends with one. */
  static Optional<ReasonLine> in(Content content) {
    List<TextPart> parts = content.parts();
    for (int i = 0; i < parts.size(); i++) {
      Optional<ReasonLine> found = in(content, i, parts.get(i));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<ReasonLine> in(Content content, int index, TextPart part) {
    String text = part.text();
    int end = text.stripTrailing().length();
    int line = lineBreakBefore(text, end);
    if (line < 0) {
      return Optional.empty();
    }
    int start = line + 1;
    if (!text.regionMatches(true, start, WORD, 0, WORD.length())) {
      return Optional.empty();
    }
    String reason = text.substring(start + WORD.length(), end).strip();
    if (reason.isEmpty()) {
      return Optional.empty();
    }
    int cut = text.startsWith("\r\n", line - 1) ? line - 1 : line;
    List<TextPart> rest = new ArrayList<>(content.parts());
    rest.set(index, new TextPart(part.pointer(), text.substring(0, cut)));
    return Optional.of(
        new ReasonLine(
            reason,
            new Content(rest, content.attachments()),
            new Redaction(part.pointer(), cut, text.length(), "")));
  }

  private static int lineBreakBefore(String text, int end) {
    return Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1));
  }
}
