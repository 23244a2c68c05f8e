package org.lockkeeper.match;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The engine in plain Java. One pass of {@link AhoCorasick} finds every term and every regex's
 * keywords; a regex (RE2/J, linear) is run only on the windows around its keywords. Windows of one
 * regex are merged, so no char is read twice by the same pattern whatever the text.
 */
public final class GatedPatternSet implements PatternSet {

  /** How far a match may start before its keyword, and end after it, in chars. */
  static final int WINDOW_BEFORE = 120;

  static final int WINDOW_AFTER = 200;

  /** How far a window grows so that its edges are word edges, where {@code \b} tells the truth. */
  private static final int EDGE_REACH = 256;

  private final List<SearchPattern> patterns;
  private final List<Pattern> regexes;
  private final int[] groups;
  private final List<String> literals;
  private final int[][] users;
  private final AhoCorasick automaton;

  /**
   * Compiles patterns.
   *
   * @throws IllegalArgumentException if a regex is no RE2 pattern, a literal is empty after
   *     normalisation, or the lists are too large
   */
  public GatedPatternSet(List<SearchPattern> patterns) {
    this.patterns = List.copyOf(patterns);
    this.regexes = new ArrayList<>();
    this.groups = new int[patterns.size()];
    Map<String, List<Integer>> usersOf = new LinkedHashMap<>();
    for (int id = 0; id < patterns.size(); id++) {
      switch (patterns.get(id)) {
        case SearchPattern.Term term -> {
          regexes.add(NEVER);
          usersOf.computeIfAbsent(literal(term.text()), _ -> new ArrayList<>()).add(id);
        }
        case SearchPattern.Regex regex -> {
          regexes.add(Pattern.compile(regex.regex()));
          groups[id] = regex.group();
          for (String keyword : regex.keywords()) {
            usersOf.computeIfAbsent(literal(keyword), _ -> new ArrayList<>()).add(id);
          }
        }
      }
    }
    this.literals = List.copyOf(usersOf.keySet());
    this.users =
        usersOf.values().stream()
            .map(ids -> ids.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    this.automaton = new AhoCorasick(literals);
  }

  @Override
  public void find(NormalText text, Sink sink) {
    Map<Integer, Windows> windows = new TreeMap<>();
    automaton.scan(
        text.folded(),
        (literal, end) -> {
          int start = automaton.start(text.folded(), end, literals.get(literal).length());
          for (int user : users[literal]) {
            switch (patterns.get(user)) {
              case SearchPattern.Term term -> {
                if (stands(term, text, start, end)) {
                  sink.match(user, start, end);
                }
              }
              case SearchPattern.Regex _ ->
                  windows.computeIfAbsent(user, _ -> new Windows()).add(start, end);
            }
          }
        });
    windows.forEach((user, places) -> run(user, places, text, sink));
  }

  /** A literal as the automaton holds it: folded, white space collapsed. */
  static String literal(String text) {
    String folded = NormalText.of(text).key(0, NormalText.of(text).length());
    String literal = collapse(folded);
    if (literal.isEmpty()) {
      throw new IllegalArgumentException("a term without any visible character");
    }
    return literal;
  }

  private static boolean stands(SearchPattern.Term term, NormalText text, int start, int end) {
    if (term.word() && !(text.wordEdge(start) && text.wordEdge(end))) {
      return false;
    }
    return !term.exactCase()
        || collapse(text.cased().substring(start, end))
            .equals(collapse(NormalText.of(term.text()).cased()));
  }

  private void run(int user, Windows places, NormalText text, Sink sink) {
    try {
      int done = 0;
      for (int[] place : places.merged()) {
        int begin = Math.max(done, edge(text, Math.max(0, place[0] - WINDOW_BEFORE), -1));
        int end = edge(text, Math.min(text.length(), place[1] + WINDOW_AFTER), 1);
        if (begin < end) {
          Matcher matcher = regexes.get(user).matcher(text.cased().substring(begin, end));
          while (matcher.find()) {
            int group = matcher.start(groups[user]) < 0 ? 0 : groups[user];
            sink.match(user, begin + matcher.start(group), begin + matcher.end(group));
          }
          done = end;
        }
      }
    } catch (RuntimeException | StackOverflowError broken) {
      sink.failed(user, "the pattern engine failed: " + broken.getClass().getSimpleName());
    }
  }

  private static int edge(NormalText text, int at, int step) {
    int most = EDGE_REACH;
    int place = at;
    while (place > 0 && place < text.length() && most-- > 0 && !text.wordEdge(place)) {
      place += step;
    }
    return place;
  }

  private static String collapse(String text) {
    StringBuilder collapsed = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (!Character.isWhitespace(unit) && !Character.isSpaceChar(unit)) {
        collapsed.append(unit);
      } else if (!collapsed.isEmpty() && collapsed.charAt(collapsed.length() - 1) != ' ') {
        collapsed.append(' ');
      }
    }
    return collapsed.toString().strip();
  }

  /** Keyword places of one regex, joined where their windows touch. Places come in order of end. */
  private static final class Windows {
    private final List<int[]> merged = new ArrayList<>();

    void add(int start, int end) {
      if (!merged.isEmpty()
          && start - WINDOW_BEFORE - EDGE_REACH
              <= merged.getLast()[1] + WINDOW_AFTER + EDGE_REACH) {
        int[] last = merged.getLast();
        last[0] = Math.min(last[0], start);
        last[1] = Math.max(last[1], end);
      } else {
        merged.add(new int[] {start, end});
      }
    }

    List<int[]> merged() {
      return merged;
    }
  }

  /** Holds the place of terms in the list of regexes. */
  private static final Pattern NEVER = Pattern.compile("[^\\x00-\\x{10FFFF}]");
}
