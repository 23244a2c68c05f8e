package org.lockkeeper.match;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Compiles with {@link GatedPatternSet} and remembers: the last few sets whole, for reloads that
 * change rules and no patterns, and single regexes, for reloads that change a pack. The automaton
 * is built anew; that takes a fraction of a second for 100,000 terms.
 */
public final class GatedPatternEngine implements PatternEngine {

  /** Two for each kind of view: of the rules in force, of those before, and of some beside them. */
  private static final int SETS = 6;

  /** About 20 KB each. */
  private static final int REGEXES = 2_000;

  /** By the patterns themselves, which a set holds anyway. */
  private final Map<List<SearchPattern>, PatternSet> sets = remembering(SETS);

  private final Map<SearchPattern.Regex, GatedRegex> regexes = remembering(REGEXES);

  private final Function<List<SearchPattern.Regex>, RegexFilter> filter;

  /** Without a filter. */
  public GatedPatternEngine() {
    this(_ -> RegexFilter.NONE);
  }

  /** With a filter, made anew for each set. */
  GatedPatternEngine(Function<List<SearchPattern.Regex>, RegexFilter> filter) {
    this.filter = filter;
  }

  @Override
  public synchronized PatternSet compile(List<SearchPattern> patterns) {
    return sets.computeIfAbsent(
        List.copyOf(patterns), all -> new GatedPatternSet(all, this::regex, filter));
  }

  private GatedRegex regex(SearchPattern.Regex regex) {
    return regexes.computeIfAbsent(regex, GatedRegex::new);
  }

  /** A map that forgets what was not asked for the longest. */
  private static <K, V> Map<K, V> remembering(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }
}
