package org.lockkeeper.policy;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.lockkeeper.policy.Rule.Severity;

/**
 * What a rule does when it matches.
 *
 * @param masking how text is replaced, where the severity is redact
 * @param queue who reviews, where it is hold
 * @param tell what the person is told; {@code {rule}}, {@code {n}} and {@code {detector}} are
 *     filled in
 */
public record Remedy(
    Severity severity, Masking masking, String queue, String tell, List<String> tags) {

  /** The places a notice may have. */
  public static final Set<String> PLACES = Set.of("rule", "n", "detector");

  /** Where held messages wait if the rule names no queue. */
  public static final String REVIEW = "review";

  public Remedy {
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(masking, "masking");
    Objects.requireNonNull(queue, "queue");
    Objects.requireNonNull(tell, "tell");
    tags = List.copyOf(tags);
  }

  /** The verdict of a severity, in this rule's words. */
  Verdict verdict(Severity how, Notice notice) {
    return switch (how) {
      case ALLOW -> new Verdict.Allow();
      case REDACT -> new Verdict.Redact();
      case COACH -> new Verdict.Coach(notice);
      case HOLD -> new Verdict.Hold(queue, notice);
      case BLOCK -> new Verdict.Block(notice);
    };
  }

  /** The notice with its places filled in. */
  Notice notice(RuleId rule, int findings, String detector) {
    String text =
        tell.replace("{rule}", rule.value())
            .replace("{n}", Integer.toString(findings))
            .replace("{detector}", detector.replace('-', ' '));
    return new Notice(rule, text);
  }
}
