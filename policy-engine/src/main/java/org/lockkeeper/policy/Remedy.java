package org.lockkeeper.policy;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.policy.Rule.Severity;

/**
 * What a rule does when it matches.
 *
 * @param masking how text is replaced, where the severity is redact
 * @param queue who reviews, where it is hold
 * @param tell what the person is told; {@code {rule}}, {@code {n}} and {@code {detector}} are
 *     filled in
 * @param reasons which reasons let it pass, where it is coach
 * @param also what is done beside the verdict
 */
public record Remedy(
    Severity severity,
    Masking masking,
    String queue,
    Tell tell,
    Reasons reasons,
    List<SideAction> also) {

  /** The places a notice may have. */
  public static final Set<String> PLACES = Set.of("rule", "n", "detector");

  /** Where held messages wait if the rule names no queue. */
  public static final String REVIEW = "review";

  /** The counter a rule names for points of risk. */
  public static final String RISK = "risk/";

  public Remedy {
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(masking, "masking");
    Objects.requireNonNull(queue, "queue");
    Objects.requireNonNull(tell, "tell");
    Objects.requireNonNull(reasons, "reasons");
    also = List.copyOf(also);
  }

  /** The verdict of a severity, in this rule's words. */
  Verdict verdict(Severity how, Notice notice) {
    return switch (how) {
      case ALLOW -> new Verdict.Allow();
      case REDACT -> new Verdict.Redact();
      case COACH -> new Verdict.Coach(notice, reasons);
      case HOLD -> new Verdict.Hold(queue, notice);
      case BLOCK -> new Verdict.Block(notice);
    };
  }

  /** A rule's side action as it is for one event: points of risk are the sender's. */
  static SideAction about(SideAction action, MessageEvent event) {
    return action instanceof SideAction.Count(String counter, long amount, boolean onRelease)
            && counter.equals(RISK)
        ? new SideAction.Count(Counting.risk(event), amount, onRelease)
        : action;
  }

  /** The notice with its places filled in. */
  Notice notice(RuleId rule, int findings, String detector, List<String> languages) {
    String text =
        tell.in(languages)
            .replace("{rule}", rule.value())
            .replace("{n}", Integer.toString(findings))
            .replace("{detector}", detector.replace('-', ' '));
    return new Notice(rule, text);
  }
}
