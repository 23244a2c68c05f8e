package org.lockkeeper.policy.inspect;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.detect.DetectorSet;
import org.lockkeeper.extract.Extractor;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.Remedy;
import org.lockkeeper.policy.RuleId;
import org.lockkeeper.policy.Verdict;
import org.lockkeeper.policy.load.RuleSet;

/**
 * Answers {@code inspect}: one JSON line in, one JSON line out. Never throws on a line: what cannot
 * be judged is held, and the answer's faults say why. Safe for many threads.
 */
public final class InspectLine {

  /** The pointer of the message's own text. */
  static final String TEXT = "text";

  private final RuleSet rules;
  private final Messages messages;
  private final LinkKnowledge links;
  private final boolean detectorsOnly;

  /**
   * Answers by a set of rules.
   *
   * @param detectorsOnly whether the rules are left aside and every detector reports
   */
  public InspectLine(
      RuleSet rules, Extractor extractor, InstantSource clock, boolean detectorsOnly) {
    this(rules, extractor, clock, LinkKnowledge.NONE, detectorsOnly);
  }

  /** The same with what is known of links. */
  public InspectLine(
      RuleSet rules,
      Extractor extractor,
      InstantSource clock,
      LinkKnowledge links,
      boolean detectorsOnly) {
    this.links = links;
    this.rules = rules;
    this.messages = new Messages(extractor, clock);
    this.detectorsOnly = detectorsOnly;
  }

  /** The answer to one line, without a line end. */
  public String answer(String line) {
    try {
      return judge(InspectRequest.parse(line), line).json();
    } catch (InspectRequest.BadLineException bad) {
      return unreadable(bad.id(), bad.why()).json();
    }
  }

  private InspectAnswer judge(InspectRequest request, String line) {
    List<String> faults = new ArrayList<>();
    MessageEvent event = messages.event(request, line, faults);
    if (detectorsOnly) {
      DetectorSet.Detected detected = rules.detect(event);
      detected.faults().forEach((name, why) -> faults.add(name + ": " + why));
      return new InspectAnswer(
          request.id(),
          new Verdict.Allow(),
          List.of(),
          detected.findings(),
          Optional.empty(),
          faults);
    }
    Facts facts = new Asked(request.groups(), links);
    Decision decision = rules.inspect(event, facts);
    return InspectAnswer.of(request, decision, faults);
  }

  private static InspectAnswer unreadable(Optional<String> id, String why) {
    Notice notice = new Notice(new RuleId("inspect"), "This line could not be read.");
    return new InspectAnswer(
        id,
        new Verdict.Hold(Remedy.REVIEW, notice),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(why));
  }
}
