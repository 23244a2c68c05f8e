package org.lockkeeper.proxy.flow;

import java.util.List;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Redaction;
import org.lockkeeper.policy.SideAction;

/** Lines that rules put under messages, as changes of the request. */
final class Disclaimers {

  private Disclaimers() {}

  /**
   * The lines a decision adds under the first text of a post or an edit: none where there is no
   * text, or where they stand there already, as when a message is edited.
   */
  static List<Redaction> of(MessageEvent event, Decision decision) {
    boolean speaks = event.action() instanceof Action.Post || event.action() instanceof Action.Edit;
    List<TextPart> parts = event.action().content().parts();
    if (!speaks || parts.isEmpty() || parts.getFirst().text().isBlank()) {
      return List.of();
    }
    TextPart part = parts.getFirst();
    StringBuilder lines = new StringBuilder();
    for (SideAction action : decision.also()) {
      if (action instanceof SideAction.Disclaim(String text) && !part.text().contains(text)) {
        lines.append("\n\n").append(text);
      }
    }
    return lines.isEmpty() ? List.of() : List.of(below(part, decision.redactions(), lines));
  }

  /** A change that ends the text with the lines: the last char, or its redaction, and they. */
  private static Redaction below(TextPart part, List<Redaction> redactions, CharSequence lines) {
    int end = part.text().length();
    for (Redaction redaction : redactions) {
      if (redaction.pointer().equals(part.pointer()) && redaction.end() == end) {
        return new Redaction(
            part.pointer(), redaction.start(), end, redaction.replacement() + lines);
      }
    }
    int last = part.text().offsetByCodePoints(end, -1);
    return new Redaction(part.pointer(), last, end, part.text().substring(last) + lines);
  }
}
