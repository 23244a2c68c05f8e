package org.lockkeeper.detect.exact;

import java.util.Arrays;
import org.lockkeeper.match.NormalText;

/**
 * The words of a text, bare: runs of letters and digits without regard to capitals, what stands
 * between them dropped. In scripts written without spaces each character is a word, because nothing
 * else says where one ends. Linear in the text; any string is accepted.
 */
final class WordRuns {

  /** What a word, or several together, is made of; sets of these are joined by {@code |}. */
  static final int DIGITS = 1;

  static final int LETTERS = 2;

  /** Below this no script is written without spaces: Thai comes first. */
  private static final int FIRST_UNSPACED = 0x0E00;

  private static final byte[] ASCII_KIND = new byte[0x80];

  static {
    Arrays.fill(ASCII_KIND, '0', '9' + 1, (byte) DIGITS);
    Arrays.fill(ASCII_KIND, 'a', 'z' + 1, (byte) LETTERS);
    Arrays.fill(ASCII_KIND, 'A', 'Z' + 1, (byte) LETTERS);
  }

  private final char[] units;
  private int length;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int[] froms = new int[17];
  private byte[] kinds = new byte[16];
  private int count;
  private int unspaced;

  private WordRuns(String folded) {
    this.units = new char[folded.length()];
    boolean open = false;
    for (int at = 0; at < folded.length(); ) {
      char unit = folded.charAt(at);
      int codePoint = unit < 0x80 ? unit : folded.codePointAt(at);
      int next = at + (unit < 0x80 ? 1 : Character.charCount(codePoint));
      int kind = unit < 0x80 ? ASCII_KIND[unit] : kind(codePoint, open);
      if (kind == 0) {
        open = false;
      } else {
        boolean alone = codePoint >= FIRST_UNSPACED && unspaced(codePoint);
        if (!open || alone) {
          begin(at);
        }
        kinds[count - 1] |= (byte) kind;
        ends[count - 1] = next;
        append(folded, at, next);
        open = !alone;
        unspaced += alone ? 1 : 0;
      }
      at = next;
    }
    froms[count] = length;
  }

  static WordRuns of(NormalText text) {
    return new WordRuns(text.folded());
  }

  /** How many words. */
  int count() {
    return count;
  }

  /** Where a word starts in the normal text. */
  int start(int word) {
    return starts[word];
  }

  /** Where a word ends in the normal text, exclusive. */
  int end(int word) {
    return ends[word];
  }

  /** Where a word's first unit stands among the bare units; for {@link #count} their number. */
  int from(int word) {
    return froms[word];
  }

  /** What a word is made of. */
  int kind(int word) {
    return kinds[word];
  }

  char unit(int at) {
    return units[at];
  }

  /** How much the text says: letters of scripts where one stands for a syllable count twice. */
  int weight() {
    return length + unspaced;
  }

  private void begin(int at) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
      kinds = Arrays.copyOf(kinds, count * 2);
      froms = Arrays.copyOf(froms, count * 2 + 1);
    }
    starts[count] = at;
    froms[count] = length;
    count++;
  }

  private void append(String folded, int at, int next) {
    for (int each = at; each < next; each++) {
      char unit = folded.charAt(each);
      units[length++] = unit >= 'A' && unit <= 'Z' ? (char) (unit | 0x20) : unit;
    }
  }

  private static int kind(int codePoint, boolean open) {
    if (Character.isDigit(codePoint)) {
      return DIGITS;
    }
    boolean mark = open && Character.getType(codePoint) == Character.NON_SPACING_MARK;
    return mark || Character.isLetterOrDigit(codePoint) ? LETTERS : 0;
  }

  private static boolean unspaced(int codePoint) {
    return Character.isIdeographic(codePoint)
        || switch (Character.UnicodeScript.of(codePoint)) {
          case HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
          // The list of scripts is Unicode's and grows with every Java.
          default -> false;
        };
  }
}
