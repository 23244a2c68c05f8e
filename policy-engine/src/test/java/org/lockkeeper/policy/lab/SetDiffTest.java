package org.lockkeeper.policy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockkeeper.policy.lab.SetDiff.Change;
import org.lockkeeper.policy.lab.SetDiff.Kind;
import org.lockkeeper.policy.load.RuleSet;
import org.lockkeeper.policy.load.RulesFolder;

/** Two sets differ where they mean something else, and nowhere else. */
final class SetDiffTest {

  private static final String PACK =
      """
      lists:
        words: { terms: [alpha, beta ^3, text* me w/4 later], except: { terms: [alphabet] } }
      detectors:
        staff-no:
          find: { regex: '\\bE\\d{6}\\b', keyword: [staff, employee] }
          sure: { high: { near: [staff, team], within: 40 }, low: {} }
          ignore: [E000000]
          tests: { hit: ["staff E123456"], miss: ["build E123456"] }
      rules:
      - id: R-1
        title: A rule
        why: House rules
        mode: enforce
        scope: { channels: { not: ["x-*"] }, direction: out }
        valid: { from: 2025-01-01 }
        when: { any: [ { list: words }, { staff-no: ">=1 medium" } ] }
        unless: [ { groups: [g], until: 2027-01-31, ticket: T-1 } ]
        do: { hold: { queue: legal }, tell: { en: "No {detector}.", de: "Nein." }, tag: [a], risk: 3 }
        on-error: hold
        tests:
        - { say: "alpha", expect: hold }
        - { say: "gamma", expect: allow }
      """;

  private final RuleSet before;
  private final RulesFolder other;

  SetDiffTest(@TempDir Path one, @TempDir Path two) {
    before = new RulesFolder(one).pack("p", PACK).load();
    other = new RulesFolder(two);
  }

  private List<Change> diff(String pack) {
    return SetDiff.of(before, RuleSet.compile(other.pack("q", pack).path()));
  }

  @Test
  void orderLayoutTestsAndFilesDoNotMatter() {
    String same =
        PACK.replace("[alpha, beta ^3,", "[beta ^3, alpha,")
            .replace("keyword: [staff, employee]", "keyword: [employee, staff]")
            .replace("near: [staff, team]", "near: [team, staff]")
            .replace(
                "any: [ { list: words }, { staff-no: \">=1 medium\" } ]",
                "any: [ { staff-no: medium }, { list: [words] } ]")
            .replace("\"gamma\"", "\"delta\"");
    assertThat(same).isNotEqualTo(PACK);
    assertThat(diff(same)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "title: A rule          | title: Another         | title    | A rule | Another",
        "mode: enforce          | mode: shadow           | mode     | enforce | shadow",
        "`not: [\"x-*\"]`       | `not: [\"y-*\"]`       | scope    | channels not x-* | channels not y-*",
        "from: 2025-01-01       | until: 2030-01-01      | valid    | 2025-01-01 to open | open to 2030-01-01",
        ">=1 medium             | >=2 high               | when     | any of (staff-no >=1 medium; words >=1 low) | any of (staff-no >=2 high; words >=1 low)",
        "until: 2027-01-31      | until: 2028-01-31      | unless   | groups g until 2027-01-31 (T-1) | groups g until 2028-01-31 (T-1)",
        "queue: legal           | queue: soc             | do       | hold for legal; a, counted 3 for risk | hold for soc; a, counted 3 for risk",
        "de: \"Nein.\"          | de: \"Nicht.\"         | tell     | de: Nein. | de: Nicht.",
        "on-error: hold         | on-error: block        | on-error | hold | block",
      })
  void aRulesPropertyIsNamedWithWhatItWasAndIs(
      String good, String bad, String property, String was, String is) {
    assertThat(PACK).contains(good);
    Change change = only(diff(PACK.replace(good, bad)));

    assertThat(change.kind()).isEqualTo(Kind.CHANGED);
    assertThat(change.sort()).isEqualTo("rule");
    assertThat(change.name()).isEqualTo("R-1");
    assertThat(change.details())
        .containsExactly(new SetDiff.Detail(property, List.of(was), List.of(is)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "d{6}\\b                   | d{7}\\b              | detector | find",
        "near: [staff, team]       | near: [staff]        | detector | sure",
        "within: 40                | within: 50           | detector | sure",
        "ignore: [E000000]         | ignore: [E000001]    | detector | ignore",
        "beta ^3                   | beta ^4              | list     | terms",
        "w/4                       | w/5                  | list     | terms",
        "text* me                  | text me              | list     | terms",
        "`terms: [alphabet]`       | `terms: [alphabetical]` | list     | except",
        "keyword: [staff, employee]| `keyword: [staff, employee], entropy: 2` | detector | worth",
      })
  void aDetectorsPropertyIsNamed(String good, String bad, String sort, String property) {
    assertThat(PACK).contains(good);
    Change change = only(diff(PACK.replace(good, bad)));

    assertThat(change.sort()).isEqualTo(sort);
    assertThat(change.details())
        .singleElement()
        .satisfies(detail -> assertThat(detail.property()).isEqualTo(property));
  }

  @Test
  void termsThatCameAndWentAreListed() {
    Change change = only(diff(PACK.replace("[alpha, beta ^3,", "[beta ^3, delta, alpha two,")));

    assertThat(change.details())
        .containsExactly(
            new SetDiff.Detail("terms", List.of("alpha"), List.of("alpha two", "delta")));
  }

  @Test
  void entriesOnlyOneSetHasAreAddedOrRemoved() {
    String renamed = PACK.replace("R-1", "R-9").replace("words", "terms-of-ours");
    assertThat(diff(renamed))
        .extracting(each -> each.kind() + " " + each.sort() + " " + each.name())
        .containsExactly(
            "REMOVED rule R-1", "ADDED rule R-9", "ADDED list terms-of-ours", "REMOVED list words");
  }

  private static Change only(List<Change> changes) {
    assertThat(changes).hasSize(1);
    return changes.getFirst();
  }
}
