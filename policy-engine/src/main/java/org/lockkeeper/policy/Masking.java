package org.lockkeeper.policy;

import java.util.Objects;
import java.util.Optional;

/**
 * How found text is replaced.
 *
 * @param mask one character stands for each character and leaves spaces and dashes in place; a
 *     longer text, or none, stands for the whole span
 * @param keepLast how many characters at the end stay, for masks of one character
 */
public record Masking(String mask, int keepLast) {

  /** A dot for each character. */
  public static final Masking DOTS = new Masking("•", 0);

  public Masking {
    Objects.requireNonNull(mask, "mask");
  }

  /** What shall stand instead of a text; empty if that would be the text itself. */
  public Optional<String> of(String found) {
    String masked = mask.codePointCount(0, mask.length()) == 1 ? each(found) : mask;
    return masked.equals(found) ? Optional.empty() : Optional.of(masked);
  }

  private String each(String found) {
    long left = found.codePoints().filter(Masking::visible).count() - keepLast;
    StringBuilder masked = new StringBuilder(found.length());
    for (int at = 0; at < found.length(); ) {
      int codePoint = found.codePointAt(at);
      if (visible(codePoint) && left-- > 0) {
        masked.append(mask);
      } else {
        masked.appendCodePoint(codePoint);
      }
      at += Character.charCount(codePoint);
    }
    return masked.toString();
  }

  private static boolean visible(int codePoint) {
    return !Character.isWhitespace(codePoint)
        && codePoint != '-'
        && Character.getType(codePoint) != Character.FORMAT;
  }
}
