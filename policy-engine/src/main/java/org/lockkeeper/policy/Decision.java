package org.lockkeeper.policy;

import java.util.List;
import java.util.Objects;
import org.lockkeeper.detect.Finding;

/**
 * What shall happen with one event, and why. The proof of a judgement: it carries its reasons, its
 * exact places, its faults and the policy that made it.
 *
 * @param redactions spans to replace, disjoint and ordered by part and place; also applied when a
 *     coached or held message passes later
 * @param because the rules that matched, strictest first
 * @param findings everything the rules looked for and found, in order of place
 */
public record Decision(
    Verdict verdict,
    List<Redaction> redactions,
    List<SideAction> also,
    List<RuleId> because,
    List<Finding> findings,
    List<RuleFault> faults,
    PolicyVersion policy) {

  public Decision {
    Objects.requireNonNull(verdict, "verdict");
    redactions = List.copyOf(redactions);
    also = List.copyOf(also);
    because = List.copyOf(because);
    findings = List.copyOf(findings);
    faults = List.copyOf(faults);
    Objects.requireNonNull(policy, "policy");
  }

  /** A decision that nothing matched. */
  public static Decision allow(PolicyVersion policy) {
    return new Decision(
        new Verdict.Allow(), List.of(), List.of(), List.of(), List.of(), List.of(), policy);
  }
}
