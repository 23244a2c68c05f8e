package org.lockkeeper.policy.canary;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.Inspector;
import org.lockkeeper.policy.PolicyVersion;

/**
 * A candidate in force for a share of people, until it breaks a limit; from then on for nobody. One
 * for each candidate; the set in force comes with every message.
 */
public final class Canary {

  private final Inspector candidate;
  private final PolicyVersion version;
  private final Cohort cohort;
  private final CanaryRecord record;
  private final LongSupplier nanos;
  private final Listener listener;
  private volatile Optional<String> rolledBack;

  /** Told what comes of the candidate. Must not block or throw. */
  public interface Listener {

    /** The candidate judged somebody's message. */
    void judged(Decision decision);

    /** It broke a limit and is in force for nobody now. Called once. */
    void rolledBack(PolicyVersion version, String why);
  }

  /**
   * A canary.
   *
   * @param rolledBack why it was rolled back before; empty if it was not
   * @param nanos a clock that only goes forward
   */
  public Canary(
      Inspector candidate,
      PolicyVersion version,
      Cohort cohort,
      CanaryLimits limits,
      Optional<String> rolledBack,
      LongSupplier nanos,
      Listener listener) {
    this.candidate = candidate;
    this.version = version;
    this.cohort = cohort;
    this.record = new CanaryRecord(limits);
    this.rolledBack = rolledBack;
    this.nanos = nanos;
    this.listener = listener;
  }

  /** Which candidate it is. */
  public PolicyVersion version() {
    return version;
  }

  /** Why the candidate is in force for nobody; empty while it is. */
  public Optional<String> rolledBack() {
    return rolledBack;
  }

  /** How many messages it has judged. */
  public long judged() {
    return record.judgedAll();
  }

  /** How many of them it did not let pass unchanged. */
  public long hits() {
    return record.hitsAll();
  }

  /** The candidate for its share of people, this set for everybody else. */
  public Inspector beside(Inspector active) {
    return (event, facts) -> inspect(active, event, facts);
  }

  private Decision inspect(Inspector active, MessageEvent event, Facts facts) {
    if (rolledBack.isPresent() || !cohort.has(event.service(), event.actor())) {
      return active.inspect(event, facts);
    }
    long began = nanos.getAsLong();
    Decision decision = candidate.inspect(event, facts);
    Duration took = Duration.ofNanos(nanos.getAsLong() - began);
    listener.judged(decision);
    Optional<String> broken = record.judged(decision, took);
    if (broken.isEmpty()) {
      return decision;
    }
    rolledBack = broken;
    listener.rolledBack(version, broken.get());
    // Whoever's message broke the limit is judged by the set that is in force from now on.
    return active.inspect(event, facts);
  }
}
