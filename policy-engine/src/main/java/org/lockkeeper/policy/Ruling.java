package org.lockkeeper.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.policy.Rule.Mode;
import org.lockkeeper.policy.Rule.Severity;
import org.lockkeeper.shared.Counters;

/**
 * What one rule in scope says of one event.
 *
 * @param held whether its condition holds
 * @param matched whether it holds, and often enough
 * @param spoke the findings that made it hold
 * @param faults why it could not answer in full
 */
record Ruling(Rule rule, boolean held, boolean matched, List<Finding> spoke, List<String> faults) {

  static Ruling of(Rule rule, Evidence evidence, Circumstances act) {
    Answer answer = rule.when().of(evidence, act);
    List<String> faults = new ArrayList<>();
    if (rule.remedy().severity() != Severity.ALLOW) {
      // Invariant 4: what a rule about content could not read counts as its own fault.
      if (rule.when().readsTexts()) {
        faults.addAll(evidence.unread());
      }
      faults.addAll(answer.faults());
    }
    boolean matched = answer.holds();
    if (matched && rule.repeated().isPresent()) {
      Counting limit = rule.repeated().get();
      Counters.Count before = act.count(limit.key(rule.id(), act.event()), limit.within());
      matched = before.sum() + 1 > limit.over();
      if (!matched && !before.certain()) {
        faults.add("how often this happened of late is not known in full");
      }
    }
    return new Ruling(
        rule, answer.holds(), matched, matched ? answer.spoke() : List.of(), List.copyOf(faults));
  }

  boolean redacts() {
    return rule.mode().inForce() && matched && rule.remedy().severity() == Severity.REDACT;
  }

  /** Whether the rule has a say in the verdict. */
  boolean counts() {
    return rule.mode().inForce()
        && (matched || !faults.isEmpty() && rule.onError() != Severity.ALLOW);
  }

  /** The rule's verdict; {@code unhidden} if a redaction of it would leave something to see. */
  Verdict verdict(boolean unhidden, List<String> languages) {
    Severity own = matched ? rule.remedy().severity() : Severity.ALLOW;
    if (own == Severity.REDACT && unhidden) {
      own = Severity.BLOCK;
    }
    boolean byFault = !faults.isEmpty() && rule.onError().compareTo(own) > 0;
    Severity capped = capped(byFault ? rule.onError() : own);
    return rule.remedy().verdict(capped, byFault ? uncheckedNotice() : notice(languages));
  }

  /** What is done beside the verdict. */
  Stream<SideAction> also(Circumstances act) {
    List<SideAction> also = new ArrayList<>();
    if (held) {
      rule.repeated()
          .map(limit -> limit.key(rule.id(), act.event()))
          .ifPresent(key -> also.add(new SideAction.Count(key, 1, false)));
    }
    if (rule.when().leaves().anyMatch(Condition.FirstContact.class::isInstance)) {
      also.add(new SideAction.Count(Counting.contact(act.event()), 1, true));
    }
    if (matched) {
      switch (rule.mode()) {
        case OFF -> {}
        case SHADOW -> also.add(new SideAction.Tag("shadow:" + rule.id()));
        case COACH, ENFORCE ->
            rule.remedy().also().forEach(each -> also.add(Remedy.about(each, act.event())));
      }
    }
    return also.stream();
  }

  Stream<RuleFault> ruleFaults() {
    return rule.mode().inForce()
        ? faults.stream().map(what -> new RuleFault(Optional.of(rule.id()), what))
        : Stream.empty();
  }

  private Severity capped(Severity severity) {
    boolean tooStrict = rule.mode() == Mode.COACH && severity.compareTo(Severity.COACH) > 0;
    return tooStrict ? Severity.COACH : severity;
  }

  private Notice notice(List<String> languages) {
    String detector = spoke.isEmpty() ? "attachment" : spoke.getFirst().detector();
    return rule.remedy().notice(rule.id(), spoke.size(), detector, languages);
  }

  private Notice uncheckedNotice() {
    return new Notice(
        rule.id(), "A part of this message could not be checked, as rule " + rule.id() + " asks.");
  }
}
