package org.lockkeeper.archive.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParserTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "budget | budget",
        "budget plan | budget AND plan",
        "budget AND plan OR draft | (budget AND plan) OR draft",
        "budget AND (plan OR draft) | budget AND (plan OR draft)",
        "NOT draft | NOT draft",
        "budget NOT draft | budget AND NOT draft",
        "budget AND NOT (draft OR old) | budget AND NOT (draft OR old)",
        "NOT NOT a | NOT NOT a",
        "budg* pl?n | budg* AND pl?n",
        "\"the final plan\" | \"the final plan\"",
        "“the final plan” | \"the final plan\"",
        "„x“ OR «y» | \"x\" OR \"y\"",
        "author:ann channel:town-square | author:ann AND channel:town-square",
        "Author:ann | author:ann",
        "author:\"ann lee\" | author:\"ann lee\"",
        "channel:FreeCodeCamp/help | channel:FreeCodeCamp/help",
        "sent:2026-11-01 | sent:2026-11-01",
        "sent:2026-11-01..2026-11-30 | sent:2026-11-01..2026-11-30",
        "sent:2026-11-01.. | sent:2026-11-01..",
        "sent:..2026-11-30 | sent:..2026-11-30",
        "* | *",
        "don't | don't",
        "12:30 | 12:30",
        "\"and\" | \"and\"",
        "\"C# or 100%\" | \"C# or 100%\"",
        "((a)) | a",
      })
  void saysHowItWasUnderstood(String typed, String ran) {
    Query query = QueryParser.parse(typed);

    assertThat(QueryText.of(query)).isEqualTo(ran);
    assertThat(QueryParser.parse(QueryText.of(query))).isEqualTo(query);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | 0 | nothing to search for",
        "(a OR b | 0 | never closed",
        "a) | 1 | without its (",
        "a AND | 5 | ends where a word belongs",
        "a AND OR b | 6 | in front of this OR",
        "OR b | 0 | in front of this OR",
        "a \"b c | 2 | never closed",
        "a and b | 2 | write AND",
        "a not b | 2 | write NOT",
        "a w/5 b | 2 | not understood",
        "a pre/3 b | 2 | not understood",
        "a /s b | 2 | not understood",
        "appl~ | 4 | not understood",
        "ba%nana | 2 | not understood",
        "#smith | 0 | not understood",
        "-draft | 0 | not understood",
        "*tail | 0 | begin with a wildcard",
        "a-b* | 1 | only letters and digits",
        "\"a b*\" | 4 | inside quotes",
        "... | 0 | no letter",
        "\"--\" | 0 | nothing between",
        "colour:red | 0 | no field",
        "https://x.test | 0 | no field",
        "author: | 7 | a value belongs",
        "author:an* | 9 | matched whole",
        "sent:yesterday | 5 | looks like",
        "sent:2026-11-31 | 5 | looks like",
        "sent:2026-11-30..2026-11-01 | 5 | ends before it begins",
        "sent:.. | 5 | at least one end",
      })
  void pointsAtTheFault(String typed, int position, String words) {
    QueryFault fault = catchThrowableOfType(QueryFault.class, () -> QueryParser.parse(typed));

    assertThat(fault).hasMessageContaining(words);
    assertThat(fault.position()).hasValue(position);
  }

  @Test
  void daysAreWholeAndInUtc() {
    assertThat(QueryParser.parse("sent:2026-11-01..2026-11-02"))
        .isEqualTo(
            new Query.Received(
                Instant.parse("2026-11-01T00:00:00Z").toEpochMilli(),
                Instant.parse("2026-11-03T00:00:00Z").toEpochMilli()));
  }

  @Test
  void phrasesKeepTheirWords() {
    assertThat(QueryParser.parse("\"a  b\u00a0c\""))
        .isEqualTo(new Query.Phrase(List.of("a", "b", "c")));
  }

  @Test
  void depthAndLengthAreLimited() {
    assertThat(
            catchThrowableOfType(
                QueryFault.class, () -> QueryParser.parse("(".repeat(5_000) + "a")))
        .hasMessageContaining("deep");
    assertThat(
            catchThrowableOfType(
                QueryFault.class, () -> QueryParser.parse("NOT ".repeat(2_000) + "a")))
        .hasMessageContaining("deep");
    assertThat(catchThrowableOfType(QueryFault.class, () -> QueryParser.parse("a".repeat(10_001))))
        .hasMessageContaining("at most");
  }
}
