package org.lockkeeper.match;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Finds any number of literals in one pass: the automaton of Aho and Corasick (1975) over classes
 * of chars instead of chars. ASCII capitals share the class of their small letters; all white space
 * is one class and a run of it counts once.
 *
 * <p>States are numbered breadth first, so that the shallow ones, where nearly every char of honest
 * text is spent, come first. Those have every transition written out in a row of {@link #next}. The
 * deep ones, which are most of them, keep only their children, which are neighbours in this order,
 * and the suffix to fall back to; falling back costs at most one step for each char read before.
 *
 * <p>A state is named by its code: a shallow one by the place of its row, a deep one by its number
 * counted from the end of all rows. Codes are negative where a literal ends.
 */
final class AhoCorasick {

  /**
   * 8 MiB of rows. More makes 100,000 terms no faster: by then the rows miss the processor's cache
   * as the deep states do.
   */
  static final int ROW_CELLS = 1 << 21;

  /** Far more than any list needs; a set beyond it is a mistake. */
  static final int MOST_STATES = 1 << 24;

  private static final int NONE = -1;
  private static final int CODE = Integer.MAX_VALUE;
  private static final int ENDS = Integer.MIN_VALUE;

  /** A suffix, which is less than {@link #MOST_STATES}, and above it the bits of a label. */
  private static final int LINK_BITS = 24;

  private static final int LINK = MOST_STATES - 1;
  private static final int SHORT_LABEL = 0xFF;

  private final char[] classOf = new char[0x10000];
  private final int classes;
  private final int spaceClass;

  /** The number of shallow states, and the end of their rows. */
  private final int shallow;

  private final int rowsEnd;
  private final int[] next;

  /** Per state its first child; the next state's first child ends its children. */
  private final int[] firstChild;

  /** Per state the class of the char that leads to it; ascending among siblings. */
  private final char[] label;

  /** Per state the longest proper suffix that is a state. */
  private final int[] suffix;

  /** Per state the literal that ends there, or {@link #NONE}. */
  private final int[] literal;

  /** Per state the longest proper suffix that is a whole literal, or {@link #NONE}. */
  private final int[] shorter;

  /**
   * Per deep state its first child, and beside its suffix a few bits of that child's label, which
   * mostly tell that a char leads nowhere.
   */
  private final int[] heads;

  /** The states where a literal ends. */
  private final BitSet ends;

  /** Told of each occurrence of each literal, by the place one past its end. */
  interface Hits {
    void at(int literal, int end);
  }

  /**
   * Compiles distinct, folded, non-empty literals that neither begin nor end with white space.
   *
   * @throws IllegalArgumentException if they have more prefixes than {@link #MOST_STATES}
   */
  AhoCorasick(List<String> literals) {
    this(literals, ROW_CELLS);
  }

  /** The same with another share of shallow states. */
  AhoCorasick(List<String> literals, int rowCells) {
    Integer[] sorted = sorted(literals);
    int states = states(literals, sorted);
    if (states > MOST_STATES) {
      throw new IllegalArgumentException(
          "the lists together are too large (" + states + " states)");
    }
    this.classes = classify(literals);
    this.spaceClass = classOf[' '];
    this.shallow = Math.clamp(rowCells / classes, 1, states);
    this.rowsEnd = shallow * classes;
    this.next = new int[rowsEnd];
    this.firstChild = new int[states + 1];
    this.label = new char[states];
    this.suffix = new int[states];
    this.literal = new int[states];
    this.shorter = new int[states];
    this.heads = new int[2 * (states - shallow) + 1];
    this.ends = new BitSet(states);
    Arrays.fill(literal, NONE);
    Arrays.fill(shorter, NONE);
    plant(literals, sorted);
    connect();
    for (int state = 0; state < states; state++) {
      ends.set(state, literal[state] != NONE || shorter[state] != NONE);
    }
    writeRows();
    writeHeads();
  }

  void scan(String text, Hits hits) {
    int code = 0;
    char[] units = text.toCharArray();
    for (int at = 0; at < units.length; at++) {
      int kind = classOf[units[at]];
      int to = code < rowsEnd ? next[code + kind] : deep(code - rowsEnd + shallow, kind);
      code = to & CODE;
      if (to < 0) {
        report(state(code), at + 1, hits);
      }
    }
  }

  /** Where an occurrence that ends at a place starts: runs of white space count once. */
  int start(String text, int end, int length) {
    int at = end;
    for (int left = length; left > 0; left--) {
      at--;
      if (classOf[text.charAt(at)] == spaceClass) {
        while (at > 0 && classOf[text.charAt(at - 1)] == spaceClass) {
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

  /** The transition of a deep state. */
  private int deep(int from, int kind) {
    int state = from;
    do {
      int at = 2 * (state - shallow);
      int first = heads[at];
      int link = heads[at + 1];
      int children = heads[at + 2] - first;
      if (children == 1) {
        if (link >>> LINK_BITS == (kind & SHORT_LABEL) && label[first] == kind) {
          return code(first);
        }
      } else if (children > 1) {
        int child = child(state, kind);
        if (child != NONE) {
          return code(child);
        }
      }
      if (kind == spaceClass && label[state] == spaceClass) {
        return code(state);
      }
      state = link & LINK;
    } while (state >= shallow);
    return next[state * classes + kind];
  }

  /** Deep states' records, so that a step reads one line of the processor's cache. */
  private void writeHeads() {
    int deep = label.length - shallow;
    for (int each = 0; each < deep; each++) {
      int state = shallow + each;
      int first = firstChild[state];
      int labelled = first < label.length ? label[first] & SHORT_LABEL : 0;
      heads[2 * each] = first;
      heads[2 * each + 1] = labelled << LINK_BITS | suffix[state];
    }
    heads[2 * deep] = firstChild[label.length];
  }

  private int code(int state) {
    int code = state < shallow ? state * classes : rowsEnd + (state - shallow);
    return ends.get(state) ? code | ENDS : code;
  }

  private int state(int code) {
    return code < rowsEnd ? code / classes : code - rowsEnd + shallow;
  }

  /** The transition of any state, from the trie and the suffixes alone. */
  private int step(int from, int kind) {
    for (int state = from; ; state = suffix[state]) {
      if (kind == spaceClass && label[state] == spaceClass) {
        return state;
      }
      int child = child(state, kind);
      if (child != NONE || state == 0) {
        return Math.max(child, 0);
      }
    }
  }

  private int child(int state, int kind) {
    int low = firstChild[state];
    int high = firstChild[state + 1] - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int there = label[middle];
      if (there == kind) {
        return middle;
      }
      if (there < kind) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return NONE;
  }

  /** Classes in order of chars, so that order by char is order by class; 0 is any other char. */
  private int classify(List<String> literals) {
    boolean[] used = new boolean[0x10000];
    used[' '] = true;
    for (String each : literals) {
      for (int at = 0; at < each.length(); at++) {
        used[each.charAt(at)] = true;
      }
    }
    char count = 1;
    for (int unit = 0; unit < used.length; unit++) {
      if (used[unit]) {
        classOf[unit] = count++;
      }
    }
    for (char capital = 'A'; capital <= 'Z'; capital++) {
      classOf[capital] = classOf[Ascii.small(capital)];
    }
    for (char unit = 0; unit < 0xFFFF; unit++) {
      if (Character.isWhitespace(unit) || Character.isSpaceChar(unit)) {
        classOf[unit] = classOf[' '];
      }
    }
    return count;
  }

  /** The places of literals in order of their chars. */
  private static Integer[] sorted(List<String> literals) {
    Integer[] sorted = new Integer[literals.size()];
    Arrays.setAll(sorted, at -> at);
    Arrays.sort(sorted, (one, two) -> literals.get(one).compareTo(literals.get(two)));
    return sorted;
  }

  /** The root and one state for each distinct prefix. */
  private static int states(List<String> literals, Integer[] sorted) {
    String before = "";
    int states = 1;
    for (Integer id : sorted) {
      String each = literals.get(id);
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

  /** The trie, breadth first: a state holds a range of sorted literals that share a prefix. */
  private void plant(List<String> literals, Integer[] sorted) {
    int states = label.length;
    int[] from = new int[states];
    int[] to = new int[states];
    to[0] = sorted.length;
    int made = 1;
    int level = 1;
    for (int state = 0, depth = 0; state < states; state++) {
      if (state == level) {
        depth++;
        level = made;
      }
      firstChild[state] = made;
      int at = from[state];
      if (at < to[state] && literals.get(sorted[at]).length() == depth) {
        literal[state] = sorted[at++];
      }
      while (at < to[state]) {
        char unit = literals.get(sorted[at]).charAt(depth);
        from[made] = at;
        while (at < to[state] && literals.get(sorted[at]).charAt(depth) == unit) {
          at++;
        }
        to[made] = at;
        label[made] = classOf[unit];
        made++;
      }
    }
    firstChild[states] = made;
  }

  /** Shallow states first, so that a suffix is ready before it is needed. */
  private void connect() {
    for (int state = 0; state < label.length; state++) {
      for (int child = firstChild[state]; child < firstChild[state + 1]; child++) {
        int behind = state == 0 ? 0 : step(suffix[state], label[child]);
        suffix[child] = behind;
        shorter[child] = literal[behind] != NONE ? behind : shorter[behind];
      }
    }
  }

  /** A row is the suffix's row with the state's own children written over it. */
  private void writeRows() {
    for (int state = 0; state < shallow; state++) {
      int row = state * classes;
      if (state != 0) {
        System.arraycopy(next, suffix[state] * classes, next, row, classes);
      }
      for (int child = firstChild[state]; child < firstChild[state + 1]; child++) {
        next[row + label[child]] = code(child);
      }
      if (state != 0 && label[state] == spaceClass) {
        next[row + spaceClass] = row;
      }
    }
  }
}
