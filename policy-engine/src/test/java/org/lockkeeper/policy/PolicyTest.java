package org.lockkeeper.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.detect.Detector;
import org.lockkeeper.detect.DetectorSet;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.detect.Recognizer;
import org.lockkeeper.detect.Sureness;
import org.lockkeeper.extract.Extracted;
import org.lockkeeper.extract.Extracted.Status;
import org.lockkeeper.match.NormalText;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.Audience;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.Digest;
import org.lockkeeper.message.Direction;
import org.lockkeeper.message.EventId;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.NativeId;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.load.RuleSet;
import org.lockkeeper.policy.load.RulesFolder;
import org.lockkeeper.shared.FindingsCache;
import org.lockkeeper.shared.LocalFindingsCache;

/** How rules become a decision. */
final class PolicyTest {

  private static final String LISTS =
      """
      lists:
        hide: { terms: [secret, "secret plan"], match: anywhere }
        stop: { terms: [forbidden] }
        wait: { terms: [deal] }
        ask: { terms: [rude] }
      rules:
      """;

  private final Path folder;

  PolicyTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theStrictestWinsAndRedactionsAddUp() {
    RuleSet rules =
        rules(
            rule("A", "{ list: hide }", "redact: true"),
            rule("B", "{ list: stop }", "block: true, tell: \"No {n} {detector} ({rule}).\""),
            rule("C", "{ list: wait }", "hold: { queue: legal }, tell: w"),
            rule("D", "{ list: ask }", "coach: true, tell: a"));
    Decision decision = rules.inspect(post("a secret plan, a rude forbidden deal"), Facts.NONE);
    assertThat(decision.verdict())
        .isEqualTo(new Verdict.Block(new Notice(new RuleId("B"), "No 1 stop (B).")));
    assertThat(decision.because()).extracting(RuleId::value).containsExactly("B", "C", "D", "A");
    assertThat(decision.redactions()).containsExactly(new Redaction("text", 2, 13, "•••••• ••••"));
    assertThat(decision.findings())
        .extracting(Finding::detector)
        .containsExactly("hide", "ask", "stop", "wait");
    assertThat(decision.policy()).isEqualTo(rules.version());
  }

  @Test
  void theOrderOfRulesNeverMatters() {
    String one = rule("A", "{ list: hide }", "redact: { mask: \"x\" }");
    String two = rule("B", "{ list: hide }", "redact: { keep-last: 2 }");
    Decision left = rules(one, two).inspect(post("my secret"), Facts.NONE);
    Decision right = rules(two, one).inspect(post("my secret"), Facts.NONE);
    assertThat(left.redactions()).isEqualTo(right.redactions());
    assertThat(left.because()).isEqualTo(right.because());
    assertThat(left.redactions()).containsExactly(new Redaction("text", 3, 9, "••••••"));
  }

  @Test
  void whatRedactionLaysBareIsBlocked() {
    Decision decision =
        rules(rule("A", "{ list: hide }", "redact: { mask: \"\" }"))
            .inspect(post("secsecretret"), Facts.NONE);
    assertThat(decision.verdict().label()).isEqualTo("block");
  }

  @Test
  void aMaskThatHidesNothingIsBlocked() {
    Decision decision =
        rules(rule("A", "{ list: hide }", "redact: { keep-last: 50 }"))
            .inspect(post("a secret"), Facts.NONE);
    assertThat(decision.verdict().label()).isEqualTo("block");
  }

  @Test
  void aRuleInShadowOnlyTags() {
    Decision decision =
        rules(rule("A", "{ list: stop }", "block: true, tell: t").replace("enforce", "shadow"))
            .inspect(post("forbidden"), Facts.NONE);
    assertThat(decision.verdict()).isEqualTo(new Verdict.Allow());
    assertThat(decision.because()).isEmpty();
    assertThat(decision.also()).containsExactly(new SideAction.Tag("shadow:A"));
  }

  @Test
  void aRuleInCoachIsNeverStricter() {
    Decision decision =
        rules(rule("A", "{ list: stop }", "block: true, tell: t").replace("enforce", "coach"))
            .inspect(post("forbidden"), Facts.NONE);
    assertThat(decision.verdict())
        .isEqualTo(new Verdict.Coach(new Notice(new RuleId("A"), "t"), Reasons.ANY));
  }

  @Test
  void scopeIsServiceChannelDirectionAndGroup() {
    String scope =
        "scope: { services: [chat], channels: [\"deal-*\"], direction: out, groups: { not: [legal] } }";
    RuleSet rules =
        rules(rule("A", "{ list: stop }", "block: true, tell: t", scope, "deal-1", "chat"));
    MessageEvent in = event("forbidden", "chat", "deal-7", Direction.OUT);
    assertThat(rules.inspect(in, Facts.NONE).verdict().label()).isEqualTo("block");
    assertThat(rules.inspect(in, (service, who) -> Set.of("legal")).verdict().passes()).isTrue();
    for (MessageEvent out :
        List.of(
            event("forbidden", "mail", "deal-7", Direction.OUT),
            event("forbidden", "chat", "lunch", Direction.OUT),
            event("forbidden", "chat", "deal-7", Direction.IN))) {
      Decision decision = rules.inspect(out, Facts.NONE);
      assertThat(decision.verdict().passes()).isTrue();
      assertThat(decision.findings()).as("nobody looked for it").isEmpty();
    }
  }

  @Test
  void anExceptionEnds() {
    RuleSet rules =
        rules(
            rule("A", "{ list: stop }", "block: true, tell: t")
                + "  unless: [ { groups: [g], until: 2026-03-31 } ]\n");
    Facts inGroup = (service, who) -> Set.of("g");
    MessageEvent event = post("forbidden");
    assertThat(at(event, "2026-03-31T23:59:59Z", rules, inGroup)).isEqualTo("allow");
    assertThat(at(event, "2026-04-01T00:00:00Z", rules, inGroup)).isEqualTo("block");
    assertThat(at(event, "2026-03-01T00:00:00Z", rules, Facts.NONE)).isEqualTo("block");
  }

  @Test
  void theTextAndTheNameOfAFileAreJudged() {
    RuleSet rules = rules(rule("A", "{ list: stop }", "block: true, tell: t"));
    Decision text = rules.inspect(with(file("a.txt", Status.EXTRACTED, "forbidden")), Facts.NONE);
    assertThat(text.findings()).extracting(Finding::pointer).containsExactly("attachment:0");
    assertThat(text.verdict().label()).isEqualTo("block");
    Decision name = rules.inspect(with(file("forbidden.txt", Status.EXTRACTED, "")), Facts.NONE);
    assertThat(name.findings()).extracting(Finding::pointer).containsExactly("attachment:0/name");
  }

  @Test
  void aFileIsReadOnceAndRememberedForThisSetOfRulesAlone() {
    String both = "[ { list: stop }, { list: hide } ]";
    RuleSet rules = rules(rule("A", "{ any: " + both + " }", "block: true, tell: t"));
    LocalFindingsCache memory = new LocalFindingsCache(1 << 16);
    List<Digest> asked = new ArrayList<>();
    Facts facts = remembering(memory, asked);
    MessageEvent event = with(file("a.txt", Status.EXTRACTED, "forbidden secret"));

    Decision first = rules.inspect(event, facts);
    assertThat(memory.get(asked.getFirst())).as("remembered").isPresent();
    Decision again = rules.inspect(event, facts);
    assertThat(again).isEqualTo(first).isEqualTo(rules.inspect(event, Facts.NONE));

    // What is remembered is used: a memory that says nothing was found is believed.
    memory.put(asked.getFirst(), new DetectorSet.Detected(List.of(), Map.of()));
    assertThat(rules.inspect(event, facts).verdict().passes()).isTrue();
    MessageEvent other = with(file("a.txt", Status.EXTRACTED, "forbidden secret "));
    assertThat(rules.inspect(other, facts).verdict().passes()).as("another text").isFalse();
    RuleSet changed = rules(rule("B", "{ any: " + both + " }", "block: true, tell: t"));
    assertThat(changed.inspect(event, facts).verdict().passes()).as("other rules").isFalse();
  }

  @Test
  void onlyFilesAreRemembered() {
    RuleSet rules = rules(rule("A", "{ list: stop }", "block: true, tell: t"));
    List<Digest> asked = new ArrayList<>();
    rules.inspect(post("forbidden"), remembering(new LocalFindingsCache(1 << 16), asked));
    assertThat(asked).isEmpty();
  }

  private static Facts remembering(FindingsCache memory, List<Digest> asked) {
    FindingsCache noting =
        new FindingsCache() {
          @Override
          public Optional<DetectorSet.Detected> get(Digest key) {
            asked.add(key);
            return memory.get(key);
          }

          @Override
          public void put(Digest key, DetectorSet.Detected found) {
            memory.put(key, found);
          }
        };
    return new Facts() {
      @Override
      public Set<String> groupsOf(ServiceId service, Actor who) {
        return Set.of();
      }

      @Override
      public Optional<FindingsCache> findings(String fileText) {
        return fileText.equals("a.txt") ? Optional.empty() : Optional.of(noting);
      }
    };
  }

  @Test
  void whatCannotBeRedactedInAFileIsBlocked() {
    RuleSet rules = rules(rule("A", "{ list: hide }", "redact: true"));
    Decision decision = rules.inspect(with(file("a.txt", Status.EXTRACTED, "secret")), Facts.NONE);
    assertThat(decision.verdict().label()).isEqualTo("block");
    assertThat(decision.redactions()).isEmpty();
  }

  @Test
  void anUnreadFileIsAFaultOfEachContentRule() {
    RuleSet rules =
        rules(
            rule("A", "{ list: stop }", "block: true, tell: t"),
            rule("B", "{ list: ask }", "coach: true, tell: t") + "  on-error: allow\n");
    for (Attachment file :
        List.of(
            file("a.zip", Status.ENCRYPTED, ""),
            file("a.pdf", Status.LIMIT, "a part"),
            Attachment.unseen(new NativeId("f1")))) {
      Decision decision = rules.inspect(with(file), Facts.NONE);
      assertThat(decision.verdict().label()).isEqualTo("hold");
      assertThat(decision.because()).extracting(RuleId::value).containsExactly("A");
      assertThat(decision.faults())
          .extracting(fault -> fault.rule().orElseThrow().value())
          .containsExactly("A", "B");
    }
  }

  @Test
  void anUploadIsJudgedByNameAndTypeOnly() {
    RuleSet rules =
        rules(
            rule("A", "{ list: stop }", "block: true, tell: t"),
            "- id: B\n  title: t\n  when: { attachment: { type: [\"application/x-*\"] } }\n"
                + "  do: { hold: true, tell: t }\n  tests:\n"
                + "  - { file: { type: application/x-sh }, expect: hold }\n"
                + "  - { say: x, expect: allow }\n");
    Attachment locked = file("a.zip", Status.ENCRYPTED, "forbidden");
    Decision decision = rules.inspect(act(new Action.Upload(locked)), Facts.NONE);
    assertThat(decision.verdict()).isEqualTo(new Verdict.Allow());
    assertThat(decision.faults()).isEmpty();
    Attachment script =
        new Attachment(
            Optional.empty(),
            "a.txt",
            "text/plain",
            Optional.of(
                new Attachment.Seen(
                    Digest.of(new byte[0]),
                    0,
                    new Extracted("application/x-sh", Status.EXTRACTED, "", List.of()))));
    assertThat(rules.inspect(act(new Action.Upload(script)), Facts.NONE).verdict().label())
        .isEqualTo("hold");
  }

  @Test
  void everyTextPartIsJudgedAndRedactedInItsPlace() {
    RuleSet rules = rules(rule("A", "{ list: hide }", "redact: true"));
    Content content =
        new Content(
            List.of(new TextPart("/b", "secret"), new TextPart("/a", "x secret")), List.of());
    Decision decision = rules.inspect(act(new Action.Post(content, Optional.empty())), Facts.NONE);
    assertThat(decision.redactions())
        .containsExactly(new Redaction("/a", 2, 8, "••••••"), new Redaction("/b", 0, 6, "••••••"));
  }

  @Test
  void aDetectorThatFailsCountsAsItsRulesOnError() {
    Recognizer broken =
        new Recognizer() {
          @Override
          public String id() {
            return "broken";
          }

          @Override
          public Finding.Category category() {
            return Finding.Category.SECRET;
          }

          @Override
          public List<Candidate> find(NormalText text) {
            throw new IllegalStateException("for the test");
          }
        };
    Detector detector =
        new Detector(
            "broken",
            Finding.Category.SECRET,
            new Detector.Means.Arithmetic(broken),
            Sureness.PLAIN,
            List.of());
    Rule rule =
        new Rule(
            new RuleId("A"),
            "t",
            "",
            Rule.Mode.ENFORCE,
            Scope.EVERYWHERE,
            Rule.Valid.ALWAYS,
            new Condition.Detected("broken", 1, 1, 1, Finding.Confidence.LOW),
            Optional.empty(),
            List.of(),
            new Remedy(
                Rule.Severity.COACH,
                Masking.Characters.DOTS,
                "review",
                new Tell("t", Map.of()),
                Reasons.ANY,
                List.of()),
            Rule.Severity.HOLD);
    Policy policy =
        new Policy(new DetectorSet(List.of(detector)), List.of(rule), new PolicyVersion("v"));
    Decision decision = policy.inspect(post("anything"), Facts.NONE);
    assertThat(decision.verdict().label()).isEqualTo("hold");
    assertThat(decision.faults())
        .containsExactly(
            new RuleFault(
                Optional.of(new RuleId("A")),
                "broken: the detector failed: IllegalStateException"));
  }

  @Test
  void factsThatFailHoldTheMessage() {
    RuleSet rules =
        rules(
            rule(
                "A",
                "{ list: stop }",
                "block: true, tell: t",
                "scope: { groups: { not: [g] } }",
                "c",
                "test"));
    Facts broken =
        (service, who) -> {
          throw new IllegalStateException("for the test");
        };
    Decision decision = rules.inspect(post("forbidden"), broken);
    assertThat(decision.verdict().label()).isEqualTo("hold");
    assertThat(decision.faults()).hasSize(1);
  }

  private RuleSet rules(String... rules) {
    return new RulesFolder(folder).pack("p", LISTS + String.join("", rules)).load();
  }

  private static String rule(String id, String when, String remedy) {
    return rule(id, when, remedy, "why: house", "c", "test");
  }

  /** A rule whose own tests hold whatever it does: its words, and a text without any. */
  private static String rule(
      String id, String when, String remedy, String scope, String channel, String service) {
    String verdict = remedy.substring(0, remedy.indexOf(':'));
    boolean hidden = remedy.contains("mask: \"\"") || !remedy.contains("keep-last: 50");
    return """
        - id: %s
          title: t
          %s
          mode: enforce
          when: %s
          do: { %s }
          tests:
          - { say: "secret forbidden deal rude", in: { channel: %s, service: %s }, expect: %s }
          - { say: nothing, expect: allow }
        """
        .formatted(id, scope, when, remedy, channel, service, hidden ? verdict : "block");
  }

  private static String at(MessageEvent event, String time, RuleSet rules, Facts facts) {
    MessageEvent then =
        new MessageEvent(
            event.id(),
            Instant.parse(time),
            event.direction(),
            event.service(),
            event.actor(),
            event.audience(),
            event.action(),
            event.wire());
    return rules.inspect(then, facts).verdict().label();
  }

  private static Attachment file(String name, Status status, String text) {
    Extracted extracted = new Extracted("text/plain", status, text, List.of());
    return new Attachment(
        Optional.empty(),
        name,
        "",
        Optional.of(new Attachment.Seen(Digest.of(new byte[0]), 0, extracted)));
  }

  private static MessageEvent with(Attachment file) {
    Content content = new Content(List.of(new TextPart("text", "see file")), List.of(file));
    return act(new Action.Post(content, Optional.empty()));
  }

  private static MessageEvent act(Action action) {
    return post("").with(action);
  }

  static MessageEvent post(String text) {
    return event(text, "chat", "c", Direction.OUT);
  }

  private static MessageEvent event(
      String text, String service, String channel, Direction direction) {
    return new MessageEvent(
        new EventId(new UUID(0, 1)),
        Instant.parse("2026-01-01T00:00:00Z"),
        direction,
        new ServiceId(service),
        new Actor("1", "ann"),
        Audience.channel(channel),
        new Action.Post(Content.text("text", text), Optional.empty()),
        Digest.of(new byte[0]));
  }
}
