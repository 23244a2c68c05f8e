package org.lockkeeper.policy.load;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.lockkeeper.detect.Detector;
import org.lockkeeper.detect.DetectorSet;
import org.lockkeeper.match.Matching;
import org.lockkeeper.message.Digest;
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
  private final Contents contents;

  private RuleSet(Policy policy, Contents contents) {
    this.policy = policy;
    this.contents = contents;
  }

  /**
   * What a set is made of, as its packs say it.
   *
   * @param lists as detectors of their names
   * @param detectors those that are no lists, with their tests
   * @param registers digests of the files of exact data and fingerprints, by name
   */
  private record Contents(
      List<Detector> lists,
      List<DetectorDraft> detectors,
      List<RuleDraft> rules,
      SortedMap<String, Digest> registers) {
    Contents {
      detectors = List.copyOf(detectors);
      lists = List.copyOf(lists);
      rules = List.copyOf(rules);
    }
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

  /**
   * Reads, checks and compiles a folder and leaves its tests aside: to look at, not to put in
   * force.
   *
   * @throws FaultyFileException with every fault, if a pack is wrong
   */
  public static RuleSet compile(Path folder) {
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
      SortedMap<String, Digest> registers = new TreeMap<>();
      files.binaries().forEach((name, bytes) -> registers.put(name, Digest.of(bytes)));
      return new RuleSet(
          new Policy(compiled, rules, files.version()),
          new Contents(reader.lists(), reader.detectorDrafts(), reader.rules(), registers));
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
    return contents.rules().stream().map(draft -> draft.rule().id()).toList();
  }

  /** All rules, those that are off among them. */
  public List<Rule> rules() {
    return contents.rules().stream().map(RuleDraft::rule).toList();
  }

  /** All lists, as detectors of their names. */
  public List<Detector> lists() {
    return contents.lists();
  }

  /** All detectors that are no lists. */
  public List<Detector> detectors() {
    return contents.detectors().stream().map(DetectorDraft::detector).toList();
  }

  /** Digests of the files of exact data and fingerprints, by name. */
  public SortedMap<String, Digest> registers() {
    return contents.registers();
  }

  Policy policy() {
    return policy;
  }

  List<DetectorDraft> detectorDrafts() {
    return contents.detectors();
  }

  List<RuleDraft> ruleDrafts() {
    return contents.rules();
  }
}
