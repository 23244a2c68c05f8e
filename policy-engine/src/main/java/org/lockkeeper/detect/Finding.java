package org.lockkeeper.detect;

import java.util.Objects;

/**
 * One thing a detector found, and exactly where.
 *
 * @param category what sort of thing
 * @param detector the detector's name, {@code payment-card}
 * @param kind which one of its kind, {@code visa}; the detector's name again when there is only one
 * @param pointer the text part it stands in, or {@code attachment:N} for the N-th file's text
 * @param start first UTF-16 code unit in the original text
 * @param end one past the last
 */
public record Finding(
    Category category,
    String detector,
    String kind,
    String pointer,
    int start,
    int end,
    Confidence confidence) {

  /** The sorts of things there are to find. */
  public enum Category {
    SECRET,
    IDENTIFIER,
    LEXICON,
    URL,
    FILE,
    WALL
  }

  /** How sure a detector is. Ordered: high is greater than low. */
  public enum Confidence {
    LOW,
    MEDIUM,
    HIGH
  }

  public Finding {
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(detector, "detector");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(pointer, "pointer");
    Objects.requireNonNull(confidence, "confidence");
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no span: " + start + " to " + end);
    }
  }
}
