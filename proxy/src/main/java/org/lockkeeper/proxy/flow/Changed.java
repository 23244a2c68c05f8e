package org.lockkeeper.proxy.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Redaction;

/** The texts of a message as they go on, where that differs from what was written. */
final class Changed {

  private Changed() {}

  /**
   * The parts that the changes touch, with the changes applied. Changes of one part must not
   * overlap.
   */
  static List<TextPart> parts(Content content, List<Redaction> changes) {
    if (changes.isEmpty()) {
      return List.of();
    }
    List<TextPart> changed = new ArrayList<>();
    for (TextPart part : content.parts()) {
      List<Redaction> here =
          changes.stream()
              .filter(change -> change.pointer().equals(part.pointer()))
              .sorted(Comparator.comparingInt(Redaction::start).reversed())
              .toList();
      if (!here.isEmpty()) {
        StringBuilder text = new StringBuilder(part.text());
        here.forEach(change -> text.replace(change.start(), change.end(), change.replacement()));
        changed.add(new TextPart(part.pointer(), text.toString()));
      }
    }
    return changed;
  }
}
