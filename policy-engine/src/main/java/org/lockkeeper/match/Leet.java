package org.lockkeeper.match;

import java.util.Arrays;
import java.util.List;

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

  /** What an ASCII char may be in a disguised word. */
  private static final byte[] ROLES = roles();

  private static final byte PART = 1;
  private static final byte SIGN = 2;
  private static final byte SEPARATOR = 4;

  private final NormalText source;
  private final char[] text;

  /** Words that read differently: start, end, and the step from letter to letter. */
  private int[] words = new int[12];

  private int count;

  /** Whether the second reading differs. */
  private boolean ambiguous;

  private Leet(NormalText source) {
    this.source = source;
    this.text = source.folded().toCharArray();
  }

  /** The readings of a text that differ from it and from each other; mostly none. */
  static List<NormalText> readings(NormalText source) {
    Leet leet = new Leet(source);
    leet.look();
    if (leet.count == 0) {
      return List.of();
    }
    NormalText first = leet.read(FIRST, 1);
    return leet.ambiguous ? List.of(first, leet.read(SECOND, 2)) : List.of(first);
  }

  private void look() {
    for (int at = 0; at < text.length; ) {
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
      if (disguised(at, end, step)) {
        if (count + 3 > words.length) {
          words = Arrays.copyOf(words, 2 * words.length);
        }
        words[count++] = at;
        words[count++] = end;
        words[count++] = step;
      }
      at = end;
    }
  }

  /** Whether a word reads differently: a word needs a letter or an {@code @}. */
  private boolean disguised(int start, int end, int step) {
    boolean worded = false;
    boolean changes = step == 2;
    boolean twofold = false;
    int times = 0;
    char before = 0;
    for (int at = start; at < end; at += step) {
      char unit = text[at];
      boolean sign = (role(unit) & SIGN) != 0;
      char letter = sign ? FIRST.charAt(SIGNS.indexOf(unit)) : Ascii.small(unit);
      worded = worded || unit == '@' || (!sign && letter(unit));
      changes |= sign;
      twofold |= unit == '1';
      times = letter == before ? times + 1 : 1;
      before = letter;
      changes |= times >= HELD;
      twofold |= times >= HELD;
    }
    ambiguous |= worded && twofold;
    return worded && changes;
  }

  private static boolean letter(char unit) {
    return unit < 0x80 ? Ascii.letter(unit) : Character.isLetter(unit);
  }

  private NormalText read(String letters, int kept) {
    Rewriting rewriting = new Rewriting(Rewritten.nothing(source.folded()));
    for (int at = 0; at < count; at += 3) {
      word(words[at], words[at + 1], words[at + 2], letters, kept, rewriting);
    }
    Rewritten read = rewriting.finish();
    return source.rewritten(read, read);
  }

  /** Where letters parted one by one end, or -1. */
  private int parted(int start) {
    int next = start + 1;
    if (next >= text.length || (role(text[next]) & SEPARATOR) == 0) {
      return -1;
    }
    char separator = text[next];
    int end = start + 1;
    int count = 1;
    while (end + 1 < text.length
        && text[end] == separator
        && part(end + 1)
        && (end + 2 == text.length || !part(end + 2))) {
      end += 2;
      count++;
    }
    return count < FEWEST_PARTED ? -1 : end;
  }

  private int end(int start) {
    int end = start + 1;
    while (end < text.length && (part(end) || inner(end))) {
      end++;
    }
    return end;
  }

  private void word(int start, int end, int step, String letters, int kept, Rewriting rewriting) {
    for (int at = start; at < end; ) {
      char letter = letter(at, letters);
      int next = at + step;
      while (next < end && letter(next, letters) == letter) {
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
          if (text[each] != letter && !capital(text[each], letter)) {
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

  private char letter(int at, String letters) {
    char unit = text[at];
    return (role(unit) & SIGN) == 0 ? Ascii.small(unit) : letters.charAt(SIGNS.indexOf(unit));
  }

  private static boolean capital(char unit, char small) {
    return Ascii.small(unit) == small;
  }

  private boolean part(int at) {
    char unit = text[at];
    return unit < 0x80 ? (ROLES[unit] & PART) != 0 : unit == '€' || Character.isLetterOrDigit(unit);
  }

  private boolean inner(int at) {
    return INNER.indexOf(text[at]) >= 0 && at + 1 < text.length && part(at + 1);
  }

  private static int role(char unit) {
    return unit < 0x80 ? ROLES[unit] : unit == '€' ? SIGN | PART : 0;
  }

  private static byte[] roles() {
    byte[] roles = new byte[0x80];
    for (char unit = 0; unit < 0x80; unit++) {
      boolean part = Ascii.letterOrDigit(unit) || unit == '@' || unit == '$';
      roles[unit] = (byte) ((part ? PART : 0) | (SIGNS.indexOf(unit) >= 0 ? SIGN : 0));
      roles[unit] |= SEPARATORS.indexOf(unit) >= 0 ? SEPARATOR : 0;
    }
    return roles;
  }
}
