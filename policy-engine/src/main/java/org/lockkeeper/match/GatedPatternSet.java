package org.lockkeeper.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The engine in plain Java. One pass of {@link AhoCorasick} finds every term and every literal that
 * opens a regex; a regex (RE2/J, linear) is run only on the windows around those. Windows of one
 * regex are merged, so no char is read twice by the same pattern whatever the text.
 */
public final class GatedPatternSet implements PatternSet {

  private static final int[] NO_WORK = {};

  private final List<SearchPattern> patterns;
  private final List<GatedRegex> regexes = new ArrayList<>();

  /** Per regex the pattern it is. */
  private final int[] idOf;

  /** Per pattern its place among the regexes, or among the texts of terms. */
  private final int[] placeOf;

  /** Per term its text as it stands in {@link NormalText#cased}, where capitals matter. */
  private final List<String> exact = new ArrayList<>();

  /** Per literal its length, and whether a run of white space may stand for a char of it. */
  private final int[] lengths;

  private final boolean[] spaced;

  /** Per literal the patterns it is a term of, the forms of words it may be, and what it opens. */
  private final int[][] terms;

  private final int[][] forms;
  private final int[][] opened;
  private final PhraseIndex phrases;
  private final AhoCorasick automaton;
  private final RegexFilter filter;

  /**
   * Compiles patterns.
   *
   * @throws IllegalArgumentException if a regex is no RE2 pattern, a literal is empty after
   *     normalisation, or the lists are too large
   */
  public GatedPatternSet(List<SearchPattern> patterns) {
    this(patterns, GatedRegex::new, _ -> RegexFilter.NONE);
  }

  /**
   * Compiles patterns with a way to compile one regex, which may remember, and a filter for all.
   */
  GatedPatternSet(
      List<SearchPattern> patterns,
      Function<SearchPattern.Regex, GatedRegex> compile,
      Function<List<SearchPattern.Regex>, RegexFilter> filter) {
    this.patterns = List.copyOf(patterns);
    this.placeOf = new int[patterns.size()];
    Map<String, Users> usersOf = new LinkedHashMap<>();
    for (int id = 0; id < patterns.size(); id++) {
      switch (patterns.get(id)) {
        case SearchPattern.Term term -> {
          placeOf[id] = exact.size();
          exact.add(term.exactCase() ? collapse(NormalText.of(term.text()).cased()) : "");
          usersOf.computeIfAbsent(literal(term.text()), _ -> new Users()).terms.add(id);
        }
        case SearchPattern.Phrase _, SearchPattern.Near _ -> {}
        case SearchPattern.Regex regex -> {
          GatedRegex gated = compile.apply(regex);
          placeOf[id] = regexes.size();
          regexes.add(gated);
          for (String opening : gated.opening()) {
            usersOf.computeIfAbsent(opening, _ -> new Users()).opened.add(id);
          }
        }
      }
    }
    this.phrases = PhraseIndex.of(patterns);
    for (int form = 0; form < phrases.forms().size(); form++) {
      if (phrases.sought(form)) {
        String literal = phrases.form(form).literal();
        usersOf.computeIfAbsent(literal, _ -> new Users()).forms.add(form);
      }
    }
    this.idOf =
        IntStream.range(0, placeOf.length)
            .filter(id -> patterns.get(id) instanceof SearchPattern.Regex)
            .toArray();
    this.filter =
        filter.apply(
            patterns.stream()
                .filter(SearchPattern.Regex.class::isInstance)
                .map(SearchPattern.Regex.class::cast)
                .toList());
    List<String> literals = List.copyOf(usersOf.keySet());
    this.lengths = literals.stream().mapToInt(String::length).toArray();
    this.spaced = new boolean[lengths.length];
    for (int at = 0; at < spaced.length; at++) {
      spaced[at] = literals.get(at).indexOf(' ') >= 0;
    }
    this.terms = usersOf.values().stream().map(users -> users.terms.all()).toArray(int[][]::new);
    this.forms = usersOf.values().stream().map(users -> users.forms.all()).toArray(int[][]::new);
    this.opened = usersOf.values().stream().map(users -> users.opened.all()).toArray(int[][]::new);
    this.automaton = new AhoCorasick(literals);
  }

  @Override
  public void find(NormalText text, Budget budget, Sink sink) {
    Search search = new Search(text, budget, sink);
    automaton.scan(text.folded(), search);
    search.phrases.finish(budget, sink);
    search.regexes();
  }

  /** A literal as the automaton holds it: folded, white space collapsed. */
  static String literal(String text) {
    NormalText normal = NormalText.of(text);
    String literal = collapse(normal.key(0, normal.length()));
    if (literal.isEmpty()) {
      throw new IllegalArgumentException("a term without any visible character");
    }
    return literal;
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

  /** One text's search: terms are told at once, windows of regexes are gathered first. */
  private final class Search implements AhoCorasick.Hits {
    private final NormalText text;
    private final PhraseSearch phrases;
    private final Budget budget;
    private final Sink sink;

    /** Per regex its windows; empty until the first one opens. */
    private Windows[] windows = {};

    /** Per regex how far glances have read; empty until the first one. */
    private int[] glanced = NO_WORK;

    private int openings;

    Search(NormalText text, Budget budget, Sink sink) {
      this.text = text;
      this.phrases = new PhraseSearch(GatedPatternSet.this.phrases, text);
      this.budget = budget;
      this.sink = sink;
    }

    @Override
    public void at(int literal, int end) {
      int length = lengths[literal];
      int start = spaced[literal] ? automaton.start(text.folded(), end, length) : end - length;
      for (int user : terms[literal]) {
        switch (patterns.get(user)) {
          case SearchPattern.Term term -> {
            if (stands(term, exact.get(placeOf[user]), start, end)) {
              sink.match(user, start, end);
            }
          }
          case SearchPattern.Phrase _, SearchPattern.Near _, SearchPattern.Regex _ -> {}
        }
      }
      for (int form : forms[literal]) {
        phrases.hit(form, start, end);
      }
      for (int user : opened[literal]) {
        open(user, start, end);
      }
    }

    private void open(int user, int start, int end) {
      int place = placeOf[user];
      GatedRegex regex = regexes.get(place);
      if (glanced.length == 0) {
        glanced = new int[regexes.size()];
      }
      // Where hits crowd, looking at each would read the text many times; windows merge.
      if (start >= glanced[place]) {
        if (!budget.take(regex.cost())) {
          sink.failed(user, GatedRegex.SPENT);
          return;
        }
        glanced[place] = start + regex.cost();
        if (!regex.opens(text, start)) {
          return;
        }
      }
      if (windows.length == 0) {
        windows = new Windows[regexes.size()];
      }
      if (windows[place] == null) {
        windows[place] = new Windows();
      }
      openings++;
      regex.open(text, start, end, windows[place]);
    }

    void regexes() {
      if (windows.length == 0) {
        return;
      }
      BitSet worth = openings < filter.worthFrom() ? RegexFilter.ALL : filter.matching(text);
      for (int regex = 0; regex < windows.length; regex++) {
        if (windows[regex] != null && (worth == RegexFilter.ALL || worth.get(regex))) {
          regexes.get(regex).run(idOf[regex], text, windows[regex], budget, sink);
        }
      }
    }

    private boolean stands(SearchPattern.Term term, String exactly, int start, int end) {
      if (term.word() && !(text.wordEdge(start) && text.wordEdge(end))) {
        return false;
      }
      return !term.exactCase() || collapse(text.cased().substring(start, end)).equals(exactly);
    }
  }

  /** Patterns that use one literal. */
  private static final class Users {
    private final Places terms = new Places();
    private final Places forms = new Places();
    private final Places opened = new Places();
  }

  /** A growing list of numbers; most stay empty or have one. */
  private static final class Places {
    private int[] all = NO_WORK;

    void add(int place) {
      all = Arrays.copyOf(all, all.length + 1);
      all[all.length - 1] = place;
    }

    int[] all() {
      return all;
    }
  }
}
