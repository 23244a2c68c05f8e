package org.lockkeeper.policy.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockkeeper.policy.load.RuleCheck;
import org.lockkeeper.policy.load.RulesFolder;
import org.lockkeeper.yaml.Faults;

/** What has one mend is mended, and then the pack has no fault; what takes thought is left. */
final class MendingTest {

  private static final String PACK =
      """
      pack: p
      version: 1
      owner: me
      lists:
        words: { terms: [alpha, beta], match: word, fold: [case, width, confusable] }
      detectors:
        staff-no:
          find: { regex: '\\bE\\d{6}\\b', keyword: [staff] }
          sure: { high: { near: [staff], within: 40 }, low: {} }
          tests: { hit: ["staff E123456"], miss: ["build E123456"] }
      rules:
      - id: R-1
        title: A rule
        status: stable
        mode: enforce
        scope: { channels: { not: ["x-*"] } }
        when: { any: [ { list: words }, { staff-no: ">=1 medium" } ] }
        do: { hold: { queue: legal }, tell: "No." }
        on-error: hold
        tests:
        - { say: "alpha", expect: hold }
        - { say: "gamma", expect: allow }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "title: A rule       | titel: A rule       | p.yaml:13: key \"titel\" is now \"title\"",
        "on-error: hold      | on-eror: hold       | p.yaml:19: key \"on-eror\" is now \"on-error\"",
        "keyword: [staff]    | keywords: [staff]   | p.yaml:8: key \"keywords\" is now \"keyword\"",
        "hold: { queue       | quarantine: { queue | p.yaml:18: key \"quarantine\" is now \"hold\"",
        "mode: enforce       | mode: enforced      | p.yaml:15: mode: enforced is now enforce",
        "status: stable      | status: stabel      | p.yaml:14: status: stabel is now stable",
        "expect: hold        | expect: quarantine  | p.yaml:21: expect: quarantine is now hold",
        "on-error: hold      | on-error: redact    | p.yaml:19: on-error: redact is now hold",
        "beta], match: word  | be], match: anywhere | p.yaml:5: match: anywhere is now word: a term is shorter than 3 characters",
        "match: word         | match: word, language: en | p.yaml:5: \"language\" is taken out: language goes with match: stem only",
        "[case, width, confusable] | [case, leet]  | p.yaml:5: fold has width, confusable, repeat now: they belong to it",
        "low: {}             | low: { within: 30 } | p.yaml:9: \"within\" is taken out: within says nothing without near or not-near",
        "`scope: { channels: { not: [\"x-*\"] } }` | scope: {} | p.yaml:16: \"scope\" is taken out: an empty scope says nothing",
        "legal },            | legal }, block: false, | p.yaml:18: \"block\" is taken out: block: false says nothing",
      })
  void aSlipIsMendedAndSaid(String good, String bad, String said, @TempDir Path folder) {
    assertThat(PACK).contains(good);
    String broken = PACK.replace(good, bad);
    RulesFolder rules = new RulesFolder(folder).write("p.yaml", broken);
    assertThat(RuleCheck.run(rules.path())).as("it is a fault").isNotEmpty();

    PackForm form = PackForm.mended(broken, "p.yaml", new Faults()).orElseThrow();

    assertThat(form.mends()).extracting(PackForm.Mend::toString).containsExactly(said);
    assertThat(RuleCheck.run(rules.write("p.yaml", form.text()).path())).isEmpty();
    assertThat(PackForm.mended(form.text(), "p.yaml", new Faults()).orElseThrow().mends())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "title: A rule    | name: A rule",
        "mode: enforce    | mode: loud",
        "owner: me        | `# nobody`",
        "`, tell: \"No.\"` | `` ",
        "- { say: \"gamma\", expect: allow } | `` ",
        "queue: legal     | `que: a, queue: legal`",
      })
  void whatTakesThoughtIsLeftToPeople(String good, String bad) {
    assertThat(PACK).contains(good);
    PackForm form = PackForm.mended(PACK.replace(good, bad), "p.yaml", new Faults()).orElseThrow();
    assertThat(form.mends()).isEmpty();
  }

  @Test
  void aKeySomebodyWroteAboutStays() {
    String pack = "pack: p\nrules:\n- id: R\n  # everywhere\n  scope: {}\n";
    assertThat(PackForm.mended(pack, "p.yaml", new Faults()).orElseThrow())
        .satisfies(
            form -> {
              assertThat(form.mends()).isEqualTo(List.of());
              assertThat(form.text()).contains("# everywhere\n  scope: {}");
            });
  }
}
