package org.lockkeeper.policy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.lockkeeper.detect.DetectorSet;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.detect.Found;
import org.lockkeeper.match.Budget;
import org.lockkeeper.message.Digest;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.shared.FindingsCache;

/**
 * A compiled set of rules. Every rule in scope is asked; the strictest answer wins, redactions add
 * up, and what was redacted is read again: if anything a rule wanted hidden can still be found, the
 * rule blocks. Immutable; no locks.
 */
public final class Policy implements Inspector {

  private static final RuleId ENGINE = new RuleId("engine");

  private final DetectorSet detectors;
  private final RuleIndex rules;
  private final PolicyVersion version;

  /** A policy of the given rules; those that are off are left out. */
  public Policy(DetectorSet detectors, List<Rule> rules, PolicyVersion version) {
    this.detectors = detectors;
    this.rules =
        new RuleIndex(
            rules.stream()
                .filter(rule -> rule.mode() != Rule.Mode.OFF)
                .sorted(Comparator.comparing(rule -> rule.id().value()))
                .toList());
    this.version = version;
  }

  /** Which set of rules this is. */
  public PolicyVersion version() {
    return version;
  }

  /** The same detectors under other rules, as tests of one rule want it. */
  public Policy with(List<Rule> others) {
    return new Policy(detectors, others, version);
  }

  @Override
  public Decision inspect(MessageEvent event, Facts facts) {
    try {
      return judge(event, facts);
    } catch (RuntimeException | StackOverflowError broken) {
      // Ours to mend; until then nobody's message passes unread (invariant 4).
      return new Decision(
          new Verdict.Hold(Remedy.REVIEW, new Notice(ENGINE, "This message could not be checked.")),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(
              new RuleFault(
                  Optional.empty(), "the engine failed: " + broken.getClass().getSimpleName())),
          version);
    }
  }

  /** What every detector finds, whatever the rules ask; faults by detector name. */
  public DetectorSet.Detected detect(MessageEvent event) {
    return detect(Texts.of(event.action()), List.of(), Facts.NONE);
  }

  private Decision judge(MessageEvent event, Facts facts) {
    Texts texts = Texts.of(event.action());
    Evidence evidence = evidence(event, texts, facts);
    Circumstances act = new Circumstances(event, facts);
    List<Ruling> rulings =
        rules.toAsk(evidence).stream()
            .filter(rule -> rule.covers(act))
            .map(rule -> Ruling.of(rule, evidence, act))
            .toList();
    List<Redactions.Wish> wishes = wishes(rulings, texts);
    List<Redaction> redactions = Redactions.union(wishes, texts, facts);
    Evidence left = rescan(event, wishes, redactions, texts, facts);

    record Answered(RuleId rule, Verdict verdict) {}
    List<Answered> answers =
        rulings.stream()
            .filter(Ruling::counts)
            .map(
                each ->
                    new Answered(
                        each.rule().id(),
                        each.verdict(unhidden(each, texts, left), facts.languages())))
            .sorted(Comparator.comparingInt((Answered each) -> -each.verdict().strictness()))
            .toList();
    return new Decision(
        answers.isEmpty() ? new Verdict.Allow() : answers.getFirst().verdict(),
        redactions,
        also(rulings, act),
        answers.stream().map(Answered::rule).toList(),
        asked(rulings, evidence),
        faults(rulings, evidence),
        version);
  }

  private Evidence evidence(MessageEvent event, Texts texts, Facts facts) {
    DetectorSet.Detected detected = detect(texts, facts.earlier(event), facts);
    return Evidence.of(
        detected.found(),
        rules.asksAboutLinks() ? LinkSeen.in(texts.all(), facts) : List.of(),
        event.action().content().attachments(),
        texts.all().stream().mapToLong(each -> each.text().length()).sum(),
        texts.unread(),
        detected.faults());
  }

  private DetectorSet.Detected detect(Texts texts, List<String> earlier, Facts facts) {
    List<Found> found = new ArrayList<>();
    Map<String, String> faults = new HashMap<>();
    Budget budget = detectors.budget();
    for (TextPart each : texts.all()) {
      // A file does not go on where the last post ended.
      boolean file = !texts.parts().containsKey(each.pointer());
      DetectorSet.Detected detected =
          file
              ? detectInFile(each, budget, facts)
              : detectors.detect(each.pointer(), each.text(), earlier, budget);
      found.addAll(detected.found());
      faults.putAll(detected.faults());
    }
    return new DetectorSet.Detected(found, faults);
  }

  /**
   * What is found in a file's text follows from the text, where it stands and the detectors alone,
   * as long as nothing failed and the budget sufficed; so it may come from memory.
   */
  private DetectorSet.Detected detectInFile(TextPart file, Budget budget, Facts facts) {
    Optional<FindingsCache> memory = facts.findings(file.text());
    if (memory.isEmpty()) {
      return detectors.detect(file.pointer(), file.text(), List.of(), budget);
    }
    Digest key = key(version + " " + file.pointer() + "\n" + file.text());
    Optional<DetectorSet.Detected> known = memory.get().get(key);
    if (known.isPresent()) {
      return known.get();
    }
    DetectorSet.Detected found = detectors.detect(file.pointer(), file.text(), List.of(), budget);
    memory.get().put(key, found);
    return found;
  }

  /** By its code units: no charset, which would make half a surrogate pair and another alike. */
  private static Digest key(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * text.length());
    bytes.asCharBuffer().put(text);
    return Digest.of(bytes.array());
  }

  private static List<Redactions.Wish> wishes(List<Ruling> rulings, Texts texts) {
    List<Redactions.Wish> wishes = new ArrayList<>();
    for (Ruling ruling : rulings) {
      if (ruling.redacts()) {
        ruling.spoke().stream()
            .filter(finding -> texts.parts().containsKey(finding.pointer()))
            .filter(finding -> finding.end() > finding.start())
            .map(finding -> new Redactions.Wish(finding, ruling.rule().remedy().masking()))
            .forEach(wishes::add);
      }
    }
    return wishes;
  }

  /** What is found in the texts that were redacted, as they are after it. */
  private Evidence rescan(
      MessageEvent event,
      List<Redactions.Wish> wishes,
      List<Redaction> redactions,
      Texts texts,
      Facts facts) {
    Map<String, String> after = new TreeMap<>();
    for (Redactions.Wish wish : wishes) {
      String pointer = wish.finding().pointer();
      String before = texts.parts().getOrDefault(pointer, "");
      after.computeIfAbsent(pointer, _ -> Redactions.apply(pointer, before, redactions));
    }
    return evidence(event, new Texts(after, List.of(), List.of()), facts);
  }

  /** Whether a redacting rule's spans stand where nothing can be replaced, or show up again. */
  private static boolean unhidden(Ruling ruling, Texts texts, Evidence left) {
    return ruling.redacts()
        && (ruling.spoke().isEmpty()
            || ruling.spoke().stream().anyMatch(each -> !texts.parts().containsKey(each.pointer()))
            || ruling.rule().when().counted(left).findAny().isPresent());
  }

  private static List<SideAction> also(List<Ruling> rulings, Circumstances act) {
    return rulings.stream()
        .flatMap(ruling -> ruling.also(act))
        .distinct()
        .sorted(Comparator.comparing(SideAction::toString))
        .toList();
  }

  private static List<Finding> asked(List<Ruling> rulings, Evidence evidence) {
    List<Condition.Detected> asked =
        evidence.findings().isEmpty()
            ? List.of()
            : rulings.stream().flatMap(ruling -> ruling.rule().when().asked()).distinct().toList();
    return Stream.concat(
            evidence.findings().stream()
                .filter(finding -> asked.stream().anyMatch(each -> each.shows(finding))),
            rulings.stream().flatMap(ruling -> ruling.spoke().stream()))
        .distinct()
        .toList();
  }

  private static List<RuleFault> faults(List<Ruling> rulings, Evidence evidence) {
    List<RuleFault> faults = rulings.stream().flatMap(Ruling::ruleFaults).toList();
    return faults.isEmpty()
        ? evidence.unread().stream().map(what -> new RuleFault(Optional.empty(), what)).toList()
        : faults;
  }
}
