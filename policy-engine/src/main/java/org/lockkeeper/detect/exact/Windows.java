package org.lockkeeper.detect.exact;

/**
 * Walks over the neighbouring words of a text that could be a value by their shape. At most {@link
 * Shapes#MOST_WORDS} steps a word, so linear in the text.
 */
final class Windows {

  /** Between the parts of one value stand a blank, a dash, a dot and blanks around it. */
  private static final int WIDEST_GAP = 3;

  private final ExactKey key;
  private final long[] powers;
  private final Shapes shapes;
  private final int longest;

  Windows(ExactKey key, long[] powers, Shapes shapes) {
    this.key = key;
    this.powers = powers;
    this.shapes = shapes;
    this.longest = shapes.longest();
  }

  /** Told of each. */
  interface Sink {

    /** Words {@code first} to {@code last}, shorter ones before longer ones of the same start. */
    void window(int first, int last, long spread);
  }

  /**
   * Walks over a text's words.
   *
   * @param hashes room for a quick hash a word; 0 where none was made yet
   */
  void walk(WordRuns runs, long[] hashes, Sink sink) {
    int end = runs.count();
    for (int first = 0; first < end; first++) {
      int kind = 0;
      long hash = 0;
      for (int last = first; last < end && near(runs, first, last); last++) {
        int length = runs.from(last + 1) - runs.from(first);
        kind |= runs.kind(last);
        int count = last - first + 1;
        if (length > longest || count > shapes.reach(kind)) {
          break;
        }
        if (kind == WordRuns.LETTERS
            && count > shapes.words(kind)
            && !numberFollows(runs, first, last)) {
          break;
        }
        hash = ExactKey.joined(hash, hash(runs, hashes, last), powers[width(runs, last)]);
        if (shapes.possible(kind, length, count)) {
          sink.window(first, last, key.spread(hash));
        }
      }
    }
  }

  private long hash(WordRuns runs, long[] hashes, int word) {
    if (hashes[word] == 0) {
      hashes[word] = key.word(runs, word);
    }
    return hashes[word];
  }

  private static int width(WordRuns runs, int word) {
    return runs.from(word + 1) - runs.from(word);
  }

  private static boolean near(WordRuns runs, int first, int last) {
    return last == first || runs.start(last) - runs.end(last - 1) <= WIDEST_GAP;
  }

  /** In prose no number comes near enough to make a mixed value of letters. */
  private boolean numberFollows(WordRuns runs, int first, int last) {
    int most = Math.min(runs.count(), first + shapes.reach(WordRuns.LETTERS));
    for (int word = last + 1; word < most; word++) {
      if ((runs.kind(word) & WordRuns.DIGITS) != 0) {
        return true;
      }
    }
    return false;
  }
}
