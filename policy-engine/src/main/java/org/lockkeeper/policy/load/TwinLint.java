package org.lockkeeper.policy.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.lockkeeper.policy.Condition;
import org.lockkeeper.policy.Rule;
import org.lockkeeper.policy.load.Drafts.RuleDraft;
import org.lockkeeper.yaml.Faults;

/**
 * Looks for rules that ask exactly the same, the order of {@code any} and {@code all} aside: of two
 * such rules one is a copy somebody forgot, and only the stricter is ever seen at work.
 */
final class TwinLint {

  private TwinLint() {}

  static void read(List<RuleDraft> rules, Faults faults) {
    Map<Asked, RuleDraft> seen = new HashMap<>();
    for (RuleDraft draft : rules) {
      if (draft.rule().mode() == Rule.Mode.OFF) {
        continue;
      }
      RuleDraft first = seen.putIfAbsent(asked(draft.rule()), draft);
      if (first != null) {
        faults.add(
            draft.where(),
            "rule \"%s\" asks exactly what rule \"%s\" at %s asks; make them one rule, or let them differ in scope or when"
                .formatted(draft.rule().id(), first.rule().id(), first.where()));
      }
    }
  }

  /** Everything that says when a rule matches. */
  private record Asked(
      Object scope, Object valid, String when, Object repeated, Object exceptions) {}

  private static Asked asked(Rule rule) {
    return new Asked(
        rule.scope(), rule.valid(), words(rule.when()), rule.repeated(), rule.unless());
  }

  private static String words(Condition condition) {
    return switch (condition) {
      case Condition.All(List<Condition> of) -> "all" + words(of);
      case Condition.Any(List<Condition> of) ->
          of.size() == 1 ? words(of.getFirst()) : "any" + words(of);
      case Condition.Not(Condition of) -> "not" + words(List.of(of));
      case Condition.Detected _,
          Condition.Linked _,
          Condition.Attached _,
          Condition.Is _,
          Condition.Length _,
          Condition.FirstContact _,
          Condition.Risk _,
          Condition.Barred _ ->
          condition.toString();
    };
  }

  private static String words(List<Condition> of) {
    return of.stream().map(TwinLint::words).sorted().collect(Collectors.joining(", ", "[", "]"));
  }
}
