package org.lockkeeper.message;

import java.util.Objects;

/**
 * One text a person wrote, and where it stands in what they sent.
 *
 * @param pointer where the text stands in the request: a JSON pointer ({@code /message}, RFC 6901),
 *     a form field ({@code status}), a multipart part; unique within a {@link Content}
 * @param text the text as the person wrote it, decoded from its transport form and otherwise
 *     untouched
 */
public record TextPart(String pointer, String text) {

  public TextPart {
    Objects.requireNonNull(pointer, "pointer");
    Objects.requireNonNull(text, "text");
  }
}
