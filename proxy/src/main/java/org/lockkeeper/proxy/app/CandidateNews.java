package org.lockkeeper.proxy.app;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.policy.canary.Canary;
import org.lockkeeper.policy.canary.Difference;
import org.lockkeeper.policy.canary.Shadow;
import org.lockkeeper.policy.load.DirectoryPolicySource;
import org.lockkeeper.proxy.flow.Meters;
import org.lockkeeper.yaml.Fault;

/** Tells operators what a candidate would do, does, and why it was rolled back. Counts it all. */
final class CandidateNews
    implements DirectoryPolicySource.Listener, Shadow.Listener, Canary.Listener {

  /** Lines in the log for one candidate; more are only counted. */
  private static final int MOST_LINES = 1000;

  private static final System.Logger LOG = System.getLogger(CandidateNews.class.getName());

  private final Meters meters;
  private final RolledBack rolledBack;
  private final AtomicInteger lines = new AtomicInteger();
  private final LongAdder compared = new LongAdder();
  private final LongAdder differing = new LongAdder();
  private final LongAdder skipped = new LongAdder();

  CandidateNews(Meters meters, RolledBack rolledBack) {
    this.meters = meters;
    this.rolledBack = rolledBack;
  }

  @Override
  public void loaded(PolicyVersion version) {
    lines.set(0);
    compared.reset();
    differing.reset();
    skipped.reset();
    LOG.log(System.Logger.Level.INFO, "candidate rules {0} are loaded", version);
  }

  @Override
  public void refused(List<Fault> faults) {
    for (Fault fault : faults) {
      LOG.log(System.Logger.Level.ERROR, "candidate rules not loaded: {0}", fault);
    }
  }

  /** The candidate's files cannot be read. */
  void unreadable(UncheckedIOException why) {
    LOG.log(System.Logger.Level.ERROR, "candidate rules not loaded: {0}", why.getMessage());
  }

  @Override
  public void compared(Optional<Difference> difference) {
    compared.increment();
    meters.candidateCompared(difference.isPresent());
    if (difference.isEmpty()) {
      return;
    }
    differing.increment();
    Difference each = difference.get();
    meters.candidateDiffers(each.active(), each.candidate());
    if (lines.getAndIncrement() < MOST_LINES) {
      LOG.log(
          System.Logger.Level.INFO,
          "candidate rules {0} differ on event {1}: {2} by {3} in force, {4} by {5} the candidate",
          each.version(),
          each.event(),
          each.active(),
          each.activeRules(),
          each.candidate(),
          each.candidateRules());
    }
  }

  @Override
  public void skipped() {
    skipped.increment();
    meters.candidateSkipped();
  }

  @Override
  public void judged(Decision decision) {
    meters.candidateJudged(decision.verdict());
  }

  @Override
  public void rolledBack(PolicyVersion version, String why) {
    meters.candidateRolledBack();
    LOG.log(System.Logger.Level.ERROR, "candidate rules {0} are rolled back: {1}", version, why);
    rolledBack.add(version, why);
  }

  /** What the shadow showed of the candidate loaded last. */
  String comparison() {
    return compared.sum()
        + " compared, "
        + differing.sum()
        + " differ, "
        + skipped.sum()
        + " skipped";
  }
}
