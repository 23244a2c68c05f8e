package org.lockkeeper.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lockkeeper.extract.Extracted;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.TextPart;

/**
 * Every text of one act that rules read, by pointer: the text parts, {@code attachment:N} for the
 * text and {@code attachment:N/name} for the name of the N-th file (counted from 0), {@code
 * reaction} for a reaction's symbol. No side doors: what a person can write is here.
 *
 * <p>The text of an upload is judged with the message that uses it, so an upload shows its name
 * only.
 *
 * @param parts texts in which a span can be replaced
 * @param fixed texts that are read only
 * @param unread why a file's text is missing here
 */
record Texts(Map<String, String> parts, List<TextPart> fixed, List<String> unread) {

  static Texts of(Action action) {
    Content content = action.content();
    Map<String, String> parts =
        content.parts().stream()
            .collect(Collectors.toMap(TextPart::pointer, TextPart::text, (one, two) -> one + two));
    List<TextPart> fixed = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    for (int at = 0; at < content.attachments().size(); at++) {
      Attachment file = content.attachments().get(at);
      String pointer = "attachment:" + at;
      fixed.add(new TextPart(pointer + "/name", file.name()));
      if (!(action instanceof Action.Upload)) {
        file.file().ifPresent(seen -> fixed.add(new TextPart(pointer, seen.extracted().text())));
        if (Evidence.unreadable(file)) {
          unread.add(pointer + " could not be read: " + why(file));
        }
      }
    }
    if (action instanceof Action.React react) {
      fixed.add(new TextPart("reaction", react.symbol()));
    }
    return new Texts(parts, fixed, unread);
  }

  /** All of them, in order of pointer. */
  List<TextPart> all() {
    return Stream.concat(
            parts.entrySet().stream().map(each -> new TextPart(each.getKey(), each.getValue())),
            fixed.stream())
        .sorted(Comparator.comparing(TextPart::pointer))
        .toList();
  }

  private static String why(Attachment file) {
    return file.file()
        .map(Attachment.Seen::extracted)
        .map(Extracted::status)
        .map(Extracted.Status::label)
        .orElse("its bytes never passed here");
  }
}
