package org.lockkeeper.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.lockkeeper.match.SearchPattern.Regex;
import org.lockkeeper.match.VectorscanDatabase.Expression;

/** With Vectorscan as a filter everything is found that is found without it. */
final class VectorscanTest implements PatternSetContract {

  @BeforeEach
  void needsTheLibrary() {
    Assumptions.assumeTrue(
        VectorscanDatabase.available(), "needs the Debian package libvectorscan5");
  }

  /** Asks the filter about every text, however few windows are open. */
  @Override
  public PatternSet make(List<SearchPattern> patterns) {
    Vectorscan library = Vectorscan.installed().orElseThrow();
    return new GatedPatternSet(
        patterns, GatedRegex::new, regexes -> VectorscanFilter.of(library, regexes, 1));
  }

  @Test
  void whatCannotMatchIsNotRun() {
    PatternSet set =
        make(List.of(new Regex("key\\d", List.of("near")), new Regex("key[x-z]", List.of("near"))));
    List<Integer> failed = new ArrayList<>();
    List<Integer> found = new ArrayList<>();
    PatternSet.Sink sink =
        new PatternSet.Sink() {
          @Override
          public void match(int pattern, int start, int end) {
            found.add(pattern);
          }

          @Override
          public void failed(int pattern, String why) {
            failed.add(pattern);
          }
        };
    // Enough for one of the two to be run, and only one can match.
    set.find(NormalText.of("near keyz"), new Budget(9), sink);
    assertThat(found).containsExactly(1);
    assertThat(failed).isEmpty();
  }

  @Test
  void whatVectorscanDoesNotKnowCountsAsMatching() {
    RegexFilter filter =
        VectorscanFilter.of(
            Vectorscan.installed().orElseThrow(),
            List.of(
                new Regex("key\\d", List.of("key")),
                new Regex("key\\pN", List.of("key")),
                new Regex("key[[=a=]]", List.of("key")),
                new Regex("key\u00e9", List.of("key"))),
            1);
    BitSet matching = filter.matching(NormalText.of("nothing"));
    assertThat(matching.stream()).containsExactly(1, 2, 3);
    assertThat(filter.matching(NormalText.of("lone \ud83d"))).isSameAs(RegexFilter.ALL);
  }

  @Test
  void aRefusedExpressionIsNamed() {
    List<Expression> expressions = List.of(new Expression("a", 0), new Expression("(a", 0));
    assertThatThrownBy(() -> VectorscanDatabase.of(expressions))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expression 1");
  }

  @Test
  void manyThreadsScanAtOnce() throws Exception {
    List<Expression> expressions = new ArrayList<>();
    for (int at = 0; at < 100; at++) {
      expressions.add(new Expression("key" + at + "x", VectorscanDatabase.UTF8));
    }
    VectorscanDatabase database = VectorscanDatabase.of(expressions);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<BitSet>> scans = new ArrayList<>();
      for (int at = 0; at < 2_000; at++) {
        String text = "\u00e9 ".repeat(at * 7) + "key" + at % 100 + "x";
        scans.add(threads.submit(() -> database.matching(text)));
      }
      for (int at = 0; at < scans.size(); at++) {
        assertThat(scans.get(at).get().stream()).containsExactly(at % 100);
      }
    }
  }

  @Test
  void noTextAndNoHitStayQuiet() {
    VectorscanDatabase database = VectorscanDatabase.of(List.of(new Expression("a", 0)));
    assertThat(database.matching("").isEmpty()).isTrue();
    assertThat(database.matching("bcd").isEmpty()).isTrue();
  }
}
