package org.lockkeeper.policy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.match.Matching;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Audience;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.Digest;
import org.lockkeeper.message.Direction;
import org.lockkeeper.message.EventId;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.lab.LabReport.Both;
import org.lockkeeper.policy.lab.LabReport.Count;
import org.lockkeeper.policy.load.RuleSet;
import org.lockkeeper.policy.load.RulesFolder;

/** A draft is measured against the set in force, message by message. */
final class LabTest {

  private static final String PACK =
      """
      lists:
        fruit: { terms: [apple, pear] }
      rules:
      - id: R-1
        title: Fruit
        when: { list: fruit }
        do: { hold: true, tell: "Fruit." }
        tests: [ { say: apple, expect: hold }, { say: stone, expect: allow } ]
      """;

  private final RuleSet before;
  private final RuleSet after;

  LabTest(@TempDir Path one, @TempDir Path two) {
    before = new RulesFolder(one).pack("p", PACK).load();
    after =
        new RulesFolder(two)
            .pack(
                "p",
                PACK.replace("pear", "plum")
                        .replace("hold: true", "block: true")
                        .replace("expect: hold", "expect: block")
                    + PACK.substring(PACK.indexOf("- id"))
                        .replace("R-1", "R-2")
                        .replace("title", "mode: shadow\n  title"))
            .load();
  }

  private static MessageEvent event(int number, String author, String channel, String text) {
    return new MessageEvent(
        new EventId(new UUID(0, number)),
        Instant.EPOCH,
        Direction.OUT,
        new ServiceId("test"),
        new Actor(author, author),
        Audience.channel(channel),
        new Action.Post(Content.text("text", text), Optional.empty()),
        Digest.of(new byte[0]));
  }

  @Test
  void newLostAndOtherwiseJudgedMessagesAreCounted() {
    Lab lab = new Lab(new Random(1));
    String[] texts = {"apple", "pear", "plum", "stone", "plum", "pear and plum"};
    for (int at = 0; at < texts.length; at++) {
      MessageEvent event = event(at, at < 3 ? "ann" : "bob", "c" + at % 2, texts[at]);
      lab.add("m" + at, event, judged(before, event, 100), judged(after, event, 200));
    }

    LabReport report = lab.report();

    assertThat(report.messages()).isEqualTo(6);
    assertThat(report.fresh()).as("plum, plum").isEqualTo(2);
    assertThat(report.lost()).as("pear").isEqualTo(1);
    assertThat(report.otherwise()).as("apple, pear and plum").isEqualTo(2);
    assertThat(report.verdicts())
        .contains(
            new LabReport.VerdictCount("allow", new Both(3, 2)),
            new LabReport.VerdictCount("hold", new Both(3, 0)),
            new LabReport.VerdictCount("block", new Both(0, 4)));
    LabReport.RuleChange rule = report.rules().getFirst();
    assertThat(rule.rule()).isEqualTo("R-2");
    assertThat(rule.matches()).as("a rule in shadow matches too").isEqualTo(new Both(0, 4));
    assertThat(report.rules().getLast().freshExamples()).containsExactly("m2", "m4");
    assertThat(report.rules().getLast().lostExamples()).containsExactly("m1");
    assertThat(report.authors()).containsExactly(new Count("ann", 1), new Count("bob", 1));
    assertThat(report.channels()).containsExactly(new Count("c0", 2));
    assertThat(report.costBefore().mean()).isEqualTo(100);
    assertThat(report.costAfter().most()).isEqualTo(200);
  }

  @Test
  void theFirstMessagesDoNotCountForTheCostOnceThereAreEnough() {
    Lab lab = new Lab(new Random(1));
    MessageEvent event = event(1, "ann", "c", "stone");
    for (int at = 0; at < 2_000; at++) {
      lab.add("m", event, judged(before, event, 1_000_000), judged(after, event, 1_000_000));
    }
    assertThat(lab.report().costBefore().most()).isEqualTo(1_000_000);
    lab.add("m", event, judged(before, event, 5), judged(after, event, 7));

    assertThat(lab.report().costBefore().most()).isEqualTo(5);
    assertThat(lab.report().costAfter().messages()).isEqualTo(1);
  }

  @Test
  void examplesAreFewAndTheSameForTheSameSeed() {
    assertThat(examples(7)).hasSize(5).isEqualTo(examples(7)).isNotEqualTo(examples(8));
  }

  private List<String> examples(long seed) {
    Lab lab = new Lab(new Random(seed));
    MessageEvent event = event(1, "ann", "c", "plum");
    for (int at = 0; at < 100; at++) {
      lab.add("m" + at, event, judged(before, event, 1), judged(after, event, 1));
    }
    return lab.report().rules().getFirst().freshExamples();
  }

  @Test
  void manyNamesTakeNoMoreMemoryAndTheFrequentOnesStay() {
    TopCounts counts = new TopCounts();
    for (int at = 0; at < 50_000; at++) {
      counts.add("rare-" + at);
      if (at % 10 == 0) {
        counts.add("often");
      }
    }
    assertThat(counts.most(1)).containsExactly(new Count("often", 5_000));
    assertThat(counts.most(Integer.MAX_VALUE)).hasSizeLessThanOrEqualTo(10_000);
    assertThat(counts.forgotten()).isPositive();
    long kept = counts.most(Integer.MAX_VALUE).stream().mapToLong(Count::messages).sum();
    assertThat(kept + counts.forgotten()).as("nothing is lost uncounted").isEqualTo(55_000);
  }

  @Test
  void quantilesAreRightToOnePartInSixteen() {
    Costs costs = new Costs();
    for (long nanos = 1; nanos <= 100_000; nanos++) {
      costs.add(nanos);
    }
    LabReport.Cost cost = costs.cost();
    assertThat(cost.mean()).isEqualTo(50_000.5);
    assertThat(cost.median()).isBetween(50_000L, 53_200L);
    assertThat(cost.p99()).isBetween(99_000L, 100_000L);
    assertThat(cost.most()).isEqualTo(100_000);
    assertThat(new Costs().cost()).isEqualTo(new LabReport.Cost(0, 0, 0, 0, 0));
  }

  @Test
  void theCostlyDetectorIsNamedFirst() {
    AtomicLong clock = new AtomicLong();
    DetectorCosts costs = new DetectorCosts(new Random(1), clock::incrementAndGet);
    assertThat(costs.most(before.lists(), Matching.plain(), 5)).isEmpty();
    costs.add(event(1, "ann", "c", "an apple"));
    assertThat(costs.most(before.lists(), Matching.plain(), 5))
        .singleElement()
        .satisfies(each -> assertThat(each.detector()).isEqualTo("fruit"));
  }

  private static Lab.Judged judged(RuleSet rules, MessageEvent event, long nanos) {
    Decision decision = rules.inspect(event, Facts.NONE);
    return new Lab.Judged(decision, nanos);
  }
}
