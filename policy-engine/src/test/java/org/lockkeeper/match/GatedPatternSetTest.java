package org.lockkeeper.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lockkeeper.match.SearchPattern.Regex;
import org.lockkeeper.match.SearchPattern.Term;

/** Terms and patterns are found where they stand, all of them, and nowhere else. */
final class GatedPatternSetTest {

  @Test
  void aTermStandsBetweenWordEdges() {
    PatternSet set = new GatedPatternSet(List.of(new Term("ass", true, false)));
    assertThat(found(set, "ass, class. ASS")).containsExactly("0:ass", "0:ASS");
  }

  @Test
  void aTermAnywhereStandsInsideWords() {
    PatternSet set = new GatedPatternSet(List.of(new Term("ass", false, false)));
    assertThat(found(set, "class")).containsExactly("0:ass");
  }

  @Test
  void anExactTermMindsCapitals() {
    PatternSet set = new GatedPatternSet(List.of(new Term("IT", true, true)));
    assertThat(found(set, "it is IT")).containsExactly("0:IT");
  }

  @Test
  void whiteSpaceInATermIsAnyRunOfIt() {
    PatternSet set = new GatedPatternSet(List.of(new Term("project  tern", true, false)));
    assertThat(found(set, "a project \n\t tern b")).containsExactly("0:project \n\t tern");
  }

  @Test
  void termsInsideTermsAreAllFound() {
    PatternSet set =
        new GatedPatternSet(
            List.of(
                new Term("she", false, false),
                new Term("he", false, false),
                new Term("hers", false, false)));
    assertThat(found(set, "ushers")).containsExactlyInAnyOrder("0:she", "1:he", "2:hers");
  }

  @Test
  void theAutomatonAgreesWithPlainSearch() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<SearchPattern> terms = new ArrayList<>();
      for (String each : words(random, 12, 4)) {
        terms.add(new Term(each, false, false));
      }
      String text = String.join("", words(random, 30, 6));
      List<String> expected = new ArrayList<>();
      for (int id = 0; id < terms.size(); id++) {
        String term = ((Term) terms.get(id)).text();
        for (int at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
          expected.add(id + ":" + term);
        }
      }
      assertThat(found(new GatedPatternSet(terms), text))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void aRegexIsTriedNearItsKeywordOnly() {
    PatternSet set = new GatedPatternSet(List.of(new Regex("\\bE\\d{6}\\b", List.of("staff"))));
    assertThat(found(set, "staff E123456")).containsExactly("0:E123456");
    assertThat(found(set, "E123456 is the Staff number")).containsExactly("0:E123456");
    assertThat(found(set, "build E123456")).isEmpty();
    assertThat(found(set, "staff" + " ".repeat(2_000) + "E123456")).isEmpty();
  }

  @Test
  void wordEdgesAreTrueAtTheEdgesOfAWindow() {
    PatternSet set = new GatedPatternSet(List.of(new Regex("\\bE\\d{6}\\b", List.of("staff"))));
    String digits = "E123456".repeat(60);
    assertThat(found(set, "staff " + digits)).as("a window must not cut a word free").isEmpty();
  }

  @Test
  void everyMatchOfARegexIsReportedOnce() {
    PatternSet set = new GatedPatternSet(List.of(new Regex("key\\d", List.of("key"))));
    assertThat(found(set, "key1 ".repeat(3) + "x".repeat(3_000) + " key2"))
        .containsExactly("0:key1", "0:key1", "0:key1", "0:key2");
  }

  @Test
  void aLiteralOfItsOwnNeedsNoWindowOfFixedWidth() {
    PatternSet set =
        new GatedPatternSet(
            List.of(new Regex("\\b[a-z]{0,300}key=\\d{1,400}\\b", List.of("key="))));
    String match = "a".repeat(300) + "key=" + "1".repeat(400);
    assertThat(found(set, "- " + match + " -")).containsExactly("0:" + match);
    assertThat(found(set, "- a" + match + " -")).isEmpty();
    assertThat(found(set, "- " + match + "1 -")).isEmpty();
  }

  @Test
  void aFixedStartIsTriedWithItsContext() {
    PatternSet set = new GatedPatternSet(List.of(new Regex("\\bghp_[a-z]{3}\\b", List.of("ghp_"))));
    assertThat(found(set, "ghp_abc")).containsExactly("0:ghp_abc");
    assertThat(found(set, "(ghp_abc)")).containsExactly("0:ghp_abc");
    assertThat(found(set, "\ud83d\ude00ghp_abc\ud83d\ude00")).containsExactly("0:ghp_abc");
    assertThat(found(set, "xghp_abc ghp_abcd ghp_ab")).isEmpty();
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

  @Test
  void anInvisibleTermIsRefused() {
    assertThatThrownBy(() -> new GatedPatternSet(List.of(new Term("\u200b", true, false))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> words(Random random, int count, int longest) {
    List<String> words = new ArrayList<>();
    while (words.size() < count) {
      StringBuilder word = new StringBuilder();
      for (int at = 0; at <= random.nextInt(longest); at++) {
        word.append((char) ('a' + random.nextInt(3)));
      }
      if (!words.contains(word.toString())) {
        words.add(word.toString());
      }
    }
    return words;
  }

  private static List<String> found(PatternSet set, String original) {
    NormalText text = NormalText.of(original);
    List<String> found = new ArrayList<>();
    set.find(
        text,
        new PatternSet.Sink() {
          @Override
          public void match(int pattern, int start, int end) {
            found.add(pattern + ":" + text.cased().substring(start, end));
          }

          @Override
          public void failed(int pattern, String why) {
            throw new AssertionError(why);
          }
        });
    return found;
  }
}
