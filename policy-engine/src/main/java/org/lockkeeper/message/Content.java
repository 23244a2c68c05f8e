package org.lockkeeper.message;

import java.util.List;

/**
 * What was said: named text parts and files. Each part's pointer says where in the request it
 * stands, so that redaction and explanation are exact.
 */
public record Content(List<TextPart> parts, List<Attachment> attachments) {

  /** Nothing said. */
  public static final Content EMPTY = new Content(List.of(), List.of());

  public Content {
    parts = List.copyOf(parts);
    attachments = List.copyOf(attachments);
  }

  /** One text and no file. */
  public static Content text(String pointer, String text) {
    return new Content(List.of(new TextPart(pointer, text)), List.of());
  }
}
