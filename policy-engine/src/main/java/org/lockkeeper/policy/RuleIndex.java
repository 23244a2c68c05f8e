package org.lockkeeper.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which rules can match at all, by what was found. A rule that needs a detector's findings is not
 * asked about messages in which that detector found nothing, so ten thousand rules cost a message
 * no more than the few that concern it.
 */
final class RuleIndex {

  private final List<Rule> rules;

  /** Places in {@link #rules}: of rules that may match without any finding. */
  private final List<Integer> always = new ArrayList<>();

  private final Map<String, List<Integer>> byDetector = new HashMap<>();

  /** Whether some rule asks about links: if none does, nobody looks for them. */
  private final boolean asksAboutLinks;

  RuleIndex(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    this.asksAboutLinks =
        rules.stream()
            .flatMap(rule -> rule.when().leaves())
            .anyMatch(Condition.Linked.class::isInstance);
    for (int at = 0; at < rules.size(); at++) {
      Set<String> needs = rules.get(at).when().needs();
      if (needs.isEmpty()) {
        always.add(at);
      }
      for (String detector : needs) {
        byDetector.computeIfAbsent(detector, _ -> new ArrayList<>()).add(at);
      }
    }
  }

  /** Whether some rule asks about links. */
  boolean asksAboutLinks() {
    return asksAboutLinks;
  }

  /** The rules to ask, in their order. */
  List<Rule> toAsk(Evidence evidence) {
    // A fault may have hidden what a rule needs: then every rule answers for itself.
    if (!evidence.faults().isEmpty() || !evidence.unread().isEmpty()) {
      return rules;
    }
    if (evidence.byDetector().isEmpty() && evidence.links().isEmpty()) {
      return always.stream().map(rules::get).toList();
    }
    List<Integer> places = new ArrayList<>(always);
    for (String detector : evidence.byDetector().keySet()) {
      places.addAll(byDetector.getOrDefault(detector, List.of()));
    }
    if (!evidence.links().isEmpty()) {
      places.addAll(byDetector.getOrDefault(LinkSeen.DETECTOR, List.of()));
    }
    return places.stream().distinct().sorted().map(rules::get).toList();
  }
}
