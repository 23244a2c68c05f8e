package org.lockkeeper.match;

import com.ibm.icu.text.BreakIterator;
import java.util.Locale;

/**
 * A text as detectors see it, with a way back to the text as it was written.
 *
 * <p>Two forms of equal length: {@link #cased} is NFKC without default-ignorable characters, {@link
 * #folded} is NFKC_Casefold (Unicode 17 §3.13, UAX #15). In both, decimal digits of any script are
 * ASCII and look-alike letters inside mixed-script words are Latin. ASCII text is its own form: no
 * copy is made, and readers of {@link #folded} must treat ASCII capitals as small letters
 * themselves.
 *
 * <p>Every index is a UTF-16 code unit. Any string is accepted, lone surrogates included.
 */
public final class NormalText {

  /** No grapheme people type is longer; an endless one must not make a search endless. */
  private static final int GRAPHEME_REACH = 64;

  private static final char FIRST_MARK = 0x300;

  private final String original;
  private final String cased;
  private final String folded;
  private final int[] from;
  private final int[] to;

  /** {@code from} and {@code to} hold a source span for each char; empty where nothing moved. */
  NormalText(String original, String cased, String folded, int[] from, int[] to) {
    this.original = original;
    this.cased = cased;
    this.folded = folded;
    this.from = from;
    this.to = to;
  }

  /** Normalises a text, in time linear in its length. */
  public static NormalText of(String original) {
    return ascii(original)
        ? new NormalText(original, original, original, new int[0], new int[0])
        : new Normalizing(original).text();
  }

  /** Normalises a rewritten text; spans lead back to what it was made from. */
  static NormalText of(Rewritten source) {
    if (ascii(source.text())) {
      return new NormalText(
          source.original(), source.text(), source.text(), source.from(), source.to());
    }
    NormalText inner = of(source.text());
    int[] from = new int[inner.length()];
    int[] to = new int[inner.length()];
    for (int at = 0; at < from.length; at++) {
      from[at] = source.from(inner.from(at));
      to[at] = source.to(inner.to(at) - 1);
    }
    return new NormalText(source.original(), inner.cased, inner.folded, from, to);
  }

  /** Both forms rewritten alike. */
  NormalText rewritten(Rewritten newCased, Rewritten newFolded) {
    int[] newFrom = new int[newCased.text().length()];
    int[] newTo = new int[newFrom.length];
    for (int at = 0; at < newFrom.length; at++) {
      newFrom[at] = from(newCased.from(at));
      newTo[at] = to(newCased.to(at) - 1);
    }
    return new NormalText(original, newCased.text(), newFolded.text(), newFrom, newTo);
  }

  /** The text as it was written. */
  public String original() {
    return original;
  }

  /** The normal form that keeps capitals. */
  public String cased() {
    return cased;
  }

  /** The normal form without capitals, save for ASCII ones in an all-ASCII text. */
  public String folded() {
    return folded;
  }

  /** Whether both forms are the same and hold nothing but ASCII. */
  boolean ascii() {
    return ascii(folded);
  }

  /** The length of both forms. */
  public int length() {
    return cased.length();
  }

  /** A span of the folded form, ASCII capitals folded too: for comparing, never for showing. */
  public String key(int start, int end) {
    return folded.substring(start, end).toLowerCase(Locale.ROOT);
  }

  /** Where the original of a non-empty span starts, at a grapheme boundary. */
  public int originalStart(int start) {
    return boundary(from(start), -1);
  }

  /** Where the original of a non-empty span ends, exclusive, at a grapheme boundary. */
  public int originalEnd(int end) {
    return boundary(to(end - 1), 1);
  }

  /** Where the source of a char starts. */
  int from(int at) {
    return from.length == 0 ? at : from[at];
  }

  /** Where the source of a char ends, exclusive. */
  int to(int at) {
    return to.length == 0 ? at + 1 : to[at];
  }

  /** Whether the place between two chars is the edge of a word: not amid letters and digits. */
  public boolean wordEdge(int at) {
    return at == 0
        || at == folded.length()
        || !wordPart(folded.codePointBefore(at))
        || !wordPart(folded.codePointAt(at));
  }

  /** Whether words are made of it. */
  public static boolean wordPart(int codePoint) {
    return codePoint < 0x80
        ? Ascii.letterOrDigit(codePoint)
        : Character.isLetterOrDigit(codePoint)
            || Character.getType(codePoint) == Character.NON_SPACING_MARK;
  }

  /** UAX #29 grapheme clusters, looked for in a bounded neighbourhood. */
  private int boundary(int at, int step) {
    if (at == 0 || at == original.length() || plain(at)) {
      return at;
    }
    int begin = Math.max(0, at - GRAPHEME_REACH);
    int end = Math.min(original.length(), at + GRAPHEME_REACH);
    BreakIterator graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
    graphemes.setText(original.substring(begin, end));
    int local = at - begin;
    if (local == 0 || at == end || graphemes.isBoundary(local)) {
      return at;
    }
    return begin + (step < 0 ? graphemes.preceding(local) : graphemes.following(local));
  }

  /** Below the first combining mark nothing but CR LF is joined (UAX #29 GB3, GB4, GB5, GB999). */
  private boolean plain(int at) {
    char before = original.charAt(at - 1);
    char after = original.charAt(at);
    return before < FIRST_MARK && after < FIRST_MARK && !(before == '\r' && after == '\n');
  }

  private static boolean ascii(String text) {
    return Ascii.beyond(text, 0) == text.length();
  }
}
