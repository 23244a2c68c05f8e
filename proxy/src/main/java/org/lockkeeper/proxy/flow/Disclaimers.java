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
    int end = part.text().length();
    return lines.isEmpty()
        ? List.of()
        : List.of(new Redaction(part.pointer(), end, end, lines.toString()));
  }
}
