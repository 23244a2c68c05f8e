package org.lockkeeper.match;

import java.util.Arrays;
import java.util.List;

/**
 * Finds any number of literals in one pass: the automaton of Aho and Corasick (1975), every
 * transition written out, over classes of chars instead of chars. ASCII capitals share the class of
 * their small letters; all white space is one class and a run of it counts once.
 *
 * <p>Cells of {@link #next} hold the next state's row, negative where a literal ends there.
 */
final class AhoCorasick {

  /** 256 MiB of table. A set that needs more is a mistake, or wants another engine. */
  static final long MOST_CELLS = 1L << 26;

  private static final int NONE = -1;
  private static final int SPACE_CLASS = 1;
  private static final int ROW = Integer.MAX_VALUE;

  private final char[] classOf = new char[0x10000];
  private final int classes;
  private final int[] next;

  /** Per state the literal that ends there, or {@link #NONE}. */
  private final int[] literal;

  /** Per state the longest proper suffix that is a whole literal, or {@link #NONE}. */
  private final int[] shorter;

  /** Told of each occurrence of each literal, by the place one past its end. */
  interface Hits {
    void at(int literal, int end);
  }

  /**
   * Compiles distinct, folded, non-empty literals.
   *
   * @throws IllegalArgumentException if the table would pass {@link #MOST_CELLS}
   */
  AhoCorasick(List<String> literals) {
    this.classes = classify(literals);
    int states = states(literals);
    if ((long) states * classes > MOST_CELLS) {
      throw new IllegalArgumentException(
          "the lists together are too large (" + states + " states of " + classes + " letters)");
    }
    this.next = new int[states * classes];
    this.literal = new int[states];
    this.shorter = new int[states];
    Arrays.fill(literal, NONE);
    Arrays.fill(shorter, NONE);
    plant(literals);
    connect(states);
  }

  void scan(String text, Hits hits) {
    int row = 0;
    boolean space = false;
    for (int at = 0; at < text.length(); at++) {
      int kind = classOf[text.charAt(at)];
      if (kind == SPACE_CLASS) {
        if (space) {
          continue;
        }
        space = true;
      } else {
        space = false;
      }
      int cell = next[row + kind];
      row = cell & ROW;
      if (cell < 0) {
        report(row / classes, at + 1, hits);
      }
    }
  }

  /** Where an occurrence that ends at a place starts: runs of white space count once. */
  int start(String text, int end, int length) {
    int at = end;
    for (int left = length; left > 0; left--) {
      at--;
      if (classOf[text.charAt(at)] == SPACE_CLASS) {
        while (at > 0 && classOf[text.charAt(at - 1)] == SPACE_CLASS) {
          at--;
        }
      }
    }
    return at;
  }

  private void report(int state, int end, Hits hits) {
    for (int each = literal[state] != NONE ? state : shorter[state];
        each != NONE;
        each = shorter[each]) {
      hits.at(literal[each], end);
    }
  }

  private int classify(List<String> literals) {
    for (char unit = 0; unit < 0xFFFF; unit++) {
      if (Character.isWhitespace(unit) || Character.isSpaceChar(unit)) {
        classOf[unit] = SPACE_CLASS;
      }
    }
    char count = SPACE_CLASS + 1;
    for (String each : literals) {
      for (int at = 0; at < each.length(); at++) {
        char unit = each.charAt(at);
        if (classOf[unit] == 0) {
          classOf[unit] = count++;
        }
      }
    }
    for (char capital = 'A'; capital <= 'Z'; capital++) {
      classOf[capital] = classOf[Ascii.small(capital)];
    }
    return count;
  }

  /** The root and one state for each distinct prefix. */
  private static int states(List<String> literals) {
    String before = "";
    int states = 1;
    for (String each : literals.stream().sorted().toList()) {
      int common = 0;
      int most = Math.min(before.length(), each.length());
      while (common < most && before.charAt(common) == each.charAt(common)) {
        common++;
      }
      states += each.length() - common;
      before = each;
    }
    return states;
  }

  private void plant(List<String> literals) {
    int states = 1;
    for (int id = 0; id < literals.size(); id++) {
      String each = literals.get(id);
      int state = 0;
      for (int at = 0; at < each.length(); at++) {
        int cell = state * classes + classOf[each.charAt(at)];
        if (next[cell] == 0) {
          next[cell] = states++;
        }
        state = next[cell];
      }
      literal[state] = id;
    }
  }

  /** Breadth first: each missing transition is the one of the longest proper suffix. */
  private void connect(int states) {
    int[] suffix = new int[states];
    int[] queue = new int[states];
    int filled = 1;
    for (int taken = 0; taken < filled; taken++) {
      int state = queue[taken];
      if (state != 0) {
        int behind = suffix[state];
        shorter[state] = literal[behind] != NONE ? behind : shorter[behind];
      }
      for (int kind = 0; kind < classes; kind++) {
        int child = next[state * classes + kind];
        int fallback = state == 0 ? 0 : next[suffix[state] * classes + kind];
        if (child != 0) {
          suffix[child] = fallback;
          queue[filled++] = child;
        } else {
          next[state * classes + kind] = fallback;
        }
      }
    }
    // Only now may cells carry rows and marks: the walk above reads them as plain states.
    for (int cell = 0; cell < next.length; cell++) {
      int state = next[cell];
      boolean ends = literal[state] != NONE || shorter[state] != NONE;
      next[cell] = state * classes | (ends ? Integer.MIN_VALUE : 0);
    }
  }
}
