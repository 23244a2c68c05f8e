package org.lockkeeper.policy.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.SideAction;
import org.lockkeeper.policy.lab.LabReport.Both;

/**
 * Compares two sets of rules message by message, in memory that does not grow with their number.
 * Rules in shadow count as matching: a draft is tried without being in force. Pure; not for several
 * threads.
 */
public final class Lab {

  /** How many messages of each sort and rule are named. */
  private static final int EXAMPLES = 5;

  /** How many authors and channels are named. */
  private static final int NAMED = 10;

  /** Until a method has run so often the machine still compiles it, and a time says little. */
  private static final int WARMING = 2_000;

  /** The tag a rule in shadow sets. */
  private static final String SHADOW = "shadow:";

  private static final List<String> VERDICTS = List.of("allow", "redact", "coach", "hold", "block");

  private final RandomGenerator random;
  private final Map<String, long[]> verdicts = new TreeMap<>();
  private final Map<String, Matches> rules = new TreeMap<>();
  private final TopCounts authors = new TopCounts();
  private final TopCounts channels = new TopCounts();
  private Costs costBefore = new Costs();
  private Costs costAfter = new Costs();
  private final long[] faults = new long[2];
  private long messages;
  private long fresh;
  private long lost;
  private long otherwise;

  /**
   * A comparison without messages yet.
   *
   * @param random chooses the examples
   */
  public Lab(RandomGenerator random) {
    this.random = random;
  }

  /** What one rule matched. */
  private static final class Matches {
    private long before;
    private long after;
    private final Examples<String> fresh;
    private final Examples<String> lost;

    Matches(RandomGenerator random) {
      this.fresh = new Examples<>(EXAMPLES, random);
      this.lost = new Examples<>(EXAMPLES, random);
    }
  }

  /**
   * What one set made of a message.
   *
   * @param nanos how long that took
   */
  public record Judged(Decision decision, long nanos) {}

  /**
   * Takes a message in.
   *
   * @param reference how examples shall name it
   */
  public void add(String reference, MessageEvent event, Judged before, Judged after) {
    messages++;
    if (messages == WARMING + 1) {
      costBefore = new Costs();
      costAfter = new Costs();
    }
    costBefore.add(before.nanos());
    costAfter.add(after.nanos());
    verdicts.computeIfAbsent(before.decision().verdict().label(), _ -> new long[2])[0]++;
    verdicts.computeIfAbsent(after.decision().verdict().label(), _ -> new long[2])[1]++;
    faults[0] += before.decision().faults().isEmpty() ? 0 : 1;
    faults[1] += after.decision().faults().isEmpty() ? 0 : 1;
    Set<String> first = matched(before.decision());
    Set<String> second = matched(after.decision());
    rules(reference, first, second);
    if (first.isEmpty() && !second.isEmpty()) {
      fresh++;
      authors.add(name(event.actor().handle(), "(unknown)"));
      channels.add(name(event.audience().channel(), "(none)"));
    } else if (!first.isEmpty() && second.isEmpty()) {
      lost++;
    } else if (!before.decision().verdict().label().equals(after.decision().verdict().label())) {
      otherwise++;
    }
  }

  /** What was seen so far. */
  public LabReport report() {
    List<LabReport.RuleChange> changes = new ArrayList<>();
    rules.forEach(
        (rule, matches) ->
            changes.add(
                new LabReport.RuleChange(
                    rule,
                    new Both(matches.before, matches.after),
                    matches.fresh.seen(),
                    matches.lost.seen(),
                    matches.fresh.kept(),
                    matches.lost.kept())));
    changes.sort(
        Comparator.comparingLong((LabReport.RuleChange each) -> -(each.fresh() + each.lost()))
            .thenComparing(each -> -each.matches().after())
            .thenComparing(LabReport.RuleChange::rule));
    return new LabReport(
        messages,
        VERDICTS.stream().map(this::verdict).toList(),
        fresh,
        lost,
        otherwise,
        changes,
        authors.most(NAMED),
        channels.most(NAMED),
        Math.max(authors.forgotten(), channels.forgotten()),
        new Both(faults[0], faults[1]),
        costBefore.cost(),
        costAfter.cost());
  }

  private LabReport.VerdictCount verdict(String label) {
    long[] counted = verdicts.getOrDefault(label, new long[2]);
    return new LabReport.VerdictCount(label, new Both(counted[0], counted[1]));
  }

  private void rules(String reference, Set<String> before, Set<String> after) {
    Set<String> all = new HashSet<>(before);
    all.addAll(after);
    for (String rule : all) {
      Matches matches = rules.computeIfAbsent(rule, _ -> new Matches(random));
      boolean first = before.contains(rule);
      boolean second = after.contains(rule);
      matches.before += first ? 1 : 0;
      matches.after += second ? 1 : 0;
      if (!first) {
        matches.fresh.add(reference);
      } else if (!second) {
        matches.lost.add(reference);
      }
    }
  }

  private static Set<String> matched(Decision decision) {
    Set<String> matched = new HashSet<>();
    decision.because().forEach(rule -> matched.add(rule.value()));
    for (SideAction action : decision.also()) {
      if (action instanceof SideAction.Tag(String tag) && tag.startsWith(SHADOW)) {
        matched.add(tag.substring(SHADOW.length()));
      }
    }
    return matched;
  }

  private static String name(String given, String none) {
    return given.isEmpty() ? none : given;
  }
}
