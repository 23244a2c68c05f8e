package org.lockkeeper.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.policy.Rule.Mode;
import org.lockkeeper.policy.Rule.Severity;

/**
 * What one rule in scope says of one event.
 *
 * @param matched whether its condition holds
 * @param spoke the findings that made it hold
 * @param faults why it could not answer in full
 */
record Ruling(Rule rule, boolean matched, List<Finding> spoke, List<String> faults) {

  static Ruling of(Rule rule, Evidence evidence) {
    boolean matched = rule.when().holds(evidence);
    List<Condition.Detected> speaking = rule.when().speaking().toList();
    List<Finding> spoke =
        matched
            ? evidence.findings().stream()
                .filter(finding -> speaking.stream().anyMatch(each -> each.counts(finding)))
                .toList()
            : List.of();
    List<String> faults = new ArrayList<>();
    List<String> asked =
        rule.when().asked().map(Condition.Detected::detector).distinct().sorted().toList();
    // Invariant 4: what a rule about content could not read counts as its own fault.
    if (!asked.isEmpty() && rule.remedy().severity() != Severity.ALLOW) {
      faults.addAll(evidence.unread());
      asked.stream()
          .filter(evidence.faults()::containsKey)
          .forEach(name -> faults.add(name + ": " + evidence.faults().get(name)));
    }
    return new Ruling(rule, matched, spoke, List.copyOf(faults));
  }

  boolean inForce() {
    return rule.mode() == Mode.COACH || rule.mode() == Mode.ENFORCE;
  }

  boolean redacts() {
    return inForce() && matched && rule.remedy().severity() == Severity.REDACT;
  }

  /** Whether the rule has a say in the verdict. */
  boolean counts() {
    return inForce() && (matched || !faults.isEmpty() && rule.onError() != Severity.ALLOW);
  }

  /** The rule's verdict; {@code unhidden} if a redaction of it would leave something to see. */
  Verdict verdict(boolean unhidden) {
    Severity own = matched ? rule.remedy().severity() : Severity.ALLOW;
    if (own == Severity.REDACT && unhidden) {
      own = Severity.BLOCK;
    }
    boolean byFault = !faults.isEmpty() && rule.onError().compareTo(own) > 0;
    Severity capped = capped(byFault ? rule.onError() : own);
    return rule.remedy().verdict(capped, byFault ? uncheckedNotice() : notice());
  }

  List<String> tags() {
    if (!matched) {
      return List.of();
    }
    return switch (rule.mode()) {
      case OFF -> List.of();
      case SHADOW -> List.of("shadow:" + rule.id());
      case COACH, ENFORCE -> rule.remedy().tags();
    };
  }

  Stream<RuleFault> ruleFaults() {
    return inForce()
        ? faults.stream().map(what -> new RuleFault(Optional.of(rule.id()), what))
        : Stream.empty();
  }

  private Severity capped(Severity severity) {
    boolean tooStrict = rule.mode() == Mode.COACH && severity.compareTo(Severity.COACH) > 0;
    return tooStrict ? Severity.COACH : severity;
  }

  private Notice notice() {
    String detector = spoke.isEmpty() ? "attachment" : spoke.getFirst().detector();
    return rule.remedy().notice(rule.id(), spoke.size(), detector);
  }

  private Notice uncheckedNotice() {
    return new Notice(
        rule.id(), "A part of this message could not be checked, as rule " + rule.id() + " asks.");
  }
}
