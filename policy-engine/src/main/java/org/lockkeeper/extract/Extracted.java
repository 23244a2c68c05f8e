package org.lockkeeper.extract;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What reading a file gave.
 *
 * @param type the media type found in the bytes, whatever the name claims
 * @param status how far the reading came
 * @param text the text found, over all embedded parts; what was read before a limit stays
 * @param embedded the names or types of parts inside the file, in the order they were met
 */
public record Extracted(String type, Status status, String text, List<String> embedded) {

  /** How far the reading of a file came. Only the first two mean that all text was seen. */
  public enum Status {
    /** All text was read. */
    EXTRACTED,
    /** The file was read whole and holds no text, as an image does. */
    NO_TEXT,
    /** The file, or a part inside it, is locked by a password. */
    ENCRYPTED,
    /** A limit on bytes, time, depth or output ended the reading. */
    LIMIT,
    /** The file is broken, or the reader failed on it. */
    ERROR;

    /** Whether every text in the file was seen. */
    public boolean complete() {
      return this == EXTRACTED || this == NO_TEXT;
    }

    /** The name commands print: {@code no-text}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Extracted {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(text, "text");
    embedded = List.copyOf(embedded);
  }
}
