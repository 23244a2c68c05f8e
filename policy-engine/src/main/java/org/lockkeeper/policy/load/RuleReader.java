package org.lockkeeper.policy.load;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.lockkeeper.policy.Condition;
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

  /** How far a rule is trusted; said to people, without effect. */
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
    checkStatus(rule);
    Mode mode = rule.choice("mode", Mode.class, Mode.ENFORCE);
    Scope scope = rule.map("scope").map(scopes::scope).orElse(Scope.EVERYWHERE);
    Condition when = conditions.read(rule.section("when"));
    Remedy remedy = RemedyReader.read(rule.section("do"));
    Severity onError = rule.choice("on-error", Severity.class, Severity.HOLD);
    if (onError == Severity.REDACT) {
      rule.fault("on-error", "what cannot be checked cannot be redacted; use hold");
    }
    if (remedy.severity() == Severity.REDACT && when.speaking().findAny().isEmpty()) {
      rule.fault("do", "redact needs a detector or list in when that says what to replace");
    }
    List<RuleTest> tests = tests(rule, id);
    Rule read =
        new Rule(
            new RuleId(id), title, why, mode, scope, when, scopes.waivers(rule), remedy, onError);
    rule.end();
    return new RuleDraft(read, rule.where(), tests);
  }

  @SuppressWarnings("CheckReturnValue") // Only the reading's faults matter: status has no effect.
  private static void checkStatus(YamlMap rule) {
    rule.choice("status", Status.class, Status.STABLE);
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
