package org.lockkeeper.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a pattern may be, and that the fault says how to mend it. */
final class RegexSyntaxTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"\\bE\\d{6}\\b", "(?i)acc[^a-z$]ount", "gh[pousr]_[A-Za-z0-9]{36}", "a\\$b"})
  void plainPatternsAreFine(String regex) {
    assertThat(RegexSyntax.fault(regex)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "foo(?=bar), look-around",
    "(?<!x)foo, look-around",
    "(foo)\\1, back-references",
    "^foo, window",
    "foo$, window",
    "(foo, RE2",
    "fo{1001}, RE2",
    "fo{2001}, lower the counts",
    "foo\\, RE2",
    "(foo)*, matches nothing",
    "\\b, matches nothing",
    "(?:a?)(?:b|), matches nothing",
    "(?:x{1000}){1000}, lower the counts",
    "((((x{100}){100}){100}){100}){100}, lower the counts",
    "(?:[a-z]{50} ){50}, lower the counts",
    "(x{1000}){0}y{1000}z{1000}, lower the counts"
  })
  void theFaultNamesTheCause(String regex, String cause) {
    assertThat(RegexSyntax.fault(regex).orElse("")).contains(cause);
  }

  @Test
  void aLongListOfWordsBelongsIntoAList() {
    String words = String.join("|", Collections.nCopies(500, "words"));
    assertThat(RegexSyntax.fault("(?:" + words + ")\\d").orElse("")).contains("into a list");
  }

  /** Back-tracking engines take for ever over these; RE2 does not, so they may stay. */
  @ParameterizedTest
  @ValueSource(strings = {"(a+)+b", "(a|aa)+c", "(.*)*x.*y", "(?:a?){30}a{30}"})
  void whatExplodesElsewhereIsLinearHere(String regex) {
    assertThat(RegexSyntax.fault(regex)).isEmpty();
    String text = "aaa".repeat(20_000);
    PatternSet set = new GatedPatternSet(List.of(new SearchPattern.Regex(regex, List.of("aaa"))));
    assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> set.find(NormalText.of(text), new Sink()));
  }

  @ParameterizedTest
  @CsvSource({
    "xox[bp]-\\d+-abcd, -abcd",
    "employee\\d+, employee",
    "glpat-[a-z]{20}, glpat-",
    "colou?rs, colors colours",
    "a\\.b\\.c, a.b.c",
    "foo|bar, bar foo",
    "(?:foo|BAR)\\d, bar foo",
    "(?i)\\b(?:staff|employee)[ _-]?n(?:o|umber)\\b, employee staff",
    "gh[pousr]_[A-Za-z0-9]{36}, gho_ ghp_ ghr_ ghs_ ghu_",
    "(?:key-\\d|\\d-lock)+, -lock key-",
    "(abc){2}, abcabc",
    "a{3}b*, aaa",
    "\\d(?:[a-z]+-secret|token)[^x], -secret token",
    "\\Qa+b.c\\E\\d, a+b.c",
    "abcd*, abc",
    "abcé, abc",
    "power of attorney, attorney"
  })
  void literalsOfEveryMatchAreFound(String regex, String literals) {
    assertThat(RegexSyntax.requiredLiterals(regex)).containsExactly(literals.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\d{16}",
        "[abc]{5}",
        "(foo)?",
        "ab\\d",
        "(?:foo|\\d+)x",
        "a|bcd",
        "(?:foo)*bar?"
      })
  void whereNoneStandsInEveryMatchThereIsNone(String regex) {
    assertThat(RegexSyntax.requiredLiterals(regex)).isEmpty();
  }

  /** Whatever random patterns match holds one of their literals, and is as long as they say. */
  @Test
  void matchesHoldTheirLiterals() {
    Random random = new Random(3);
    int held = 0;
    for (int round = 0; round < 3_000; round++) {
      String regex = regex(random, 3);
      RegexShape shape = RegexShape.of(regex);
      Matcher matcher = Pattern.compile("(?i)(?:" + regex + ")").matcher(text(random));
      while (matcher.find()) {
        String match = matcher.group();
        assertThat(match.length()).as(regex).isBetween(shape.least(), shape.most());
        for (RegexShape.Gate gate : shape.gates()) {
          held++;
          assertThat(gate.literals())
              .as("%s in %s of %s", gate, match, regex)
              .anyMatch(literal -> standsIn(match.toLowerCase(Locale.ROOT), literal, gate));
        }
      }
    }
    assertThat(held).as("the test must test something").isGreaterThan(500);
  }

  private static boolean standsIn(String match, String literal, RegexShape.Gate gate) {
    for (int at = match.indexOf(literal); at >= 0; at = match.indexOf(literal, at + 1)) {
      if (at >= gate.beforeLeast()
          && at <= gate.beforeMost()
          && match.length() - at - literal.length() <= gate.afterMost()) {
        return true;
      }
    }
    return false;
  }

  private static String regex(Random random, int depth) {
    return switch (depth == 0 ? random.nextInt(3) : random.nextInt(8)) {
      case 0 -> String.valueOf("abAB".charAt(random.nextInt(4)));
      case 1 -> new String[] {"aba", "bab", "[ab]", "[^a]", "\\w", "."}[random.nextInt(6)];
      case 2 -> new String[] {"abab", "\\b", "\\x61", "\\Qab\\E", "[a-b]"}[random.nextInt(5)];
      case 3, 4 -> regex(random, depth - 1) + regex(random, depth - 1);
      case 5 -> "(?:" + regex(random, depth - 1) + "|" + regex(random, depth - 1) + ")";
      case 6 ->
          "("
              + regex(random, depth - 1)
              + ")"
              + new String[] {"?", "*", "+?", "{2}"}[random.nextInt(4)];
      default -> "(?:" + regex(random, depth - 1) + "){1,3}" + regex(random, depth - 1);
    };
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    while (text.length() < 40) {
      text.append("abAB-".charAt(random.nextInt(5)));
    }
    return text.toString();
  }

  private static final class Sink implements PatternSet.Sink {
    @Override
    public void match(int pattern, int start, int end) {
      assertThat(end).isGreaterThan(start);
    }

    @Override
    public void failed(int pattern, String why) {
      throw new AssertionError(why);
    }
  }
}
