package org.lockkeeper.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.match.Seen;
import org.lockkeeper.match.View;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Explanation;
import org.lockkeeper.policy.Explanation.Outcome;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.RuleId;
import org.lockkeeper.policy.Truth;
import org.lockkeeper.policy.explain.RuleWords;

/** An explanation tells what the judgement did, and why each rule did or did not speak. */
final class ExplanationTest {

  private static final String PACK =
      """
      detectors:
        card: { find: { id: payment-card } }
        staff-no:
          find: { regex: '\\bE\\d{6}\\b', keyword: [staff] }
          tests: { hit: ["staff E123456"], miss: ["build E123456"] }
      rules:
      - id: R-ASKED
        title: Mask cards
        when: { card: ">=1 medium" }
        unless: [ { people: [ann], until: 2027-01-31 }, { channels: [open], until: 2020-01-31 } ]
        do: { redact: true }
        tests: &TESTS
      - id: R-BOTH
        title: A card and a staff number
        when: { all: [ { card: high }, { not: { staff-no: high } } ] }
        do: { block: true, tell: "No." }
        tests: &TESTS
      - id: R-DAYS
        title: Only later
        valid: { from: 2030-01-01 }
        when: { card: high }
        do: { block: true, tell: "No." }
        tests: &LATER
      - id: R-NEEDS
        title: Staff numbers
        when: { staff-no: high }
        do: { block: true, tell: "No." }
        tests: &STAFF
      - id: R-SCOPE
        title: Elsewhere
        scope: { channels: [elsewhere], direction: out }
        when: { card: high }
        do: { block: true, tell: "No." }
        tests: &ELSEWHERE
      - id: R-WAIVED
        title: Not for testers
        when: { card: high }
        unless: [ { people: [tester], until: 2027-01-31, ticket: T-1 } ]
        do: { block: true, tell: "No." }
        tests: &OTHERS
      """
          .replace("&TESTS", tests("", "allow"))
          .replace("&LATER", tests("at: \"2031-01-01T00:00:00Z\", ", "allow"))
          .replace("&STAFF", "[ { say: staff E123456, expect: block }, { say: a, expect: allow } ]")
          .replace("&ELSEWHERE", tests("in: elsewhere, ", "allow"))
          .replace("&OTHERS", tests("from: { person: bob }, ", "allow"));

  private static String tests(String who, String miss) {
    return "[ { %ssay: \"4012888888881881\", expect: HIT }, { say: a, expect: %s } ]"
        .formatted(who, miss);
  }

  /** What no detector finds, but the rules that ask. */
  private static final Set<Finding.Category> BY_RULES =
      Set.of(Finding.Category.URL, Finding.Category.WALL);

  private final RulesFolder folder;

  ExplanationTest(@TempDir Path parent) {
    this.folder = new RulesFolder(parent);
  }

  private RuleSet rules() {
    // The one rule that redacts stands first.
    return folder
        .pack("p", PACK.replaceFirst("expect: HIT", "expect: redact").replace("HIT", "block"))
        .load();
  }

  private static Explanation explain(RuleSet rules, String text) {
    return rules.explain(TestReader.post(text), Facts.NONE, new AtomicLong()::incrementAndGet);
  }

  private static Outcome of(Explanation explanation, String rule) {
    return explanation.rules().stream()
        .filter(told -> told.rule().id().equals(new RuleId(rule)))
        .findFirst()
        .orElseThrow()
        .outcome();
  }

  @Test
  void everyRuleSaysHowFarItCame() {
    Explanation why = explain(rules(), "card 4012 8888 8888 1881");

    assertThat(why.decision().because().stream().map(RuleId::value))
        .containsExactly("R-BOTH", "R-ASKED");
    assertThat(of(why, "R-ASKED"))
        .isInstanceOfSatisfying(
            Outcome.Asked.class,
            asked -> {
              assertThat(asked.matched()).isTrue();
              assertThat(asked.verdict().orElseThrow().label()).isEqualTo("redact");
              assertThat(asked.spoke()).hasSize(1);
            });
    assertThat(of(why, "R-NEEDS"))
        .isInstanceOfSatisfying(
            Outcome.NotAsked.class, it -> assertThat(it.needs()).containsExactly("staff-no"));
    assertThat(of(why, "R-DAYS"))
        .isInstanceOfSatisfying(
            Outcome.NotValid.class,
            it -> assertThat(RuleWords.of(it.valid())).isEqualTo("2030-01-01 to open"));
    assertThat(of(why, "R-SCOPE"))
        .isInstanceOfSatisfying(
            Outcome.OutOfScope.class,
            it -> {
              assertThat(it.tests())
                  .extracting(each -> RuleWords.of(each.test()))
                  .containsExactly("channels elsewhere", "direction out");
              assertThat(it.tests())
                  .extracting(Explanation.Tested::answer)
                  .containsExactly(Truth.NO, Truth.YES);
            });
    assertThat(of(why, "R-WAIVED"))
        .isInstanceOfSatisfying(
            Outcome.Excepted.class,
            it ->
                assertThat(RuleWords.of(it.by()))
                    .isEqualTo("people tester until 2027-01-31 (T-1)"));
  }

  @Test
  void aConditionIsWeighedPartByPart() {
    Outcome.Asked asked =
        (Outcome.Asked) of(explain(rules(), "card 4012 8888 8888 1881, staff E123456"), "R-BOTH");

    assertThat(asked.matched()).isFalse();
    assertThat(asked.verdict()).isEmpty();
    assertThat(asked.weighed().parts())
        .extracting(each -> RuleWords.of(each.condition()) + ": " + each.holds())
        .containsExactly("card >=1 high: true", "not (staff-no >=1 high): false");
  }

  @Test
  void exceptionsThatDidNotHoldSayWhy() {
    Explanation why = explain(rules(), "4012888888881881");

    List<Explanation.Considered> exceptions = why.rules().getFirst().exceptions();
    assertThat(exceptions).extracting(Explanation.Considered::holds).containsExactly(false, false);
    assertThat(exceptions).extracting(Explanation.Considered::over).containsExactly(false, true);
  }

  @Test
  void whatWasReadIsShownViewByViewAndEachFindingSaysWhichViewShowsIt() {
    Explanation why = explain(rules(), "c\u0430rd 4012\u200b8888 8888 1881");

    assertThat(why.texts()).hasSize(1);
    assertThat(why.texts().getFirst().views())
        .contains(new Seen(View.Kind.FOLDED, "card 40128888 8888 1881"));
    assertThat(why.sightings())
        .anySatisfy(
            each -> {
              assertThat(each.finding().detector()).isEqualTo("card");
              assertThat(each.views()).contains(View.Kind.FOLDED);
            });
    assertThat(explain(rules(), "plain words").texts().getFirst().views()).hasSize(1);
  }

  @Test
  void everyStepIsTimedByTheClockThatIsHandedIn() {
    Explanation why = explain(rules(), "card 4012 8888 8888 1881");

    assertThat(why.steps()).extracting(Explanation.Took::step).contains(Explanation.Step.values());
    assertThat(why.steps()).allSatisfy(took -> assertThat(took.nanos()).isPositive());
    long all = why.steps().stream().mapToLong(Explanation.Took::nanos).sum();
    assertThat(all).as("each tick belongs to one step").isLessThan(40);
  }

  /** One code judges and explains: over every test of every shipped pack they say the same. */
  @Test
  void anExplanationDecidesAsTheJudgementDoes() {
    RuleSet rules = RuleSet.compile(ShippedRulesTest.RULES);
    int asked = 0;
    for (Drafts.RuleDraft draft : rules.ruleDrafts()) {
      for (Drafts.RuleTest test : draft.tests()) {
        MessageEvent event = test.event();
        Decision decision = rules.inspect(event, test.facts());
        Explanation why = rules.explain(event, test.facts(), () -> 0);

        assertThat(why.decision()).isEqualTo(decision);
        assertThat(spoke(why)).containsExactlyInAnyOrderElementsOf(decision.because());
        assertThat(why.sightings().stream().map(Explanation.Sighting::finding).toList())
            .containsAll(decision.findings());
        assertThat(why.sightings())
            .filteredOn(each -> !BY_RULES.contains(each.finding().category()))
            .allSatisfy(each -> assertThat(each.views()).isNotEmpty());
        asked += why.rules().size();
      }
    }
    assertThat(asked).isGreaterThan(1000);
  }

  private static List<RuleId> spoke(Explanation why) {
    return why.rules().stream()
        .filter(told -> told.outcome() instanceof Outcome.Asked said && said.verdict().isPresent())
        .map(told -> told.rule().id())
        .toList();
  }
}
