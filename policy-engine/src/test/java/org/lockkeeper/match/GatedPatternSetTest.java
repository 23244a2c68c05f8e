package org.lockkeeper.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lockkeeper.match.SearchPattern.Regex;
import org.lockkeeper.match.SearchPattern.Term;

/** The engine in plain Java keeps the contract, and keeps to its budget. */
final class GatedPatternSetTest implements PatternSetContract {

  @Override
  public PatternSet make(List<SearchPattern> patterns) {
    return new GatedPatternSet(patterns);
  }

  @Test
  void whatTheBudgetDidNotSufficeForIsSaid() {
    PatternSet set =
        new GatedPatternSet(
            List.of(
                new Regex("\\bE\\d{6}\\b", List.of("staff")),
                new Regex("\\bF\\d{6}\\b", List.of("staff")),
                new Term("staff", true, false)));
    String text = "staff E123456 F123456";
    Told all = new Told();
    set.find(NormalText.of(text), new Budget(2 * text.length()), all);
    assertThat(all.matches).containsExactly("2:0-5", "0:6-13", "1:14-21");
    Told some = new Told();
    set.find(NormalText.of(text), new Budget(2 * text.length() - 1), some);
    assertThat(some.matches).containsExactly("2:0-5", "0:6-13");
    assertThat(some.failed).containsExactly(1);
  }

  @Test
  void theSameAnswerEveryTime() {
    PatternSet set = new GatedPatternSet(List.of(new Regex("k\\d{1,9}", List.of("k1", "k2"))));
    String text = "k1 k2 k3".repeat(50);
    Told first = new Told();
    set.find(NormalText.of(text), new Budget(300), first);
    Told again = new Told();
    set.find(NormalText.of(text), new Budget(300), again);
    assertThat(again.matches).isEqualTo(first.matches);
    assertThat(again.failed).isEqualTo(first.failed);
  }

  /** What a set reported. */
  private static final class Told implements PatternSet.Sink {
    private final List<String> matches = new ArrayList<>();
    private final List<Integer> failed = new ArrayList<>();

    @Override
    public void match(int pattern, int start, int end) {
      matches.add(pattern + ":" + start + "-" + end);
    }

    @Override
    public void failed(int pattern, String why) {
      failed.add(pattern);
    }
  }
}
