package org.lockkeeper.policy.load;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.LongSupplier;
import org.lockkeeper.detect.DetectorSet;
import org.lockkeeper.match.Matching;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Explanation;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.Inspector;
import org.lockkeeper.policy.Policy;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.policy.Rule;
import org.lockkeeper.policy.RuleId;
import org.lockkeeper.policy.bundle.Bundle;
import org.lockkeeper.policy.load.Drafts.DetectorDraft;
import org.lockkeeper.policy.load.Drafts.RuleDraft;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.FaultyFileException;
import org.lockkeeper.yaml.Where;

/**
 * A folder of rule packs, read, checked, tested and compiled: all of it or nothing. Immutable, safe
 * for many threads, no locks.
 */
public final class RuleSet implements Inspector {

  private final Policy policy;
  private final List<DetectorDraft> detectors;
  private final List<RuleDraft> rules;

  private RuleSet(Policy policy, List<DetectorDraft> detectors, List<RuleDraft> rules) {
    this.policy = policy;
    this.detectors = List.copyOf(detectors);
    this.rules = List.copyOf(rules);
  }

  /**
   * Loads a folder.
   *
   * @throws FaultyFileException with every fault, if a pack is wrong or one of its tests fails
   * @throws UncheckedIOException if the folder cannot be read
   */
  public static RuleSet load(Path folder) {
    return load(folder, Matching.plain());
  }

  /** The same with an engine, which remembers what it compiled, and a budget. */
  public static RuleSet load(Path folder, Matching matching) {
    return tested(compile(folder, matching));
  }

  /** Loads a bundle, by the same measure as a folder. */
  public static RuleSet load(Bundle bundle) {
    return load(bundle, Matching.plain());
  }

  /**
   * Loads a bundle, by the same measure as a folder.
   *
   * @throws FaultyFileException with every fault, if a pack is wrong or one of its tests fails
   */
  public static RuleSet load(Bundle bundle, Matching matching) {
    Faults faults = new Faults();
    String label = bundle.header().label() + ":";
    return tested(compile(RuleFiles.of(label, bundle.files(), faults), matching, faults));
  }

  /**
   * The files of a folder that make up its set, to be put into a bundle.
   *
   * @throws UncheckedIOException if they cannot be read
   */
  public static SortedMap<String, byte[]> files(Path folder) {
    return RuleFiles.contents(folder);
  }

  private static RuleSet tested(RuleSet compiled) {
    Faults failed = new Faults();
    for (RuleTests.Outcome outcome : RuleTests.run(compiled).outcomes()) {
      outcome.failures().forEach(failure -> failed.add(failure.where(), failure.message()));
    }
    failed.throwIfAny();
    return compiled;
  }

  /** Reads, checks and compiles a folder and leaves its tests aside. */
  static RuleSet compile(Path folder) {
    return compile(folder, Matching.plain());
  }

  private static RuleSet compile(Path folder, Matching matching) {
    Faults faults = new Faults();
    return compile(RuleFiles.read(folder, faults), matching, faults);
  }

  private static RuleSet compile(RuleFiles files, Matching matching, Faults faults) {
    SetReader reader = new SetReader(files, faults);
    reader.read();
    faults.throwIfAny();
    try {
      DetectorSet compiled = new DetectorSet(reader.detectors(), matching);
      List<Rule> rules = reader.rules().stream().map(RuleDraft::rule).toList();
      return new RuleSet(
          new Policy(compiled, rules, files.version()), reader.detectorDrafts(), reader.rules());
    } catch (IllegalArgumentException impossible) {
      faults.add(new Where(files.label(), 0), String.valueOf(impossible.getMessage()));
      throw new FaultyFileException(faults.all());
    }
  }

  @Override
  public Decision inspect(MessageEvent event, Facts facts) {
    return policy.inspect(event, facts);
  }

  /**
   * Judges an event and tells every step of it; the rules that are off are not among them.
   *
   * @param nanoTime the clock by which steps are timed
   */
  public Explanation explain(MessageEvent event, Facts facts, LongSupplier nanoTime) {
    return policy.explain(event, facts, nanoTime);
  }

  /** What every detector of every pack finds, the rules left aside. */
  public DetectorSet.Detected detect(MessageEvent event) {
    return policy.detect(event);
  }

  /** Which set this is. */
  public PolicyVersion version() {
    return policy.version();
  }

  /** The ids of all rules, those that are off among them. */
  public List<RuleId> ruleIds() {
    return rules.stream().map(draft -> draft.rule().id()).toList();
  }

  Policy policy() {
    return policy;
  }

  List<DetectorDraft> detectorDrafts() {
    return detectors;
  }

  List<RuleDraft> ruleDrafts() {
    return rules;
  }
}
