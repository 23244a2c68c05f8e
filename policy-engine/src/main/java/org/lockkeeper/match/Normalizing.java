package org.lockkeeper.match;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;
import java.util.Arrays;

/**
 * One run of normalisation. ICU4J's Normalizer2 reports no edits, so the text is cut where a
 * normalisation boundary is certain, each piece is normalised alone, and every char that comes out
 * remembers the piece it came from.
 */
final class Normalizing {

  private static final Normalizer2 FOLD = Normalizer2.getNFKCCasefoldInstance();
  private static final Normalizer2 KEEP = Normalizer2.getNFKCInstance();

  /** UAX #15 §13 (stream-safe text): no honest piece has more non-starters than 30. */
  private static final int LONGEST_PIECE = 64;

  /** Per BMP char that maps to one char on its own: the folded form; 0 where it does not. */
  private static final char[] SIMPLE_FOLD = new char[0x10000];

  private static final char[] SIMPLE_KEEP = new char[0x10000];

  static {
    for (char unit = 1; unit < 0xFFFF; unit++) {
      if (!Character.isSurrogate(unit)) {
        String fold = digits(FOLD.normalize(String.valueOf(unit)));
        String keep = kept(String.valueOf(unit));
        if (fold.length() == 1 && keep.length() == 1) {
          SIMPLE_FOLD[unit] = fold.charAt(0);
          SIMPLE_KEEP[unit] = keep.charAt(0);
        }
      }
    }
  }

  private final String original;
  private final StringBuilder cased;
  private final StringBuilder folded;
  private int[] from;
  private int[] to;

  Normalizing(String original) {
    this.original = original;
    this.cased = new StringBuilder(original.length());
    this.folded = new StringBuilder(original.length());
    this.from = new int[original.length()];
    this.to = new int[original.length()];
  }

  NormalText text() {
    for (int at = 0; at < original.length(); ) {
      if (alone(at)) {
        char unit = original.charAt(at);
        put(unit, Ascii.small(unit), at, at + 1);
        at++;
        continue;
      }
      int end = pieceEnd(at);
      char first = original.charAt(at);
      if (end == at + 1 && Character.isSurrogate(first)) {
        put(first, first, at, end);
      } else if (end == at + 1 && SIMPLE_FOLD[first] != 0) {
        put(SIMPLE_KEEP[first], SIMPLE_FOLD[first], at, end);
      } else {
        piece(at, end);
      }
      at = end;
    }
    Confusables.replace(cased, folded);
    return new NormalText(original, cased.toString(), folded.toString(), from, to);
  }

  /** An ASCII char before another: most of any text, and no rule of normalisation joins them. */
  private boolean alone(int at) {
    char unit = original.charAt(at);
    return unit > 0 && unit < 0x80 && at + 1 < original.length() && original.charAt(at + 1) < 0x80;
  }

  private int pieceEnd(int start) {
    int end = start + Character.charCount(original.codePointAt(start));
    while (end < original.length() && end - start < LONGEST_PIECE) {
      int next = original.codePointAt(end);
      if (next < 0x80 || FOLD.hasBoundaryBefore(next)) {
        break;
      }
      end += Character.charCount(next);
    }
    return end;
  }

  private void piece(int start, int end) {
    String raw = original.substring(start, end);
    String fold = digits(FOLD.normalize(raw));
    String keep = kept(raw);
    String same = keep.length() == fold.length() ? keep : fold;
    // Ignorables at a piece's end belong to no char: a span must not grow by what nobody sees.
    int visible = end;
    while (visible > start && ignorable(original.codePointBefore(visible))) {
      visible -= Character.charCount(original.codePointBefore(visible));
    }
    for (int at = 0; at < fold.length(); at++) {
      put(same.charAt(at), fold.charAt(at), start, visible);
    }
  }

  private void put(char keep, char fold, int start, int end) {
    int at = cased.length();
    if (at == from.length) {
      from = Arrays.copyOf(from, at * 2 + 16);
      to = Arrays.copyOf(to, at * 2 + 16);
    }
    from[at] = start;
    to[at] = end;
    cased.append(keep);
    folded.append(fold);
  }

  private static String kept(String raw) {
    StringBuilder kept = new StringBuilder();
    KEEP.normalize(raw)
        .codePoints()
        .filter(codePoint -> !ignorable(codePoint))
        .forEach(kept::appendCodePoint);
    return digits(kept.toString());
  }

  private static boolean ignorable(int codePoint) {
    return UCharacter.hasBinaryProperty(codePoint, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
  }

  private static String digits(String text) {
    if (text.codePoints().noneMatch(Normalizing::foreignDigit)) {
      return text;
    }
    StringBuilder ascii = new StringBuilder();
    text.codePoints()
        .map(each -> foreignDigit(each) ? '0' + Character.digit(each, 10) : each)
        .forEach(ascii::appendCodePoint);
    return ascii.toString();
  }

  private static boolean foreignDigit(int codePoint) {
    return codePoint >= 0x80
        && Character.getType(codePoint) == Character.DECIMAL_DIGIT_NUMBER
        && Character.digit(codePoint, 10) >= 0;
  }
}
