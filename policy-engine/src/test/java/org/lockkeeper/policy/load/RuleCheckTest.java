package org.lockkeeper.policy.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockkeeper.yaml.Fault;
import org.lockkeeper.yaml.FaultyFileException;

/** What is wrong in a pack is said with file, line and mend; nothing wrong is passed over. */
final class RuleCheckTest {

  private static final String GOOD =
      """
      lists:
        words: { terms: [alpha, beta] }
      detectors:
        staff-no:
          find: { regex: '\\bE\\d{6}\\b', keyword: [staff] }
          tests: { hit: ["staff E123456"], miss: ["build E123456"] }
      rules:
      - id: R-1
        title: A rule
        mode: enforce
        scope: { channels: { not: ["x-*"] } }
        when: { any: [ { list: words }, { staff-no: ">=1 medium" } ] }
        unless: [ { groups: [g], until: 2027-01-31 } ]
        do: { block: true, tell: "No {detector}." }
        tests:
        - { say: "alpha", expect: block }
        - { say: "gamma", expect: allow }
      """;

  private final RulesFolder rules;

  RuleCheckTest(@TempDir Path folder) {
    this.rules = new RulesFolder(folder);
  }

  @Test
  void aGoodPackHasNoFault() {
    assertThat(rules.pack("good", GOOD).faults()).isEmpty();
    assertThat(rules.load().ruleIds()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mode: enforce             | mood: enforce           | 13 | did you mean \"mode\"",
        "mode: enforce             | mode: loud              | 13 | one of off, shadow, coach, enforce",
        "tell: \"No {detector}.\"  | tag: x                  | 17 | block needs tell",
        "No {detector}.            | No {name}.              | 17 | {rule}, {n} and {detector}",
        "until: 2027-01-31         | ticket: T-1             | 16 | an exception needs an end",
        "list: words               | list: wirds             | 15 | no detector or list \"wirds\"",
        ">=1 medium                | >=0 medium              | 15 | how many and how sure",
        ">=1 medium                | some                    | 15 | how many and how sure",
        "say: \"gamma\", expect: allow | say: \"beta\", expect: block | 11 | needs a test that misses",
        "block: true               | block: true, hold: true | 17 | exactly one of",
        "\\bE\\d{6}\\b             | E(?=\\d)                | 8  | look-around",
        "\\bE\\d{6}\\b             | (E)\\1                  | 8  | back-references",
        ", keyword: [staff]        | ''                      | 8  | add keyword",
        "keyword: [staff]          | keyword: [st]           | 8  | too short",
        "keyword: [staff]          | keyword: [staff], secret: 1 | 8 | the pattern has no group 1",
        "keyword: [staff]          | keyword: [staff], entropy: 9 | 8 | bits per character, from 0 to 8",
        "keyword: [staff]          | keyword: [staff], entropy: much | 8 | bits per character, from 0 to 8",
        "keyword: [staff]          | keyword: [staff], validate: luck | 8 | one of github-crc32",
        "regex: '\\bE\\d{6}\\b', keyword: [staff] | list: words, entropy: 3 | 8 | entropy belongs to a regex",
        "terms: [alpha, beta]      | file: lists/none.txt    | 5  | no file \"lists/none.txt\"",
        "terms: [alpha, beta]      | terms: [al], match: anywhere | 5 | match: word",
        "terms: [alpha, beta]      | terms: [a], fold: [lead] | 5 | unknown fold \"lead\"",
        "staff-no:                 | any:                    | 8  | a name is small letters",
        "staff-no:                 | words:                  | 8  | already at rules/good.yaml:5",
        "miss: [\"build E123456\"] | miss: []                | 8  | at least one hit and one miss",
        "say: \"alpha\"            | say: \"{{make: gold}}\" | 19 | cannot make \"gold\"",
      })
  void eachFaultNamesItsLineAndItsMend(String good, String bad, int line, String words) {
    assertThat(GOOD).contains(good);
    assertThat(rules.pack("good", GOOD.replace(good, bad)).faults())
        .anySatisfy(
            fault ->
                assertThat(fault).startsWith("rules/good.yaml:" + line + ": ").contains(words));
  }

  @Test
  void aRuleIdStandsOnceInTheWholeSet() {
    rules.pack("one", GOOD);
    rules.pack("two", GOOD.replace("words", "others").replace("staff-no", "badge-no"));
    assertThat(rules.faults())
        .singleElement()
        .asString()
        .contains("two.yaml:11", "rule \"R-1\" is already at rules/one.yaml:11");
  }

  @Test
  void allFaultsAreReportedTogether() {
    rules.pack(
        "one", GOOD.replace("mode: enforce", "mode: loud").replace("block: true", "blok: true"));
    rules.write("two.yaml", "pack: [");
    rules.write("three.yml", "pack: three");
    assertThat(rules.faults()).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void aSetWhoseOwnTestFailsDoesNotLoad() {
    rules.pack("good", GOOD.replace("say: \"alpha\"", "say: \"alfa\""));
    assertThat(rules.faults())
        .containsExactly(
            "rules/good.yaml:19: rule R-1 expected block, got allow; \"rules test\" shows what was"
                + " found");
    assertThatThrownBy(rules::load)
        .isInstanceOf(FaultyFileException.class)
        .hasMessageContaining("rules/good.yaml:19: rule R-1 expected block, got allow");
  }

  @Test
  void aDetectorsOwnTestsCountToo() {
    rules.pack("good", GOOD.replace("build E123456", "staff E000001"));
    assertThatThrownBy(rules::load)
        .hasMessageContaining("detector staff-no found something in a miss")
        .hasMessageContaining("^^^^^^^ staff-no");
  }

  @Test
  void twoRulesThatAskTheSameAreNamed() {
    String twin =
        """
        - id: R-2
          title: The same in another order
          scope: { channels: { not: ["x-*"] } }
          when: { any: [ { staff-no: ">=1 medium" }, { list: words } ] }
          unless: [ { groups: [g], until: 2027-01-31 } ]
          do: { coach: true, tell: "Sure?" }
          tests:
          - { say: "alpha", expect: coach }
          - { say: "gamma", expect: allow }
        """;
    assertThat(rules.pack("good", GOOD + twin).faults())
        .containsExactly(
            "rules/good.yaml:21: rule \"R-2\" asks exactly what rule \"R-1\" at rules/good.yaml:11"
                + " asks; make them one rule, or let them differ in scope or when");
    assertThat(rules.load().ruleIds()).as("it is no reason to refuse a set").hasSize(2);
    assertThat(rules.pack("good", GOOD + twin.replace("x-*", "y-*")).faults()).isEmpty();
    assertThat(rules.pack("good", GOOD + twin.replace("title:", "mode: off\n  title:")).faults())
        .as("a rule that is off is kept for later")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "groups: [g]         | groups: [h]          | 16 | knows no group \"h\", only g, sales; add it",
        "groups: [g]         | groups: { not: [h] } | 16 | knows no group \"h\", only g, sales; add it",
        "groups: [g]         | roles: [chief]       | 16 | knows no role \"chief\", only clerk; add it",
        "tell: \"No {detector}.\" | tell: \"No.\", notify: [soc] | 17 | knows no receiver of notices \"soc\", only desk",
        "scope: {            | scope: { groups: [h*], | 14 | knows no group \"h*\", only g, sales",
        "title: A rule       | title: A wall, wall: { between: [g, h] } | 13 | knows no group \"h\", only g, sales",
        "{ list: words }     | { url: { list: bloked } } | 15 | knows no list of URLs \"bloked\", only blocked",
        "{ list: words }     | { url: { not: { list: bloked } } } | 15 | knows no list of URLs \"bloked\"",
        "{ list: words }     | { is: { groups: [h] } } | 15 | knows no group \"h\", only g, sales",
      })
  void namesTheConfigurationDoesNotKnowAreSaid(String good, String bad, int line, String words) {
    KnownNames known =
        new KnownNames(Set.of("g", "sales"), Set.of("clerk"), Set.of("desk"), Set.of("blocked"));
    rules.pack("good", GOOD);
    assertThat(RuleCheck.run(rules.path(), known)).isEmpty();
    String wrong = GOOD.replace(good, bad.replace(", wall", "\n  wall"));
    assertThat(wrong).isNotEqualTo(GOOD);
    rules.pack("good", wrong);
    assertThat(RuleCheck.run(rules.path(), known))
        .extracting(Fault::toString)
        .anySatisfy(
            fault ->
                assertThat(fault).startsWith("rules/good.yaml:" + line + ": ").contains(words));
    assertThat(rules.faults()).noneMatch(fault -> fault.contains("the configuration knows"));
  }

  @Test
  void aFolderWithoutRulesIsSaid() {
    assertThat(rules.write("notes.txt", "nothing").faults())
        .singleElement()
        .asString()
        .endsWith("no rule in this folder");
  }

  @Test
  void theVersionFollowsEveryFile() {
    String before = rules.pack("good", GOOD).load().version().value();
    assertThat(rules.load().version().value()).isEqualTo(before).hasSize(12);
    rules.write("lists/extra.txt", "x");
    assertThat(rules.load().version().value()).isNotEqualTo(before);
  }

  @Test
  void aListMayBeAFileWithComments() {
    rules.write("lists/w.txt", "# words\n\nalpha\n");
    rules.pack("good", GOOD.replace("terms: [alpha, beta]", "file: lists/w.txt"));
    assertThat(rules.load().ruleIds()).hasSize(1);
  }
}
