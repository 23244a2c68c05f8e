package org.lockkeeper.policy;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.detect.Found;
import org.lockkeeper.match.Seen;
import org.lockkeeper.match.View;
import org.lockkeeper.policy.Explanation.Outcome;
import org.lockkeeper.policy.Explanation.Told;

/**
 * Writes down a judgement as it happens. What a rule said is what the judgement itself got; only
 * the parts of an answer are asked once more, of the same objects. Used for one event.
 */
final class Watching implements Watch {

  private final LongSupplier nanoTime;
  private final EnumMap<Explanation.Step, Long> took = new EnumMap<>(Explanation.Step.class);
  private final Map<String, List<Seen>> views = new LinkedHashMap<>();
  private final Map<Finding, EnumSet<View.Kind>> foundIn = new LinkedHashMap<>();
  private final Map<RuleId, Verdict> verdicts = new HashMap<>();
  private Optional<Asked> asked = Optional.empty();
  private long last;

  /** What the judgement asked its rules, and what they said. */
  private record Asked(
      Evidence evidence,
      Circumstances act,
      Map<RuleId, Ruling> rulings,
      Map<RuleId, Verdict> verdicts) {}

  Watching(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
  }

  @Override
  public void done(Step step) {
    took(
        switch (step) {
          case VIEWS -> Explanation.Step.VIEWS;
          case PATTERNS -> Explanation.Step.PATTERNS;
          case NUMBERS -> Explanation.Step.NUMBERS;
          case ARITHMETIC -> Explanation.Step.ARITHMETIC;
          case WEIGHING -> Explanation.Step.WEIGHING;
        });
  }

  @Override
  public void seen(String pointer, View view) {
    List<Seen> before = views.computeIfAbsent(pointer, _ -> new ArrayList<>());
    String text = view.text().cased();
    // The first is as it was written; another view counts as seen only if it reads differently.
    if (before.stream().noneMatch(each -> each.text().equals(text))) {
      before.add(new Seen(view.kind(), text));
    }
  }

  @Override
  public void found(View view, List<Found> found) {
    for (Found each : found) {
      foundIn
          .computeIfAbsent(each.finding(), _ -> EnumSet.noneOf(View.Kind.class))
          .add(view.kind());
    }
  }

  @Override
  public void ruled(Evidence evidence, Circumstances act, List<Ruling> rulings) {
    took(Explanation.Step.RULES);
    Map<RuleId, Ruling> byRule =
        rulings.stream().collect(Collectors.toMap(each -> each.rule().id(), Function.identity()));
    asked = Optional.of(new Asked(evidence, act, byRule, verdicts));
  }

  @Override
  public void readAgain() {
    took(Explanation.Step.REDACTION);
  }

  @Override
  public void answered(RuleId rule, Verdict verdict) {
    verdicts.put(rule, verdict);
  }

  /** Everything that was seen. */
  Explanation explanation(Decision decision, RuleIndex rules) {
    return new Explanation(
        decision,
        views.entrySet().stream()
            .map(each -> new Explanation.Reading(each.getKey(), each.getValue()))
            .toList(),
        // Links and walls are found by the rules that ask about them, and by no detector.
        Stream.concat(
                asked.stream().flatMap(each -> each.evidence().findings().stream()),
                decision.findings().stream())
            .distinct()
            .map(finding -> new Explanation.Sighting(finding, viewsOf(finding)))
            .toList(),
        asked.map(each -> each.evidence().faults()).orElse(Map.of()),
        asked.map(each -> told(rules, each)).orElse(List.of()),
        took.entrySet().stream()
            .map(each -> new Explanation.Took(each.getKey(), each.getValue()))
            .toList());
  }

  private void took(Explanation.Step step) {
    long now = nanoTime.getAsLong();
    took.merge(step, now - last, Long::sum);
    last = now;
  }

  /** A finding may have grown by what several views showed: all that lie inside it are it. */
  private Set<View.Kind> viewsOf(Finding finding) {
    EnumSet<View.Kind> kinds = EnumSet.noneOf(View.Kind.class);
    foundIn.forEach(
        (each, shown) -> {
          if (each.detector().equals(finding.detector())
              && each.pointer().equals(finding.pointer())
              && each.start() >= finding.start()
              && each.end() <= finding.end()) {
            kinds.addAll(shown);
          }
        });
    return kinds;
  }

  private static List<Told> told(RuleIndex rules, Asked asked) {
    Set<Rule> asking = new HashSet<>(rules.toAsk(asked.evidence()));
    return rules.all().stream().map(rule -> told(rule, asking.contains(rule), asked)).toList();
  }

  private static Told told(Rule rule, boolean couldMatch, Asked asked) {
    Circumstances act = asked.act();
    List<Explanation.Considered> exceptions =
        rule.unless().stream().map(waiver -> considered(waiver, act)).toList();
    return new Told(rule, couldMatch ? outcome(rule, asked) : notAsked(rule), exceptions);
  }

  private static Outcome outcome(Rule rule, Asked asked) {
    Circumstances act = asked.act();
    Ruling ruling = asked.rulings().get(rule.id());
    if (ruling != null) {
      return new Outcome.Asked(
          ruling.matched(),
          weighed(rule.when(), asked),
          tested(rule.scope(), act),
          ruling.spoke(),
          ruling.faults(),
          Optional.ofNullable(asked.verdicts().get(rule.id())));
    }
    if (!rule.lasts(act)) {
      return new Outcome.NotValid(rule.valid());
    }
    if (rule.scope().of(act) == Truth.NO) {
      return new Outcome.OutOfScope(tested(rule.scope(), act));
    }
    return rule.waiver(act).<Outcome>map(Outcome.Excepted::new).orElseGet(() -> notAsked(rule));
  }

  private static Outcome notAsked(Rule rule) {
    return new Outcome.NotAsked(rule.when().needs());
  }

  private static Explanation.Considered considered(Waiver waiver, Circumstances act) {
    LocalDate day = act.event().at().atZone(ZoneOffset.UTC).toLocalDate();
    return new Explanation.Considered(
        waiver, day.isAfter(waiver.until()), tested(waiver.scope(), act), waiver.holds(act));
  }

  private static List<Explanation.Tested> tested(Scope scope, Circumstances act) {
    return scope.tests().stream().map(test -> new Explanation.Tested(test, test.of(act))).toList();
  }

  private static Explanation.Weighed weighed(Condition condition, Asked asked) {
    Answer answer = condition.of(asked.evidence(), asked.act());
    List<Condition> parts =
        switch (condition) {
          case Condition.All(List<Condition> of) -> of;
          case Condition.Any(List<Condition> of) -> of;
          case Condition.Not(Condition of) -> List.of(of);
          case Condition.Detected _,
              Condition.Linked _,
              Condition.Attached _,
              Condition.Is _,
              Condition.Length _,
              Condition.FirstContact _,
              Condition.Risk _,
              Condition.Barred _ ->
              List.of();
        };
    return new Explanation.Weighed(
        condition,
        answer.holds(),
        answer.faults(),
        parts.stream().map(each -> weighed(each, asked)).toList());
  }
}
