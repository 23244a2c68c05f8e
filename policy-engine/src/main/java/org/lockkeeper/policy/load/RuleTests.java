package org.lockkeeper.policy.load;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Policy;
import org.lockkeeper.policy.Redactions;
import org.lockkeeper.policy.Rule;
import org.lockkeeper.policy.Rule.Mode;
import org.lockkeeper.policy.SideAction;
import org.lockkeeper.policy.load.Drafts.DetectorDraft;
import org.lockkeeper.policy.load.Drafts.RuleDraft;
import org.lockkeeper.policy.load.Drafts.RuleTest;
import org.lockkeeper.policy.load.Drafts.Sample;
import org.lockkeeper.yaml.Fault;
import org.lockkeeper.yaml.FaultyFileException;

/**
 * Runs the tests inside packs. A rule is tested alone and as if enforced, so that a test says
 * something about its rule, and stays as it is while the rule's mode climbs.
 */
public final class RuleTests {

  private RuleTests() {}

  /**
   * What the tests of one rule or detector gave.
   *
   * @param name the rule's id or the detector's name
   * @param passed how many passed
   * @param failures one for each that did not, with what was found marked under the text
   */
  public record Outcome(String name, int passed, List<Fault> failures) {
    public Outcome {
      failures = List.copyOf(failures);
    }
  }

  /** What all tests gave. */
  public record Report(List<Outcome> outcomes) {
    public Report {
      outcomes = List.copyOf(outcomes);
    }

    /** Whether no test failed. */
    public boolean passed() {
      return outcomes.stream().allMatch(outcome -> outcome.failures().isEmpty());
    }
  }

  /**
   * Runs the tests of a folder.
   *
   * @throws FaultyFileException if a pack is wrong
   * @throws UncheckedIOException if the folder cannot be read
   */
  public static Report run(Path folder) {
    return run(RuleSet.compile(folder));
  }

  static Report run(RuleSet set) {
    List<Outcome> outcomes = new ArrayList<>();
    for (DetectorDraft draft : set.detectorDrafts()) {
      if (!draft.samples().isEmpty()) {
        outcomes.add(detector(draft, set.policy()));
      }
    }
    for (RuleDraft draft : set.ruleDrafts()) {
      outcomes.add(rule(draft, set.policy()));
    }
    return new Report(outcomes);
  }

  private static Outcome detector(DetectorDraft draft, Policy policy) {
    String name = draft.detector().name();
    List<Fault> failures = new ArrayList<>();
    for (Sample sample : draft.samples()) {
      List<Finding> found =
          policy.detect(TestReader.post(sample.text())).findings().stream()
              .filter(finding -> finding.detector().equals(name))
              .toList();
      if (found.isEmpty() == sample.hit()) {
        String what = sample.hit() ? "found nothing in a hit" : "found something in a miss";
        String message = "detector " + name + " " + what + Carets.under(sample.text(), found);
        failures.add(new Fault(sample.where(), message));
      }
    }
    return new Outcome(name, draft.samples().size() - failures.size(), failures);
  }

  private static Outcome rule(RuleDraft draft, Policy policy) {
    Rule rule = draft.rule();
    Policy alone = policy.with(List.of(rule.in(Mode.ENFORCE)));
    List<Fault> failures = new ArrayList<>();
    for (RuleTest test : draft.tests()) {
      Decision decision = alone.inspect(test.event(), test.facts());
      String said = said(test.event());
      wrong(test, decision, said)
          .map(what -> "rule " + rule.id() + " " + what + Carets.under(said, decision.findings()))
          .ifPresent(message -> failures.add(new Fault(test.where(), message)));
    }
    return new Outcome(rule.id().value(), draft.tests().size() - failures.size(), failures);
  }

  private static Optional<String> wrong(RuleTest test, Decision decision, String said) {
    String expected = RemedyReader.word(test.expect());
    if (!decision.verdict().label().equals(expected)) {
      return Optional.of("expected " + expected + ", got " + decision.verdict().label());
    }
    String redacted = Redactions.apply(TestReader.POINTER, said, decision.redactions());
    if (test.text().isPresent() && !test.text().get().equals(redacted)) {
      return Optional.of(
          "expected the text \"" + test.text().get() + "\", got \"" + redacted + "\"");
    }
    for (String tag : test.tags()) {
      if (!decision.also().contains(new SideAction.Tag(tag))) {
        return Optional.of("expected the tag " + tag + ", got " + decision.also());
      }
    }
    return Optional.empty();
  }

  private static String said(MessageEvent event) {
    Action action = event.action();
    Content content = action.content();
    return content.parts().stream().map(TextPart::text).findFirst().orElse("");
  }
}
