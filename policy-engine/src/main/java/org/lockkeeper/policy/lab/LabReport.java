package org.lockkeeper.policy.lab;

import java.util.List;

/**
 * What a draft would have changed.
 *
 * @param messages how many were judged by both sets
 * @param verdicts for each verdict how often each set gave it, in order of strictness
 * @param fresh messages that only the draft objects to
 * @param lost messages that only the set in force objects to
 * @param otherwise messages that both object to, with another verdict
 * @param rules every rule of either set that matched, those with the most changes first
 * @param authors whose messages the draft newly objects to, the most first
 * @param channels in which it newly objects, the most first
 * @param uncounted of the messages by author and by channel, how many belong to names that were too
 *     many to keep
 * @param faults messages of which a set could not say all, by set
 */
public record LabReport(
    long messages,
    List<VerdictCount> verdicts,
    long fresh,
    long lost,
    long otherwise,
    List<RuleChange> rules,
    List<Count> authors,
    List<Count> channels,
    long uncounted,
    Both faults,
    Cost costBefore,
    Cost costAfter) {

  public LabReport {
    verdicts = List.copyOf(verdicts);
    rules = List.copyOf(rules);
    authors = List.copyOf(authors);
    channels = List.copyOf(channels);
  }

  /** A number of the set in force and one of the draft. */
  public record Both(long before, long after) {}

  /** How often each set gave a verdict. */
  public record VerdictCount(String verdict, Both messages) {}

  /** A name and a number. */
  public record Count(String name, long messages) {}

  /**
   * What changed for one rule.
   *
   * @param fresh messages it matches only in the draft
   * @param lost messages it matches only in the set in force
   * @param freshExamples some of the fresh ones, by the reference they were given
   * @param lostExamples some of the lost ones
   */
  public record RuleChange(
      String rule,
      Both matches,
      long fresh,
      long lost,
      List<String> freshExamples,
      List<String> lostExamples) {
    public RuleChange {
      freshExamples = List.copyOf(freshExamples);
      lostExamples = List.copyOf(lostExamples);
    }
  }

  /**
   * What messages cost, in nanoseconds of whatever clock they were timed by.
   *
   * @param messages how many were timed: the first are left out, as long as others follow
   * @param median half of them took no longer
   * @param p99 ninety-nine in a hundred took no longer
   */
  public record Cost(long messages, double mean, long median, long p99, long most) {}
}
