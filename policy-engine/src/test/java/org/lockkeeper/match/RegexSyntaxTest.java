package org.lockkeeper.match;

import static org.assertj.core.api.Assertions.assertThat;

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
    "fo{2001}, RE2",
    "(foo)*, matches nothing"
  })
  void theFaultNamesTheCause(String regex, String cause) {
    assertThat(RegexSyntax.fault(regex).orElse("")).contains(cause);
  }

  @ParameterizedTest
  @CsvSource({
    "xox[bp]-\\d+-abcd, -abcd",
    "employee\\d+, employee",
    "glpat-[a-z]{20}, glpat-",
    "colou?rs, colo",
    "a\\.b\\.c, a.b.c"
  })
  void aLiteralInEveryMatchIsFound(String regex, String literal) {
    assertThat(RegexSyntax.requiredLiteral(regex)).contains(literal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo|bar", "\\d{16}", "[abc]{5}", "(foo)?", "ab\\d", "(?:foo|bar)\\d"})
  void whereNoneIsPlainThereIsNone(String regex) {
    assertThat(RegexSyntax.requiredLiteral(regex)).isEmpty();
  }

  @Test
  void aStarTakesTheLastCharOfALiteral() {
    assertThat(RegexSyntax.requiredLiteral("abcd*")).contains("abc");
  }
}
