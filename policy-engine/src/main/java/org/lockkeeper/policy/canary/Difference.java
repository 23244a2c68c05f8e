package org.lockkeeper.policy.canary;

import java.util.List;
import java.util.Optional;
import org.lockkeeper.message.EventId;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.policy.RuleId;

/**
 * One message on which two sets of rules differ. Holds no text of it.
 *
 * @param active the verdict in force
 * @param candidate the verdict of the candidate
 * @param activeRules why, strictest first
 * @param candidateRules why, strictest first
 */
public record Difference(
    EventId event,
    PolicyVersion version,
    String active,
    String candidate,
    List<RuleId> activeRules,
    List<RuleId> candidateRules) {

  public Difference {
    activeRules = List.copyOf(activeRules);
    candidateRules = List.copyOf(candidateRules);
  }

  /**
   * What a candidate would do otherwise; empty if the message would go the same way in the same
   * words. Tags, counts and notices beside the verdict are no difference.
   */
  static Optional<Difference> of(MessageEvent event, Decision active, Decision candidate) {
    boolean same =
        active.verdict().label().equals(candidate.verdict().label())
            && active.redactions().equals(candidate.redactions());
    return same
        ? Optional.empty()
        : Optional.of(
            new Difference(
                event.id(),
                candidate.policy(),
                active.verdict().label(),
                candidate.verdict().label(),
                active.because(),
                candidate.because()));
  }
}
