package org.lockkeeper.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.load.RulesFolder;
import org.lockkeeper.shared.Counters;

/** What rules do: words in the reader's language, tokens, reasons, and what is done beside. */
final class RemedyTest {

  private final Path folder;

  RemedyTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void peopleAreToldInTheirLanguage() {
    String remedy = "block: true, tell: { en: \"No.\", de: \"Nein.\", pt-BR: \"Não.\" }";
    assertThat(notice(remedy, "de-CH", "en")).isEqualTo("Nein.");
    assertThat(notice(remedy, "fr", "pt-br")).isEqualTo("Não.");
    assertThat(notice(remedy, "pt")).isEqualTo("No.");
    assertThat(notice(remedy)).isEqualTo("No.");
  }

  @Test
  void aTokenStandsForTheSameValueHoweverItIsWritten() {
    Decision decision = judge("redact: { token: true }", new World(), "AB-12 and ab 12");
    assertThat(Redactions.apply("text", "AB-12 and ab 12", decision.redactions()))
        .isEqualTo("[code <code\nab12>] and [code <code\nab12>]");
  }

  @Test
  void partOfAValueMayStay() {
    Decision decision =
        judge("redact: { keep-first: 1, keep-last: 1, mask: \"*\" }", new World(), "see ab 12 now");
    assertThat(Redactions.apply("text", "see ab 12 now", decision.redactions()))
        .isEqualTo("see a* *2 now");
  }

  @Test
  void whatIsDoneBesideStandsInTheDecision() {
    Decision decision =
        judge(
            "allow: true, tag: [x], log: true, notify: [soc], escalate: [legal], risk: 5,"
                + " disclaim: \"Not advice.\"",
            new World(),
            "ab 12");
    assertThat(decision.verdict()).isEqualTo(new Verdict.Allow());
    assertThat(decision.also())
        .containsExactlyInAnyOrder(
            new SideAction.Tag("x"),
            new SideAction.Log(),
            new SideAction.Notify("soc"),
            new SideAction.Escalate("legal"),
            new SideAction.Disclaim("Not advice."),
            new SideAction.Count("risk/chat/1", 5, false));
  }

  @Test
  void aRuleOnCoachOffersItsReasons() {
    Decision decision =
        judge(
            "coach: { reasons: [client asked, legal hold], words: true }, tell: t",
            new World(),
            "ab 12");
    assertThat(decision.verdict()).isInstanceOf(Verdict.Coach.class);
    Reasons reasons = ((Verdict.Coach) decision.verdict()).reasons();
    assertThat(reasons.fault("because")).isPresent();
    assertThat(reasons.fault("Client asked")).isPresent();
    assertThat(reasons.fault("client asked: by phone today")).isEmpty();
    assertThat(Reasons.ANY.fault("because")).isEmpty();
    assertThat(Reasons.ANY.fault(" ")).isPresent();
  }

  @Test
  void aRepetitionIsCountedWhetherOrNotItIsTooMany() {
    String rule =
        RULE.replace("do:", "repeated: { over: 1, within: 1h, by: channel }\n  do:")
            .formatted("block: true, tell: t", "block");
    Decision first = load(rule).inspect(PolicyTest.post("ab 12"), new World());
    assertThat(first.verdict()).isEqualTo(new Verdict.Allow());
    assertThat(first.also()).containsExactly(new SideAction.Count("rule/A/chat//c", 1, false));
    World again =
        new World() {
          @Override
          public Counters.Count count(String key, Duration window, MessageEvent event) {
            return new Counters.Count(key.equals("rule/A/chat//c") ? 1 : 0, true);
          }
        };
    assertThat(load(rule).inspect(PolicyTest.post("ab 12"), again).verdict().label())
        .isEqualTo("block");
  }

  @Test
  void aCountThatMayBeTooLowIsAFault() {
    String rule =
        RULE.replace("do:", "repeated: { over: 1, within: 1h, by: person }\n  do:")
            .formatted("block: true, tell: t", "block");
    World torn =
        new World() {
          @Override
          public Counters.Count count(String key, Duration window, MessageEvent event) {
            return new Counters.Count(0, false);
          }
        };
    Decision decision = load(rule).inspect(PolicyTest.post("ab 12"), torn);
    assertThat(decision.verdict().label()).isEqualTo("hold");
    assertThat(decision.faults()).hasSize(1);
  }

  private String notice(String remedy, String... languages) {
    World reader =
        new World() {
          @Override
          public List<String> languages() {
            return List.of(languages);
          }
        };
    Verdict verdict = judge(remedy, reader, "ab 12").verdict();
    return ((Verdict.Block) verdict).notice().text();
  }

  private Decision judge(String remedy, Facts facts, String text) {
    String verdict = remedy.substring(0, remedy.indexOf(':'));
    boolean tags = verdict.equals("allow");
    String rule = RULE.formatted(remedy, tags ? "allow, tag: x" : verdict);
    return load(rule).inspect(PolicyTest.post(text), facts);
  }

  private Inspector load(String rule) {
    return new RulesFolder(folder).pack("p", rule).load();
  }

  private static final String RULE =
      """
      detectors:
        code: { find: { regex: '(?i)ab.?12', keyword: ["ab-12", "ab 12"] }, tests: { hit: [ab 12], miss: [x] } }
      rules:
      - id: A
        title: t
        when: { code: high }
        do: { %s }
        tests: [ { say: ab 12, counted: 9, expect: %s }, { say: x, expect: allow } ]
      """;

  /** A world whose tokens show what they stand for. */
  private static class World implements Facts {
    @Override
    public Set<String> groupsOf(ServiceId service, Actor who) {
      return Set.of();
    }

    @Override
    public String token(String value) {
      return "<" + value + ">";
    }
  }
}
