package org.lockkeeper.match;

/**
 * Reads words as people disguise them from filters: digits and signs for letters ({@code 1d10t},
 * {@code @ss}), letters held down ({@code idiooot}), letters parted one by one ({@code i d i o t},
 * {@code i.d.i.o.t}).
 *
 * <p>Two readings, because {@code 1} is an i or an l, and a letter held down was one or two: the
 * first takes i and one, the second l and two. A word needs a letter or an {@code @}: numbers and
 * prices stay what they are.
 */
final class Leet {

  private static final String SIGNS = "013456789@$€!|+";
  private static final String FIRST = "oieasgtbgaseilt";
  private static final String SECOND = "oleasgtbgaseilt";

  /** Signs that stand for a letter only amid others: "Hey!" and "C++" do not. */
  private static final String INNER = "!|+";

  private static final String SEPARATORS = " .-_*,/";

  /** Fewer letters on their own are initials or a list. */
  private static final int FEWEST_PARTED = 3;

  /** As often the same letter, and it was held down. */
  private static final int HELD = 3;

  private final NormalText source;
  private final String text;
  private final Rewriting rewriting;
  private final String letters;
  private final int kept;

  private Leet(NormalText source, String letters, int kept) {
    this.source = source;
    this.text = source.folded();
    this.rewriting = new Rewriting(Rewritten.nothing(text));
    this.letters = letters;
    this.kept = kept;
  }

  /** The reading with i and single letters; the same text if it holds no such word. */
  static NormalText first(NormalText source) {
    return new Leet(source, FIRST, 1).read();
  }

  /** The reading with l and double letters. */
  static NormalText second(NormalText source) {
    return new Leet(source, SECOND, 2).read();
  }

  private NormalText read() {
    for (int at = 0; at < text.length(); ) {
      if (!part(at)) {
        at++;
        continue;
      }
      int end = parted(at);
      int step = 2;
      if (end < 0) {
        end = end(at);
        step = 1;
      }
      if (worded(at, end, step)) {
        word(at, end, step);
      }
      at = end;
    }
    if (!rewriting.changed()) {
      return source;
    }
    Rewritten read = rewriting.finish();
    return source.rewritten(read, read);
  }

  /** Where letters parted one by one end, or -1. */
  private int parted(int start) {
    int next = start + 1;
    if (next >= text.length() || SEPARATORS.indexOf(text.charAt(next)) < 0) {
      return -1;
    }
    char separator = text.charAt(next);
    int end = start + 1;
    int count = 1;
    while (end + 1 < text.length()
        && text.charAt(end) == separator
        && part(end + 1)
        && (end + 2 == text.length() || !part(end + 2))) {
      end += 2;
      count++;
    }
    return count < FEWEST_PARTED ? -1 : end;
  }

  private int end(int start) {
    int end = start + 1;
    while (end < text.length() && (part(end) || inner(end))) {
      end++;
    }
    return end;
  }

  private boolean worded(int start, int end, int step) {
    for (int at = start; at < end; at += step) {
      if (Character.isLetter(text.charAt(at)) || text.charAt(at) == '@') {
        return true;
      }
    }
    return false;
  }

  private void word(int start, int end, int step) {
    for (int at = start; at < end; ) {
      char letter = letter(at);
      int next = at + step;
      while (next < end && letter(next) == letter) {
        next += step;
      }
      int times = (next - at) / step;
      int runEnd = next - step + 1;
      int most = times < HELD ? times : kept;
      if (most < times) {
        // Each letter that stays stands for the whole run, so the whole run can be redacted.
        rewriting.replace(at, runEnd, String.valueOf(letter).repeat(most));
      } else {
        for (int each = at; each < next; each += step) {
          if (text.charAt(each) != letter && !capital(text.charAt(each), letter)) {
            rewriting.replace(each, each + 1, String.valueOf(letter));
          }
          if (step == 2 && each + 1 < runEnd) {
            rewriting.drop(each + 1, each + 2);
          }
        }
      }
      if (step == 2 && next < end) {
        rewriting.drop(runEnd, next);
      }
      at = next;
    }
  }

  private char letter(int at) {
    char unit = text.charAt(at);
    int sign = SIGNS.indexOf(unit);
    return sign < 0 ? Ascii.small(unit) : letters.charAt(sign);
  }

  private static boolean capital(char unit, char small) {
    return Ascii.small(unit) == small;
  }

  private boolean part(int at) {
    char unit = text.charAt(at);
    return Character.isLetterOrDigit(unit) || unit == '@' || unit == '$' || unit == '€';
  }

  private boolean inner(int at) {
    return INNER.indexOf(text.charAt(at)) >= 0 && at + 1 < text.length() && part(at + 1);
  }
}
