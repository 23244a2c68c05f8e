package org.lockkeeper.policy;

import java.util.Objects;

/**
 * A span of one text part to be replaced.
 *
 * @param pointer the part, as in {@link org.lockkeeper.message.TextPart#pointer}
 * @param start first UTF-16 code unit of the original text
 * @param end one past the last
 * @param replacement what stands there instead
 */
public record Redaction(String pointer, int start, int end, String replacement) {

  /**
   * @throws IllegalArgumentException if the span is empty or backwards
   */
  public Redaction {
    Objects.requireNonNull(pointer, "pointer");
    Objects.requireNonNull(replacement, "replacement");
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("no span: " + start + " to " + end);
    }
  }
}
