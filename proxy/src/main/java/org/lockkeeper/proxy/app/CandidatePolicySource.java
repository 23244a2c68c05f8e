package org.lockkeeper.proxy.app;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.lockkeeper.match.Matching;
import org.lockkeeper.policy.Inspector;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.policy.canary.Canary;
import org.lockkeeper.policy.canary.Shadow;
import org.lockkeeper.policy.load.BundlePolicySource;
import org.lockkeeper.policy.load.DirectoryPolicySource;
import org.lockkeeper.policy.load.DirectoryPolicySource.Pulse;
import org.lockkeeper.shared.PolicySource;
import org.lockkeeper.yaml.FaultyFileException;

/**
 * The policy in force with a candidate beside it. The candidate's files are looked at like those of
 * the policy itself; a changed candidate begins anew. A candidate that cannot be loaded at start
 * leaves the policy in force alone, and health says so.
 */
final class CandidatePolicySource implements PolicySource {

  private final PolicySource active;
  private final CandidateSettings settings;
  private final CandidateNews news;
  private final RolledBack rolledBack;
  private final Executor workers;
  private final Semaphore room;
  private final Optional<PolicySource> candidate;
  private volatile Optional<Canary> canary = Optional.empty();

  private CandidatePolicySource(
      PolicySource active,
      CandidateSettings settings,
      Matching matching,
      CandidateNews news,
      RolledBack rolledBack,
      Pulse pulse,
      Executor workers) {
    this.active = active;
    this.settings = settings;
    this.news = news;
    this.rolledBack = rolledBack;
    this.workers = workers;
    this.room = new Semaphore(settings.waiting());
    this.candidate = load(settings, matching, news, pulse);
    if (settings.mode() == CandidateSettings.Mode.CANARY) {
      this.canary = candidate.map(this::canary);
    }
  }

  /**
   * Puts a candidate beside a policy.
   *
   * @param workers where a shadow judges
   */
  static CandidatePolicySource open(
      PolicySource active,
      CandidateSettings settings,
      Matching matching,
      CandidateNews news,
      RolledBack rolledBack,
      Pulse pulse,
      Executor workers) {
    return new CandidatePolicySource(active, settings, matching, news, rolledBack, pulse, workers);
  }

  @Override
  public Inspector current() {
    Inspector inForce = active.current();
    if (candidate.isEmpty()) {
      return inForce;
    }
    return switch (settings.mode()) {
      case SHADOW -> new Shadow(inForce, candidate.get().current(), workers, room, news);
      case CANARY -> canaryOf(candidate.get()).beside(inForce);
    };
  }

  /** The version in force for everybody whom the candidate does not concern. */
  @Override
  public PolicyVersion version() {
    return active.version();
  }

  /** Closes the candidate; the policy in force belongs to whoever opened it. */
  @Override
  public void close() {
    candidate.ifPresent(PolicySource::close);
  }

  /** Whether the candidate does what it is set to do. */
  boolean well() {
    return candidate.isPresent() && canaryNow().flatMap(Canary::rolledBack).isEmpty();
  }

  /** What the candidate does, in one line. */
  String line() {
    if (candidate.isEmpty()) {
      return "not loaded, see the log; mend its rules and start again";
    }
    String rules = "rules " + candidate.get().version();
    if (settings.mode() == CandidateSettings.Mode.SHADOW) {
      return rules + " in the shadow: " + news.comparison();
    }
    Canary now = canaryOf(candidate.get());
    return now.rolledBack()
        .map(why -> "rules " + now.version() + " rolled back: " + why)
        .orElse(
            "rules %s in force for %s %% of people: %d judged, %d not passed unchanged"
                .formatted(now.version(), settings.cohort().percent(), now.judged(), now.hits()));
  }

  private Optional<Canary> canaryNow() {
    return settings.mode() == CandidateSettings.Mode.CANARY
        ? candidate.map(this::canaryOf)
        : Optional.empty();
  }

  private Canary canaryOf(PolicySource source) {
    Canary now = canary.orElseThrow();
    return now.version().equals(source.version()) ? now : renewed(source);
  }

  private synchronized Canary renewed(PolicySource source) {
    Canary now = canary.orElseThrow();
    if (!now.version().equals(source.version())) {
      now = canary(source);
      canary = Optional.of(now);
    }
    return now;
  }

  private Canary canary(PolicySource source) {
    PolicyVersion version;
    Inspector inspector;
    do {
      version = source.version();
      inspector = source.current();
      // Changed in between, the one would not be the other's.
    } while (!version.equals(source.version()));
    return new Canary(
        inspector,
        version,
        settings.cohort(),
        settings.limits(),
        rolledBack.why(version),
        System::nanoTime,
        news);
  }

  private static Optional<PolicySource> load(
      CandidateSettings settings, Matching matching, CandidateNews news, Pulse pulse) {
    try {
      return Optional.of(
          settings
              .bundle()
              .<PolicySource>map(
                  bundle ->
                      BundlePolicySource.open(
                          bundle.file(), bundle.trusted(), matching, news, pulse))
              .orElseGet(
                  () -> DirectoryPolicySource.open(settings.rules(), matching, news, pulse)));
    } catch (FaultyFileException faulty) {
      news.refused(faulty.faults());
      return Optional.empty();
    } catch (UncheckedIOException unreadable) {
      news.unreadable(unreadable);
      return Optional.empty();
    }
  }
}
