package org.lockkeeper.proxy.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.policy.Explanation;
import org.lockkeeper.policy.Explanation.Considered;
import org.lockkeeper.policy.Explanation.Outcome;
import org.lockkeeper.policy.Explanation.Tested;
import org.lockkeeper.policy.Explanation.Told;
import org.lockkeeper.policy.Explanation.Weighed;
import org.lockkeeper.policy.Redactions;
import org.lockkeeper.policy.explain.RuleWords;
import org.lockkeeper.policy.inspect.ExplainMessage.Explained;

/**
 * A judgement as JSON: everything there is to tell. Times are in microseconds, spans in UTF-16 code
 * units of the original, end exclusive.
 */
final class ExplainedJson {

  private static final double NANOS_A_MICRO = 1e3;

  private ExplainedJson() {}

  static String of(Explained explained) {
    Explanation why = explained.explanation();
    ObjectNode line =
        Json.object()
            .put("verdict", why.decision().verdict().label())
            .put("policy", why.decision().policy().toString());
    ArrayNode because = line.putArray("because");
    why.decision().because().forEach(rule -> because.add(rule.value()));
    ExplainedText.notice(why.decision().verdict()).ifPresent(words -> line.put("notice", words));
    texts(explained, line.putArray("texts"));
    ArrayNode findings = line.putArray("findings");
    why.sightings().forEach(each -> finding(each, findings.addObject()));
    ArrayNode rules = line.putArray("rules");
    why.rules().forEach(each -> rule(each, rules.addObject()));
    ArrayNode also = line.putArray("also");
    why.decision().also().forEach(each -> also.add(each.words()));
    ArrayNode faults = line.putArray("faults");
    explained.faults().forEach(faults::add);
    why.decision()
        .faults()
        .forEach(
            fault -> faults.add(fault.rule().map(rule -> rule + ": ").orElse("") + fault.what()));
    ObjectNode took = line.putObject("took");
    took.put("files", explained.extracting() / NANOS_A_MICRO);
    why.steps()
        .forEach(each -> took.put(ExplainedText.small(each.step()), each.nanos() / NANOS_A_MICRO));
    return line.toString();
  }

  private static void texts(Explained explained, ArrayNode texts) {
    for (Explanation.Reading reading : explained.explanation().texts()) {
      ObjectNode text = texts.addObject().put("pointer", reading.pointer());
      String original = explained.texts().get(reading.pointer());
      if (original != null) {
        text.put("text", original);
        String after =
            Redactions.apply(
                reading.pointer(), original, explained.explanation().decision().redactions());
        if (!after.equals(original)) {
          text.put("redacted", after);
        }
      }
      ArrayNode views = text.putArray("views");
      reading
          .views()
          .forEach(
              seen -> views.addObject().put("view", seen.kind().label()).put("text", seen.text()));
    }
  }

  private static void finding(Explanation.Sighting sighting, ObjectNode line) {
    Finding finding = sighting.finding();
    line.put("category", ExplainedText.small(finding.category()))
        .put("detector", finding.detector())
        .put("kind", finding.kind())
        .put("pointer", finding.pointer())
        .put("start", finding.start())
        .put("end", finding.end())
        .put("confidence", ExplainedText.small(finding.confidence()));
    ArrayNode views = line.putArray("views");
    sighting.views().stream().sorted().forEach(each -> views.add(each.label()));
  }

  private static void rule(Told told, ObjectNode line) {
    line.put("id", told.rule().id().value())
        .put("title", told.rule().title())
        .put("mode", ExplainedText.small(told.rule().mode()));
    switch (told.outcome()) {
      case Outcome.NotAsked notAsked -> {
        ArrayNode needs = line.put("outcome", "not-asked").putArray("needs");
        notAsked.needs().stream().sorted().forEach(needs::add);
      }
      case Outcome.NotValid notValid ->
          line.put("outcome", "not-valid").put("valid", RuleWords.of(notValid.valid()));
      case Outcome.OutOfScope outside ->
          tests(outside.tests(), line.put("outcome", "out-of-scope").putArray("scope"));
      case Outcome.Excepted excepted ->
          line.put("outcome", "excepted").put("by", RuleWords.of(excepted.by()));
      case Outcome.Asked asked -> {
        line.put("outcome", asked.matched() ? "matched" : "asked");
        asked.verdict().ifPresent(verdict -> line.put("verdict", verdict.label()));
        tests(asked.scope(), line.putArray("scope"));
        weighed(asked.weighed(), line.putObject("when"));
        ArrayNode faults = line.putArray("faults");
        asked.faults().forEach(faults::add);
      }
    }
    if (!told.exceptions().isEmpty()) {
      ArrayNode exceptions = line.putArray("unless");
      told.exceptions().stream()
          .sorted(Comparator.comparing(each -> RuleWords.of(each.waiver())))
          .forEach(each -> exception(each, exceptions.addObject()));
    }
  }

  private static void exception(Considered considered, ObjectNode line) {
    line.put("exception", RuleWords.of(considered.waiver()))
        .put("holds", considered.holds())
        .put("over", considered.over());
    tests(considered.tests(), line.putArray("scope"));
  }

  private static void tests(List<Tested> tests, ArrayNode lines) {
    for (Tested tested : tests) {
      lines
          .addObject()
          .put("test", RuleWords.of(tested.test()))
          .put("answer", ExplainedText.small(tested.answer()));
    }
  }

  private static void weighed(Weighed weighed, ObjectNode line) {
    line.put("condition", RuleWords.of(weighed.condition())).put("holds", weighed.holds());
    if (!weighed.faults().isEmpty()) {
      ArrayNode faults = line.putArray("faults");
      weighed.faults().forEach(faults::add);
    }
    if (weighed.parts().size() > 1) {
      ArrayNode parts = line.putArray("parts");
      weighed.parts().forEach(each -> weighed(each, parts.addObject()));
    }
  }
}
