package org.lockkeeper.match;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Set;

/**
 * One regular expression, compiled, and where in a text it is worth running.
 *
 * <p>Two kinds. <em>Anchored in a literal</em>: its keywords stand inside every match, so the best
 * of its own literals opens it and the window is as wide as a match can be. <em>In context</em>:
 * its keywords stand somewhere near, and windows have a fixed width. A literal at a fixed distance
 * from the match's start spares even the search: the one possible start is tried, which mostly
 * fails within a few chars.
 */
final class GatedRegex {

  /** How far a match may start before its keyword, and end after it, in chars. */
  static final int WINDOW_BEFORE = 120;

  static final int WINDOW_AFTER = 200;

  /** How far a window that cuts a match off grows, so that it ends at the edge of a word. */
  private static final int EDGE_REACH = 256;

  /** Matches longer than this are cut off like endless ones. */
  private static final int LONGEST_WINDOW = 4_096;

  /** Why a pattern was not tried. */
  static final String SPENT = "the budget for one message was spent before this pattern was tried";

  /** A machine of so many states reads a char in the time that a char of the budget stands for. */
  private static final int STATES_A_CHAR = 64;

  private final Pattern pattern;

  /** The pattern after one char of context, so that a word edge at its start tells the truth. */
  private final Pattern afterOne;

  /** Whose span is the match: 0 for all of it. */
  private final int group;

  private final RegexGate gate;
  private final int before;
  private final int after;
  private final boolean openStart;
  private final boolean openEnd;
  private final boolean fixedStart;
  private final int weight;

  /**
   * Compiles a pattern.
   *
   * @throws IllegalArgumentException if it is no RE2 pattern
   */
  GatedRegex(SearchPattern.Regex regex) {
    this.pattern = Pattern.compile(regex.regex());
    this.afterOne = Pattern.compile("(?s:.)(?:" + regex.regex() + ")");
    this.group = regex.group();
    RegexNode tree = RegexParser.parse(regex.regex());
    this.weight = 1 + tree.states() / STATES_A_CHAR;
    List<String> keywords = regex.keywords().stream().map(GatedPatternSet::literal).toList();
    this.gate = RegexGate.of(regex.regex(), keywords);
    this.openStart = gate.beforeMost() > LONGEST_WINDOW;
    this.openEnd = gate.afterMost() > LONGEST_WINDOW;
    this.before = openStart ? WINDOW_BEFORE : gate.beforeMost();
    this.after = openEnd ? WINDOW_AFTER : gate.afterMost();
    this.fixedStart = !openStart && gate.beforeLeast() == gate.beforeMost();
  }

  /** The literals of which an occurrence opens it. */
  Set<String> opening() {
    return gate.literals();
  }

  /** What a look at one occurrence of an opening literal takes from a {@link Budget}. */
  int cost() {
    return gate.glance().map(RegexGate.Glance::most).orElse(0);
  }

  /** Whether an occurrence of an opening literal may be part of a match. */
  boolean opens(NormalText text, int start) {
    return gate.glance().isEmpty() || gate.glance().get().at(text.cased(), start);
  }

  /** Adds the window around one occurrence of an opening literal. */
  void open(NormalText text, int start, int end, Windows windows) {
    int from = Math.max(0, start - before);
    int to = (int) Math.min(text.length(), (long) end + after);
    if (openStart) {
      from = edge(text, from, -1);
    } else if (from > 0 && Character.isLowSurrogate(text.cased().charAt(from))) {
      from--;
    }
    windows.add(from, openEnd ? edge(text, to, 1) : to);
  }

  /** Looks through windows; stops and says so where the budget ends. */
  void run(int id, NormalText text, Windows windows, Budget budget, PatternSet.Sink sink) {
    try {
      for (int window = 0; window < windows.count(); window++) {
        int start = windows.start(window);
        int end = windows.end(window);
        Piece piece = new Piece(text, start, end);
        boolean once = fixedStart && windows.hits(window) == 1;
        boolean cut = true;
        while (cut) {
          if (!budget.take((long) (piece.end() - start) * weight)) {
            sink.failed(id, SPENT);
            return;
          }
          cut = once ? tryAt(id, piece, sink) : search(id, piece, sink);
          piece = cut ? piece.grown() : piece;
        }
      }
    } catch (RuntimeException | StackOverflowError broken) {
      sink.failed(id, "the pattern engine failed: " + broken.getClass().getSimpleName());
    }
  }

  private boolean tryAt(int id, Piece piece, PatternSet.Sink sink) {
    Matcher matcher = (piece.context() == 0 ? pattern : afterOne).matcher(piece.chars());
    int shift = piece.start() - piece.context();
    return matcher.lookingAt() && tell(id, matcher, shift, piece.start(), piece, sink);
  }

  private boolean search(int id, Piece piece, PatternSet.Sink sink) {
    Matcher matcher = pattern.matcher(piece.chars());
    int shift = piece.start() - piece.context();
    boolean cut = false;
    for (boolean found = matcher.find(piece.context()); found; found = matcher.find()) {
      cut |= tell(id, matcher, shift, shift + matcher.start(), piece, sink);
    }
    return cut;
  }

  /** A window of a text, with one char on each side so that word edges tell the truth. */
  private record Piece(NormalText text, int start, int end) {

    int context() {
      return start == 0 ? 0 : 1;
    }

    String chars() {
      return text.cased().substring(start - context(), Math.min(text.length(), end + 1));
    }

    boolean canGrow() {
      return end < text.length() && end - start < LONGEST_WINDOW;
    }

    Piece grown() {
      int most = Math.min(LONGEST_WINDOW, 2 * (end - start));
      return new Piece(text, start, Math.min(text.length(), start + most));
    }
  }

  /**
   * Tells of a match, or of its group that counts. One that takes in the char after the window may
   * owe itself to the cut: where the pattern has no end it is looked for again in a longer window.
   *
   * @param shift where the searched piece begins in the text
   * @param start where the match begins without its context
   * @return whether the window was too short
   */
  private boolean tell(
      int id, Matcher matcher, int shift, int start, Piece piece, PatternSet.Sink sink) {
    if (shift + matcher.end() > piece.end()) {
      if (!openEnd || piece.canGrow()) {
        return openEnd;
      }
    }
    boolean whole = group == 0 || matcher.start(group) < 0;
    int from = whole ? start : shift + matcher.start(group);
    int to = shift + (whole ? matcher.end() : matcher.end(group));
    if (from < to) {
      sink.match(id, from, to);
    }
    return false;
  }

  private static int edge(NormalText text, int at, int step) {
    int most = EDGE_REACH;
    int place = at;
    while (place > 0 && place < text.length() && most-- > 0 && !text.wordEdge(place)) {
      place += step;
    }
    return place;
  }
}
