package org.lockkeeper.match;

import java.util.Arrays;

/**
 * The words of a text, each a run of letters and digits, and what parts them. Made in one pass; a
 * word is a number from 0 on, and its chars are those of {@link NormalText#folded}.
 */
final class Words {

  /** More marks and spaces between two words part them for good. */
  private static final int LONGEST_GAP = 32;

  private static final String ENDS = ".!?;";

  private final NormalText text;
  private int[] starts;
  private int[] ends;

  /** Per word how many partings stand before it. */
  private int[] runs;

  /** Per word how many partings and ends of sentences stand before it. */
  private int[] sentences;

  private int count;

  /** The word looked at last: hits come in order. */
  private int cursor;

  Words(NormalText text) {
    this.text = text;
    int size = 8 + text.length() / 4;
    this.starts = new int[size];
    this.ends = new int[size];
    this.runs = new int[size];
    this.sentences = new int[size];
    read(text.folded().toCharArray());
  }

  private void read(char[] folded) {
    boolean parted = false;
    for (int at = 0; at < folded.length; ) {
      int gap = at;
      boolean ended = false;
      int width = width(folded, at);
      while (width < 0) {
        ended |= ENDS.indexOf(folded[at]) >= 0;
        at -= width;
        if (at >= folded.length) {
          return;
        }
        width = width(folded, at);
      }
      int start = at;
      while (width > 0) {
        at += width;
        width = at < folded.length ? width(folded, at) : 0;
      }
      boolean overlong = at - start > WordForm.LONGEST_WORD;
      add(start, at, parted || overlong || start - gap > LONGEST_GAP, ended);
      parted = overlong;
    }
  }

  /** How many chars the code point at a place has; negative if words are not made of it. */
  private static int width(char[] folded, int at) {
    char unit = folded[at];
    if (unit < 0x80) {
      return Ascii.letterOrDigit(unit) ? 1 : -1;
    }
    int codePoint = Character.codePointAt(folded, at);
    int width = Character.charCount(codePoint);
    return NormalText.wordPart(codePoint) ? width : -width;
  }

  private void add(int start, int end, boolean parted, boolean ended) {
    if (count == starts.length) {
      int size = 2 * count;
      starts = Arrays.copyOf(starts, size);
      ends = Arrays.copyOf(ends, size);
      runs = Arrays.copyOf(runs, size);
      sentences = Arrays.copyOf(sentences, size);
    }
    starts[count] = start;
    ends[count] = end;
    if (count > 0) {
      runs[count] = runs[count - 1] + (parted ? 1 : 0);
      sentences[count] = sentences[count - 1] + (parted || ended ? 1 : 0);
    }
    count++;
  }

  int count() {
    return count;
  }

  int start(int word) {
    return starts[word];
  }

  int end(int word) {
    return ends[word];
  }

  /** Whether nothing between two words parts them for good. */
  boolean oneRun(int first, int last) {
    return runs[first] == runs[last];
  }

  /** Whether no sentence ends between two words either. */
  boolean oneSentence(int first, int last) {
    return sentences[first] == sentences[last];
  }

  /** Whether a word, ASCII capitals folded, is another. */
  boolean is(int word, String other) {
    int start = starts[word];
    if (ends[word] - start != other.length()) {
      return false;
    }
    for (int at = 0; at < other.length(); at++) {
      if (Ascii.small(text.folded().charAt(start + at)) != other.charAt(at)) {
        return false;
      }
    }
    return true;
  }

  /** As {@link NormalText#key}. */
  String key(int word) {
    return text.key(starts[word], ends[word]);
  }

  /**
   * The word a char stands in, or -1 if it is too long for any form or no word at all. Asked for
   * chars in ascending order.
   */
  int at(int place) {
    while (cursor < count && ends[cursor] <= place) {
      cursor++;
    }
    boolean inside = cursor < count && starts[cursor] <= place;
    return inside && ends[cursor] - starts[cursor] <= WordForm.LONGEST_WORD ? cursor : -1;
  }
}
