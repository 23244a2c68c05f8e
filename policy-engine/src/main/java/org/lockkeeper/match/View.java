package org.lockkeeper.match;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * One way a text can be read. Spans of {@link #text} lead back to exact places of the message,
 * whatever the view did to it.
 *
 * @param seam in a joined view the first char of the message itself; what stands before it are the
 *     author's earlier messages. 0 in every other view
 */
public record View(Kind kind, NormalText text, int seam) {

  /** The ways to read a text, in the order in which findings count. A closed list. */
  public enum Kind {
    /** As written, without what cannot be seen; see {@link NormalText}. */
    FOLDED,
    /** Words wholly of letters that look like Latin ones are Latin words (UTS #39). */
    CONFUSABLE,
    /** As displayed: without Markdown, HTML and chat marks. */
    MARKUP,
    /** With base64, hexadecimal and escapes read. */
    DECODED,
    /** After the author's last messages. */
    JOINED,
    /**
     * Digits and signs as the letters they stand for, stretched and spaced words drawn together.
     */
    LEET;

    /** Where patterns count that ask for nothing else: {@link #LEET} sees words in many numbers. */
    public static final Set<Kind> USUAL = Set.of(FOLDED, CONFUSABLE, MARKUP, DECODED, JOINED);

    /** {@link #USUAL} and {@link #LEET}. */
    public static final Set<Kind> ALL = Set.of(values());

    /** As packs and explanations write it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public View {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
  }

  /** Whether a span says something about this message that no single one of its parts does. */
  public boolean counts(int start, int end) {
    return seam == 0 || start < seam && end > seam;
  }
}
