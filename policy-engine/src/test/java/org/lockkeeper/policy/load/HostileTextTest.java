package org.lockkeeper.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.Redaction;

/**
 * Texts made to hurt: there is an answer, never an exception, and no text takes more than linear
 * time. The limit is far from any honest run and near for anything quadratic.
 */
@Timeout(60)
final class HostileTextTest {

  private static final int LONG = 1_000_000;

  private final RuleSet shipped = RuleSet.load(ShippedRulesTest.RULES);

  @Test
  void oneListedWordAMillionTimes() {
    Decision decision = inspect("idiot ".repeat(LONG));
    assertThat(decision.verdict().label()).isEqualTo("coach");
    assertThat(decision.faults())
        .anySatisfy(fault -> assertThat(fault.what()).contains("more than 10000 findings"));
  }

  @Test
  void longRunsOfWhatDetectorsStartOn() {
    for (String each :
        new String[] {
          "4",
          "4 ",
          "4-4",
          "DE89",
          "DE89 ",
          "-----BEGIN ",
          "-----BEGIN PRIVATE KEY-----",
          "-",
          "AKIA",
          "ghp_",
          "aws secret ",
          "AccountKey=",
          "xoxb-1",
          " ",
          "\n",
          "project ",
          "\u0301",
          "\u200b",
          "\u0315\u0300",
          "\ud800",
          "\ud83c\udde6",
          "\u200d\ud83d\udc69",
          "Рa",
          "\ufdfa"
        }) {
      Decision decision = inspect(each.repeat(LONG / 4 / each.length()));
      assertThat(decision.faults()).as(each).isEmpty();
      assertThat(decision.verdict().passes()).as(each).isTrue();
    }
  }

  @Test
  void aMillionDigitsInGroups() {
    assertThat(inspect("4012 ".repeat(LONG / 5)).faults()).isEmpty();
  }

  @Test
  void manyCardsAreAllMasked() {
    String card = "4012888888881881, ";
    Decision decision = inspect(card.repeat(5_000));
    assertThat(decision.redactions()).hasSize(5_000);
    assertThat(decision.verdict().label()).isEqualTo("redact");
  }

  @Test
  void everyCodePoint() {
    StringBuilder all = new StringBuilder();
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      all.appendCodePoint(codePoint);
    }
    assertThat(inspect(all.toString()).faults()).isEmpty();
  }

  @Test
  void randomCharsAroundRealHits() {
    Random random = new Random(11);
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      for (int at = 0; at < 40; at++) {
        text.append((char) random.nextInt(0x10000));
      }
      int card = text.length() + 1;
      text.append(" 4012 8888 8888 1881 ");
      for (int at = 0; at < 40; at++) {
        text.append((char) random.nextInt(0x10000));
      }
      Decision decision = inspect(text.toString());
      assertThat(decision.redactions())
          .anySatisfy(
              redaction -> {
                assertThat(redaction.start()).isEqualTo(card);
                assertThat(redaction.end()).isEqualTo(card + 19);
              });
      for (Redaction redaction : decision.redactions()) {
        assertThat(redaction.end()).isLessThanOrEqualTo(text.length());
      }
    }
  }

  @Test
  void patternsThatExplodeElsewhere(@TempDir Path folder) {
    RuleSet rules =
        new RulesFolder(folder)
            .pack(
                "p",
                """
                detectors:
                  evil:
                    find: { regex: '(a+)+b|(a|aa)+c|(?:a?){30}a{30}x', keyword: [aaa] }
                    tests: { hit: ["aaab"], miss: ["aaa"] }
                rules:
                - id: R
                  title: t
                  when: { evil: high }
                  do: { block: true, tell: t }
                  tests: [ { say: aaab, expect: block }, { say: aaa, expect: allow } ]
                """)
            .load();
    String text = "a".repeat(20_000);
    assertThat(rules.inspect(TestReader.post(text), Facts.NONE).verdict().label())
        .isEqualTo("allow");
    assertThat(rules.inspect(TestReader.post(text + "b"), Facts.NONE).verdict().label())
        .isEqualTo("block");
  }

  private Decision inspect(String text) {
    return shipped.inspect(TestReader.post(text), Facts.NONE);
  }
}
