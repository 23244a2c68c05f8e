package org.lockkeeper.policy.load;

import java.util.List;
import java.util.Optional;
import org.lockkeeper.detect.Detector;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.Rule;
import org.lockkeeper.yaml.Where;

/** What packs say, read but not yet compiled: rules and detectors with their tests and places. */
final class Drafts {

  private Drafts() {}

  /** A detector and its own tests. */
  record DetectorDraft(Detector detector, Where where, List<Sample> samples) {
    DetectorDraft {
      samples = List.copyOf(samples);
    }
  }

  /** A text a detector must find something in, or must not. */
  record Sample(Where where, String text, boolean hit) {}

  /** A rule and its tests. */
  record RuleDraft(Rule rule, Where where, List<RuleTest> tests) {
    RuleDraft {
      tests = List.copyOf(tests);
    }
  }

  /**
   * One inline test of a rule.
   *
   * @param text the text as it must be after redaction
   * @param tags tags that must be set
   */
  record RuleTest(
      Where where,
      MessageEvent event,
      Facts facts,
      Rule.Severity expect,
      Optional<String> text,
      List<String> tags) {
    RuleTest {
      tags = List.copyOf(tags);
    }

    /** Whether the rule must match. */
    boolean hit() {
      return expect != Rule.Severity.ALLOW || !tags.isEmpty();
    }
  }

  /** A detector's name where a rule uses it. */
  record Reference(Where where, String name) {}
}
