package org.lockkeeper.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.lockkeeper.match.SearchPattern.Near;
import org.lockkeeper.match.SearchPattern.Phrase;

/** Phrases and pairs against a search that knows nothing but what they mean. */
final class PhraseSearchTest {

  private static final List<String> WORDS =
      List.of("a", "at", "ate", "tea", "Eat", "tee", "teas", "T", "eaten", "x".repeat(65));

  private static final List<String> GAPS =
      List.of(" ", " ", " ", " ", ", ", "-", ". ", "?", " ".repeat(32), " ".repeat(33));

  private final Random random = new Random(41);

  @Test
  void theyAreFoundWhereTheyStandAndNowhereElse() {
    int hits = 0;
    for (int round = 0; round < 500; round++) {
      List<SearchPattern> patterns = new ArrayList<>();
      for (int count = 1 + random.nextInt(12); count > 0; count--) {
        patterns.add(random.nextBoolean() ? phrase() : near());
      }
      String text = text();
      TreeSet<String> expected = new TreeSet<>();
      for (int id = 0; id < patterns.size(); id++) {
        expected.addAll(new Plain(text, id).found(patterns.get(id)));
      }
      hits += expected.size();
      assertThat(found(patterns, text)).as("%s in <%s>", patterns, text).isEqualTo(expected);
    }
    assertThat(hits).as("the test must test something").isGreaterThan(1_000);
  }

  @Test
  void aPairWithoutBudgetIsAFault() {
    Phrase one = new Phrase(List.of(new WordForm.Exactly("tea")), View.Kind.USUAL);
    Phrase other = new Phrase(List.of(new WordForm.Exactly("eaten")), View.Kind.USUAL);
    List<SearchPattern> patterns = List.of(new Near(one, other, 3, false), one);
    List<String> told = new ArrayList<>();
    new GatedPatternSet(patterns)
        .find(
            NormalText.of("tea eaten"),
            new Budget(0),
            new PatternSet.Sink() {
              @Override
              public void match(int pattern, int start, int end) {
                told.add("match " + pattern);
              }

              @Override
              public void failed(int pattern, String why) {
                told.add("failed " + pattern);
              }
            });
    assertThat(told).containsExactly("match 1", "failed 0");
  }

  private TreeSet<String> found(List<SearchPattern> patterns, String text) {
    TreeSet<String> found = new TreeSet<>();
    new GatedPatternSet(patterns)
        .find(
            NormalText.of(text),
            new PatternSet.Sink() {
              @Override
              public void match(int pattern, int start, int end) {
                found.add(pattern + " " + start + "-" + end);
              }

              @Override
              public void failed(int pattern, String why) {
                found.add(pattern + " " + why);
              }
            });
    return found;
  }

  private Phrase phrase() {
    List<WordForm> words = new ArrayList<>();
    for (int count = 1 + random.nextInt(3); count > 0; count--) {
      words.add(form());
    }
    if (words.stream().allMatch(word -> word.literal().isEmpty())) {
      words.add(new WordForm.Exactly("tea"));
    }
    return new Phrase(words, View.Kind.USUAL);
  }

  private Near near() {
    return new Near(phrase(), phrase(), 1 + random.nextInt(4), random.nextBoolean());
  }

  private WordForm form() {
    return switch (random.nextInt(9)) {
      case 0 -> new WordForm.Wild("te*");
      case 1 -> new WordForm.Wild("*a?");
      case 2 -> new WordForm.Wild("*");
      case 3 -> WordForm.Stemmed.of("eating");
      case 4 -> WordForm.Stemmed.of("teas");
      default -> new WordForm.Exactly(word().toLowerCase(Locale.ROOT));
    };
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int count = random.nextInt(30); count > 0; count--) {
      text.append(word()).append(GAPS.get(random.nextInt(GAPS.size())));
    }
    return text.toString();
  }

  /** By the definitions, word for word. */
  private static final class Plain {
    private final String text;
    private final int id;
    private final List<int[]> words = new ArrayList<>();

    Plain(String text, int id) {
      this.text = text;
      this.id = id;
      for (int at = 0; at < text.length(); ) {
        int end = at;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
          end++;
        }
        if (end > at) {
          words.add(new int[] {at, end});
        }
        at = end + 1;
      }
    }

    List<String> found(SearchPattern pattern) {
      List<String> found = new ArrayList<>();
      if (pattern instanceof Phrase phrase) {
        occurrences(phrase).forEach(first -> found.add(told(first, last(phrase, first))));
      } else if (pattern instanceof Near near) {
        Phrase by = near.byFirst() ? near.first() : near.second();
        Phrase other = near.byFirst() ? near.second() : near.first();
        for (int first : occurrences(by)) {
          int partner = partner(near, other, first, last(by, first));
          if (partner >= 0) {
            found.add(
                told(Math.min(first, partner), Math.max(last(by, first), last(other, partner))));
          }
        }
      }
      return found;
    }

    /** The nearest after, or else the nearest before. */
    private int partner(Near near, Phrase other, int first, int last) {
      List<Integer> all = occurrences(other);
      boolean follows = !near.ordered() || near.byFirst();
      boolean precedes = !near.ordered() || !near.byFirst();
      int found = -1;
      for (int each : all.reversed()) {
        boolean after = each > last && each - last <= near.within() && together(last, each, "");
        found = follows && after ? each : found;
      }
      if (found >= 0) {
        return found;
      }
      for (int each : all) {
        int end = last(other, each);
        boolean before = end < first && first - end <= near.within() && together(end, first, "");
        found = precedes && before ? each : found;
      }
      return found;
    }

    private List<Integer> occurrences(Phrase phrase) {
      List<Integer> found = new ArrayList<>();
      for (int first = 0; first + phrase.words().size() <= words.size(); first++) {
        boolean all = together(first, last(phrase, first), ".!?;");
        for (int at = 0; at < phrase.words().size(); at++) {
          int[] word = words.get(first + at);
          String key = text.substring(word[0], word[1]).toLowerCase(Locale.ROOT);
          all &= key.length() <= WordForm.LONGEST_WORD && phrase.words().get(at).covers(key);
        }
        if (all) {
          found.add(first);
        }
      }
      return found;
    }

    /** Whether only short gaps without some marks, and no overlong word, part two words. */
    private boolean together(int from, int to, String marks) {
      for (int at = from; at < to; at++) {
        String gap = text.substring(words.get(at)[1], words.get(at + 1)[0]);
        int[] next = words.get(at + 1);
        if (gap.length() > 32
            || gap.chars().anyMatch(each -> marks.indexOf(each) >= 0)
            || (next[1] - next[0] > WordForm.LONGEST_WORD && at + 1 < to)) {
          return false;
        }
      }
      return true;
    }

    private static int last(Phrase phrase, int first) {
      return first + phrase.words().size() - 1;
    }

    private String told(int first, int last) {
      return id + " " + words.get(first)[0] + "-" + words.get(last)[1];
    }
  }
}
