package org.lockkeeper.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lockkeeper.match.SearchPattern.Regex;
import org.lockkeeper.match.SearchPattern.Term;

/**
 * What every make of a pattern set does: terms and patterns are found where they stand, all of
 * them, and nowhere else.
 */
interface PatternSetContract {

  /** Compiles patterns. */
  PatternSet make(List<SearchPattern> patterns);

  @Test
  default void aTermStandsBetweenWordEdges() {
    PatternSet set = make(List.of(new Term("ass", true, false)));
    assertThat(found(set, "ass, class. ASS")).containsExactly("0:ass", "0:ASS");
  }

  @Test
  default void aTermAnywhereStandsInsideWords() {
    PatternSet set = make(List.of(new Term("ass", false, false)));
    assertThat(found(set, "class")).containsExactly("0:ass");
  }

  @Test
  default void anExactTermMindsCapitals() {
    PatternSet set = make(List.of(new Term("IT", true, true)));
    assertThat(found(set, "it is IT")).containsExactly("0:IT");
  }

  @Test
  default void whiteSpaceInATermIsAnyRunOfIt() {
    PatternSet set = make(List.of(new Term("project  tern", true, false)));
    assertThat(found(set, "a project \n\t tern b")).containsExactly("0:project \n\t tern");
  }

  @Test
  default void termsInsideTermsAreAllFound() {
    PatternSet set =
        make(
            List.of(
                new Term("she", false, false),
                new Term("he", false, false),
                new Term("hers", false, false)));
    assertThat(found(set, "ushers")).containsExactlyInAnyOrder("0:she", "1:he", "2:hers");
  }

  @Test
  default void theAutomatonAgreesWithPlainSearch() {
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
      assertThat(found(make(terms), text)).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  default void aRegexIsTriedNearItsKeywordOnly() {
    PatternSet set = make(List.of(new Regex("\\bE\\d{6}\\b", List.of("staff"))));
    assertThat(found(set, "staff E123456")).containsExactly("0:E123456");
    assertThat(found(set, "E123456 is the Staff number")).containsExactly("0:E123456");
    assertThat(found(set, "build E123456")).isEmpty();
    assertThat(found(set, "staff" + " ".repeat(2_000) + "E123456")).isEmpty();
  }

  @Test
  default void wordEdgesAreTrueAtTheEdgesOfAWindow() {
    PatternSet set = make(List.of(new Regex("\\bE\\d{6}\\b", List.of("staff"))));
    String digits = "E123456".repeat(60);
    assertThat(found(set, "staff " + digits)).as("a window must not cut a word free").isEmpty();
  }

  @Test
  default void everyMatchOfARegexIsReportedOnce() {
    PatternSet set = make(List.of(new Regex("key\\d", List.of("key"))));
    assertThat(found(set, "key1 ".repeat(3) + "x".repeat(3_000) + " key2"))
        .containsExactly("0:key1", "0:key1", "0:key1", "0:key2");
  }

  @Test
  default void aLiteralOfItsOwnNeedsNoWindowOfFixedWidth() {
    PatternSet set = make(List.of(new Regex("\\b[a-z]{0,300}key=\\d{1,400}\\b", List.of("key="))));
    String match = "a".repeat(300) + "key=" + "1".repeat(400);
    assertThat(found(set, "- " + match + " -")).containsExactly("0:" + match);
    assertThat(found(set, "- a" + match + " -")).isEmpty();
    assertThat(found(set, "- " + match + "1 -")).isEmpty();
  }

  @Test
  default void aFixedStartIsTriedWithItsContext() {
    PatternSet set = make(List.of(new Regex("\\bghp_[a-z]{3}\\b", List.of("ghp_"))));
    assertThat(found(set, "ghp_abc")).containsExactly("0:ghp_abc");
    assertThat(found(set, "(ghp_abc)")).containsExactly("0:ghp_abc");
    assertThat(found(set, "\ud83d\ude00ghp_abc\ud83d\ude00")).containsExactly("0:ghp_abc");
    assertThat(found(set, "xghp_abc ghp_abcd ghp_ab")).isEmpty();
  }

  @Test
  default void anInvisibleTermIsRefused() {
    assertThatThrownBy(() -> make(List.of(new Term("\u200b", true, false))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void capitalsInTheTextDoNotCloseAGate() {
    PatternSet set = make(List.of(new Regex("(?i)\\bkey-\\d{3}\\b", List.of("key-"))));
    assertThat(found(set, "KEY-123 Key-456 key-78")).containsExactly("0:KEY-123", "0:Key-456");
  }

  @Test
  default void loneSurrogatesAndPairsKeepTheirPlaces() {
    PatternSet set =
        make(List.of(new Regex("key[^a]{2}\\d", List.of("key")), new Term("tern", true, false)));
    assertThat(found(set, "\ud83d\ude00 tern key\ud83d\ude00\ud83d\ude001 tern"))
        .containsExactlyInAnyOrder("1:tern", "1:tern", "0:key\ud83d\ude00\ud83d\ude001");
    assertThat(found(set, "\ude00 tern key\ud83d-1 \ud83d"))
        .containsExactlyInAnyOrder("1:tern", "0:key\ud83d-1");
  }

  @Test
  default void manyOpenGatesChangeNothing() {
    List<SearchPattern> patterns = new ArrayList<>();
    for (int at = 0; at < 40; at++) {
      patterns.add(new Regex("\\bkey" + at + "[a-z]?=\\w{4,9}\\b", List.of("key")));
    }
    PatternSet set = make(patterns);
    String text = "key7=abcd, key8=ab key39z=abcdefghi key39=abcdefghij " + "key ".repeat(99);
    assertThat(found(set, text)).containsExactly("7:key7=abcd", "39:key39z=abcdefghi");
  }

  /** Short texts lie in the window of any keyword, so the reference need not know of windows. */
  @Test
  default void randomPatternsAgreeWithPlainSearch() {
    Random random = new Random(41);
    int matches = 0;
    for (int round = 0; round < 60; round++) {
      List<SearchPattern> patterns = new ArrayList<>();
      for (int at = 0; at < 6; at++) {
        patterns.add(random.nextInt(3) == 0 ? term(random) : regex(random));
      }
      PatternSet set = make(patterns);
      for (int texts = 0; texts < 40; texts++) {
        String text = text(random);
        List<String> expected = expected(patterns, NormalText.of(text));
        matches += expected.size();
        assertThat(found(set, text))
            .as("%s in %s", patterns, text)
            .containsExactlyInAnyOrderElementsOf(expected);
      }
    }
    assertThat(matches).as("the test must test something").isGreaterThan(2_000);
  }

  private static SearchPattern term(Random random) {
    String text = String.join(" ", words(random, 1 + random.nextInt(2), 3));
    return new Term(text, random.nextBoolean(), false);
  }

  private static SearchPattern regex(Random random) {
    String literal = words(random, 1, 3).getFirst() + "key";
    String[] before = {"", "\\b", "[a-c]{0,4}", "\\w*", "(?:x|yy)?", "."};
    String[] after = {
      "", "\\b", "\\d{1,3}", "[^a]{2}", "\\s+\\w", ".*", "=?[abc]{3}\\b", "(?:a|bc)+"
    };
    String regex =
        (random.nextBoolean() ? "(?i)" : "")
            + before[random.nextInt(before.length)]
            + literal
            + after[random.nextInt(after.length)]
            + after[random.nextInt(after.length)];
    return new Regex(regex, List.of(random.nextInt(4) == 0 ? "abc" : literal));
  }

  private static String text(Random random) {
    String[] parts = {
      "key",
      "Key",
      "abc",
      "a",
      "b",
      "c",
      "x",
      "1",
      "22",
      " ",
      "  ",
      "=",
      "-",
      "\u00e9",
      "\ud83d\ude00",
      "\ud83d"
    };
    StringBuilder text = new StringBuilder();
    while (text.length() < 90) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  /** One pattern at a time, every place, over the whole text. */
  private static List<String> expected(List<SearchPattern> patterns, NormalText text) {
    List<String> expected = new ArrayList<>();
    String folded = text.folded().toLowerCase(Locale.ROOT);
    for (int id = 0; id < patterns.size(); id++) {
      if (patterns.get(id) instanceof Term term) {
        Matcher matcher = Pattern.compile(term.text().replace(" ", "\\s+")).matcher(folded);
        for (int at = 0; matcher.find(at); at = matcher.start() + 1) {
          if (!term.word() || text.wordEdge(matcher.start()) && text.wordEdge(matcher.end())) {
            expected.add(id + ":" + text.cased().substring(matcher.start(), matcher.end()));
          }
        }
      } else if (patterns.get(id) instanceof Regex regex
          && regex.keywords().stream().anyMatch(folded::contains)) {
        Matcher matcher = Pattern.compile(regex.regex()).matcher(text.cased());
        while (matcher.find()) {
          expected.add(id + ":" + matcher.group());
        }
      }
    }
    return expected;
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
