package org.lockkeeper.policy.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.lockkeeper.detect.Detector;
import org.lockkeeper.detect.DetectorSet;
import org.lockkeeper.match.Matching;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.TextPart;

/**
 * What each detector and list of a set costs: each is compiled alone and run over the same few
 * texts, and what the texts cost without any detector is taken off. Together they cost less, since
 * one pass serves them all; their order is what counts. Not for several threads.
 */
public final class DetectorCosts {

  /** Texts every detector is run over; some hundred detectors take a second or two. */
  private static final int SAMPLE = 300;

  /**
   * Longer ones are cut, so that the sample's memory has a bound and no text outweighs the rest.
   */
  private static final int LONGEST = 4_096;

  /**
   * Rounds over the sample, of which the fastest counts: what slowed the others was not the code.
   */
  private static final int ROUNDS = 5;

  private final Examples<String> sample;
  private final LongSupplier nanoTime;

  /** Findings of all runs, so that none of them can be left out as useless. */
  private long seen;

  /**
   * Costs of nothing yet.
   *
   * @param random chooses the texts
   */
  public DetectorCosts(RandomGenerator random, LongSupplier nanoTime) {
    this.sample = new Examples<>(SAMPLE, random);
    this.nanoTime = nanoTime;
  }

  /** What one detector costs a text, in nanoseconds. */
  public record Costing(String detector, double nanos) {}

  /** May keep the texts of a message to measure with. */
  public void add(MessageEvent event) {
    for (TextPart part : event.action().content().parts()) {
      if (!part.text().isBlank()) {
        String text = part.text();
        sample.add(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
      }
    }
  }

  /** The most costly detectors of a set, the most costly first. */
  public List<Costing> most(List<Detector> detectors, Matching matching, int limit) {
    if (sample.kept().isEmpty()) {
      return List.of();
    }
    DetectorSet none = new DetectorSet(List.of(), matching);
    // Twice, the first time for the machine to compile what all of them share.
    double cold = perText(none);
    double nothing = Math.min(cold, perText(none));
    List<Costing> costs = new ArrayList<>();
    for (Detector detector : detectors) {
      DetectorSet alone = new DetectorSet(List.of(detector), matching);
      costs.add(new Costing(detector.name(), Math.max(0, perText(alone) - nothing)));
    }
    return costs.stream()
        .sorted(Comparator.comparingDouble((Costing each) -> -each.nanos()))
        .limit(limit)
        .toList();
  }

  private double perText(DetectorSet set) {
    long fastest = Long.MAX_VALUE;
    long findings = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = nanoTime.getAsLong();
      for (String text : sample.kept()) {
        findings += set.detect("text", text).found().size();
      }
      fastest = Math.min(fastest, nanoTime.getAsLong() - start);
    }
    seen += findings;
    return (double) fastest / sample.kept().size();
  }
}
