package org.lockkeeper.detect.exact;

/**
 * What the values of some columns look like: for digits, letters and both together, how long they
 * are and of how many words. Neighbouring words of no such shape need not be asked about.
 */
final class Shapes {

  /** A longer value is a text; document fingerprints are for those. */
  static final int LONGEST = 100;

  /** Nobody writes a value in more pieces. */
  static final int MOST_WORDS = 12;

  /**
   * Numbers are grouped as people please, whatever the table does: an IBAN of 34 by fours is nine
   * words.
   */
  private static final int GROUPS = 9;

  static final int KINDS = 4;

  /** Two longs a kind: bit n says that values of n units exist. */
  private final long[] lengths;

  private final int[] words;

  Shapes() {
    this(new long[2 * KINDS], new int[KINDS]);
  }

  Shapes(long[] lengths, int[] words) {
    this.lengths = lengths;
    this.words = words;
  }

  void add(int kind, int length, int count) {
    lengths[2 * kind + (length >>> 6)] |= 1L << length;
    int groups = (kind & WordRuns.DIGITS) == 0 ? 0 : GROUPS;
    words[kind] = Math.max(words[kind], Math.min(MOST_WORDS, Math.max(count, groups)));
  }

  /** Whether so many words of this kind and this length together could be a value. */
  boolean possible(int kind, int length, int count) {
    return count <= words[kind] && (lengths[2 * kind + (length >>> 6)] & 1L << length) != 0;
  }

  /** How many words a value may have that has only these kinds; more kinds may still come. */
  int reach(int kind) {
    int both = WordRuns.DIGITS | WordRuns.LETTERS;
    return Math.max(words[kind], words[both]);
  }

  /** How many words a value of exactly this kind may have. */
  int words(int kind) {
    return words[kind];
  }

  long[] lengths() {
    return lengths;
  }

  int[] words() {
    return words;
  }

  int longest() {
    for (int length = LONGEST; length > 0; length--) {
      for (int kind = 1; kind < KINDS; kind++) {
        if ((lengths[2 * kind + (length >>> 6)] & 1L << length) != 0) {
          return length;
        }
      }
    }
    return 0;
  }
}
