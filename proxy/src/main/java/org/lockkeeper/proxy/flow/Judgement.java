package org.lockkeeper.proxy.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.Redaction;
import org.lockkeeper.policy.RuleFault;
import org.lockkeeper.policy.Verdict;

/**
 * One act, judged: the decision, and what it means for the request that carries it.
 *
 * @param event the event with its original texts
 * @param changes what to change in the request before it goes on: the decision's redactions, and
 *     the reason line's removal
 * @param reason the reason by which a coached act passes
 * @param refusal what the person is told, if the act does not pass
 */
record Judgement(
    MessageEvent event,
    Decision decision,
    List<Redaction> changes,
    Optional<String> reason,
    Optional<Notice> refusal) {

  Judgement {
    changes = List.copyOf(changes);
  }

  boolean passes() {
    return refusal.isEmpty();
  }

  /** The same act blocked after all, because what had to be changed cannot be. */
  Judgement blocked(Notice notice, RuleFault fault) {
    List<RuleFault> faults = new ArrayList<>(decision.faults());
    faults.add(fault);
    Decision block =
        new Decision(
            new Verdict.Block(notice),
            decision.redactions(),
            decision.also(),
            decision.because(),
            decision.findings(),
            faults,
            decision.policy());
    return new Judgement(event, block, List.of(), Optional.empty(), Optional.of(notice));
  }
}
