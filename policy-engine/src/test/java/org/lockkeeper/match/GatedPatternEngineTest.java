package org.lockkeeper.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lockkeeper.match.SearchPattern.Regex;
import org.lockkeeper.match.SearchPattern.Term;

/** What was compiled before is given again, and nothing else is. */
final class GatedPatternEngineTest {

  private final PatternEngine engine = new GatedPatternEngine();

  @Test
  void theSamePatternsAreCompiledOnce() {
    PatternSet first = engine.compile(patterns("staff"));
    PatternSet again = engine.compile(patterns("staff"));
    assertThat(again).isSameAs(first);
  }

  @Test
  void otherPatternsAreAnotherSet() {
    PatternSet first = engine.compile(patterns("staff"));
    assertThat(engine.compile(patterns("staff", "people"))).isNotSameAs(first);
    assertThat(engine.compile(patterns("staff, people"))).isNotSameAs(first);
    assertThat(engine.compile(List.of(new Term("staff", true, false)))).isNotSameAs(first);
  }

  @Test
  void onlyAFewSetsAreKept() {
    PatternSet first = engine.compile(patterns("staff"));
    for (String other : List.of("one", "two", "three", "four", "five", "six")) {
      assertThat(engine.compile(patterns(other))).isNotSameAs(first);
    }
    assertThat(engine.compile(patterns("staff"))).isNotSameAs(first);
  }

  private static List<SearchPattern> patterns(String... keywords) {
    return List.of(new Regex("\\bE\\d{6}\\b", List.of(keywords)));
  }
}
