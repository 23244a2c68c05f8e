package org.lockkeeper.policy.load;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.lockkeeper.policy.Condition;
import org.lockkeeper.policy.Counting;
import org.lockkeeper.policy.Masking;
import org.lockkeeper.policy.Remedy;
import org.lockkeeper.policy.Rule;
import org.lockkeeper.policy.Rule.Mode;
import org.lockkeeper.policy.Rule.Severity;
import org.lockkeeper.policy.RuleId;
import org.lockkeeper.policy.Scope;
import org.lockkeeper.policy.load.Drafts.Reference;
import org.lockkeeper.policy.load.Drafts.RuleDraft;
import org.lockkeeper.policy.load.Drafts.RuleTest;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.YamlMap;

/** Reads one entry of {@code rules:} and checks what must hold of every rule. */
final class RuleReader {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final Faults faults;
  private final ScopeReader scopes;
  private final ConditionReader conditions;

  RuleReader(Faults faults, List<Reference> references) {
    this.faults = faults;
    this.scopes = new ScopeReader(faults);
    this.conditions = new ConditionReader(faults, references);
  }

  /** How far a rule is trusted: a draft cannot be in force. */
  private enum Status {
    DRAFT,
    TEST,
    STABLE,
    DEPRECATED
  }

  RuleDraft read(YamlMap rule) {
    String id = rule.requireText("id");
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      rule.fault("id", "an id is up to 64 letters, digits, dots, dashes and underscores");
    }
    String title = rule.requireText("title");
    String why = rule.text("why").orElse("");
    Status status = rule.choice("status", Status.class, Status.STABLE);
    Mode mode = rule.choice("mode", Mode.class, Mode.ENFORCE);
    if (status == Status.DRAFT && (mode == Mode.COACH || mode == Mode.ENFORCE)) {
      rule.fault("status", "a draft is not in force; set mode: shadow, or status: test");
    }
    Scope scope = rule.map("scope").map(scopes::scope).orElse(Scope.EVERYWHERE);
    Rule.Valid valid = rule.map("valid").map(this::valid).orElse(Rule.Valid.ALWAYS);
    Condition when = when(rule);
    Optional<Counting> repeated = rule.map("repeated").map(RuleReader::repeated);
    Remedy remedy = RemedyReader.read(rule.section("do"));
    Severity onError = rule.choice("on-error", Severity.class, Severity.HOLD);
    if (onError == Severity.REDACT) {
      rule.fault("on-error", "what cannot be checked cannot be redacted; use hold");
    }
    if (remedy.severity() == Severity.REDACT && !when.hasPlaces()) {
      rule.fault("do", "redact needs a detector or list in when that says what to replace");
    }
    if (remedy.masking() instanceof Masking.TimeOfClick
        && !when.leaves().allMatch(each -> each instanceof Condition.Linked)) {
      rule.fault("do", "time-of-click rewrites links; its when may ask about url only");
    }
    List<RuleTest> tests = tests(rule, id);
    Rule read =
        new Rule(
            new RuleId(id),
            title,
            why,
            mode,
            scope,
            valid,
            when,
            repeated,
            scopes.waivers(rule),
            remedy,
            onError);
    rule.end();
    return new RuleDraft(read, rule.where(), tests);
  }

  private Rule.Valid valid(YamlMap valid) {
    LocalDate from = ScopeReader.day(valid, "from").orElse(LocalDate.MIN);
    LocalDate until = ScopeReader.day(valid, "until").orElse(LocalDate.MAX);
    valid.end();
    if (until.isBefore(from)) {
      faults.add(valid.where(), "the rule's last day is before its first");
    }
    return new Rule.Valid(from, until);
  }

  /** A rule has a wall, or a condition, or a wall that stands only when a condition holds. */
  private Condition when(YamlMap rule) {
    Optional<Condition> wall = rule.map("wall").map(WallReader::read).map(Condition.Barred::new);
    if (wall.isEmpty()) {
      return conditions.read(rule.section("when"));
    }
    return rule.map("when")
        .map(conditions::read)
        .<Condition>map(when -> new Condition.All(List.of(wall.get(), when)))
        .orElse(wall.get());
  }

  private static Counting repeated(YamlMap repeated) {
    if (!repeated.has("over")) {
      repeated.fault("over", "repeated needs over: how often is still allowed");
    }
    long over = repeated.number("over", 1, 1_000_000, 1);
    Duration within = repeated.duration("within", Duration.ofHours(1));
    Counting.By by = repeated.choice("by", Counting.By.class, Counting.By.PERSON);
    repeated.end();
    return new Counting(over, within, by);
  }

  private List<RuleTest> tests(YamlMap rule, String id) {
    List<RuleTest> tests = new ArrayList<>();
    rule.maps("tests").forEach(test -> tests.add(TestReader.read(test)));
    boolean hit = tests.stream().anyMatch(RuleTest::hit);
    boolean miss = tests.stream().anyMatch(test -> !test.hit());
    if (!hit || !miss) {
      faults.add(
          rule.where(),
          "rule \""
              + id
              + "\" needs a test that "
              + (hit ? "misses (expect: allow)" : "hits (another verdict, or a tag)"));
    }
    return tests;
  }
}
