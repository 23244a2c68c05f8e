package org.lockkeeper.proxy.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.lockkeeper.message.Digest;
import org.lockkeeper.match.Matching;
import org.lockkeeper.policy.Inspector;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.policy.bundle.BundleException;
import org.lockkeeper.policy.bundle.SignedBundle;
import org.lockkeeper.policy.bundle.TrustedKeys;
import org.lockkeeper.policy.load.BundleFile;
import org.lockkeeper.policy.load.DirectoryPolicySource.Listener;
import org.lockkeeper.policy.load.RuleSet;
import org.lockkeeper.proxy.cluster.Rollout.Named;
import org.lockkeeper.shared.PolicySource;
import org.lockkeeper.yaml.Fault;
import org.lockkeeper.yaml.FaultyFileException;
import org.lockkeeper.yaml.Where;

/**
 * One policy for all members. A bundle published at any of them is verified, compiled and tested by
 * each for itself. When all that are present are ready, the eldest puts it in force and each
 * switches: none uses it before all present can. If one cannot, or does not answer in time, the
 * bundle is refused everywhere with the reasons.
 *
 * <p>Nothing is switched unless more than half of the configured members are present, so the parts
 * of a torn cluster never go different ways: the smaller keeps its last good set, as does a member
 * whose Hazelcast is gone. A member that comes or returns takes the set in force before it serves.
 * Only a bundle made later ever takes another's place ({@link SignedBundle#supersedes}); to go back,
 * an old folder is packed anew. The set in force is kept in a file and outlives all members.
 */
public final class HazelcastPolicySource implements PolicySource {

  /** Three looks see a bundle through: proposed, answered, in force. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private static final System.Logger LOG = System.getLogger(HazelcastPolicySource.class.getName());

  private final ClusterMember member;
  private final Rollout rollout;
  private final TrustedKeys trusted;
  private final Matching matching;
  private final BundleFile file;
  private final Path kept;
  private final Listener listener;
  private final Duration patience;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("policy-cluster").factory());

  /** What somebody here wants in force, until it is or is refused. */
  private final AtomicReference<Optional<SignedBundle>> wanted =
      new AtomicReference<>(Optional.empty());

  private volatile InForce inForce;

  /** What was proposed, by the digest of its bytes, and since when; only the looking thread. */
  private final Map<Digest, Trial> trials = new HashMap<>();

  private final Set<Digest> reported = new HashSet<>();

  /** @param id the digest of the bundle's bytes */
  private record InForce(SignedBundle bundle, RuleSet rules, Digest id) {}

  /** What this member makes of a proposed bundle. */
  private record Trial(Optional<InForce> compiled, List<Fault> faults, long sinceNanos) {}

  private HazelcastPolicySource(
      ClusterMember member,
      TrustedKeys trusted,
      Matching matching,
      Path file,
      Path kept,
      Listener listener,
      Duration patience) {
    this.member = member;
    this.rollout = new Rollout(member);
    this.trusted = trusted;
    this.matching = matching;
    this.file = new BundleFile(file, trusted);
    this.kept = kept;
    this.listener = listener;
    this.patience = patience;
    SignedBundle own = this.file.read();
    this.inForce = beginning(own);
    listener.loaded(inForce.rules().version());
    if (own.supersedes(inForce.bundle())) {
      publish(own);
    }
    long every = LOOK_EVERY.toMillis();
    var unused = thread.scheduleWithFixedDelay(this::look, 0, every, TimeUnit.MILLISECONDS);
  }

  /**
   * Takes the cluster's set, or the one kept, or the file's, and begins to look for changes.
   *
   * @param file a bundle; replacing it publishes it
   * @param kept where the set in force is kept
   * @param patience how long members may take to compile
   * @throws FaultyFileException if no set can be used: there is nothing to stay in force
   */
  public static HazelcastPolicySource open(
      ClusterMember member,
      TrustedKeys trusted,
      Matching matching,
      Path file,
      Path kept,
      Listener listener,
      Duration patience) {
    return new HazelcastPolicySource(member, trusted, matching, file, kept, listener, patience);
  }

  /** Proposes a bundle to all members. What becomes of it, the listener hears at each of them. */
  public void publish(SignedBundle bundle) {
    wanted.set(Optional.of(bundle));
  }

  @Override
  public Inspector current() {
    return inForce.rules();
  }

  @Override
  public PolicyVersion version() {
    return inForce.rules().version();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** A set kept from before is never older than what was in force when this member went. */
  private InForce beginning(SignedBundle own) {
    Optional<InForce> best = Optional.empty();
    if (Files.isReadable(kept)) {
      try {
        best = Optional.of(load(new BundleFile(kept, trusted).read()));
      } catch (FaultyFileException | UncheckedIOException damaged) {
        LOG.log(System.Logger.Level.WARNING, "the kept rules cannot be used: {0}", damaged);
      }
    }
    try {
      Optional<Named> clusters = rollout.current();
      if (clusters.isPresent()) {
        SignedBundle theirs = SignedBundle.verify(clusters.get().bytes(), trusted);
        if (best.isEmpty() || theirs.supersedes(best.get().bundle())) {
          best = Optional.of(load(theirs));
        }
      }
    } catch (FaultyFileException faulty) {
      listener.refused(faulty.faults());
    } catch (BundleException forged) {
      listener.refused(List.of(fault("the cluster's bundle: " + forged.getMessage())));
    } catch (RuntimeException gone) {
      LOG.log(System.Logger.Level.WARNING, "the cluster cannot be asked: {0}", gone.getMessage());
    }
    return best.orElseGet(() -> load(own));
  }

  private void look() {
    try {
      lookAtFile();
      if (rollout.current().isEmpty() && eldest()) {
        rollout.putInForce(inForce.bundle().bytes());
      }
      propose();
      Optional<Named> proposed = rollout.proposed();
      if (proposed.isPresent()) {
        answer(proposed.get());
        if (eldest()) {
          decide(proposed.get());
        }
      }
      adopt();
      hearRefusals();
    } catch (RuntimeException gone) {
      LOG.log(System.Logger.Level.DEBUG, "the cluster cannot be asked: {0}", gone.getMessage());
    }
  }

  private void lookAtFile() {
    try {
      Optional<SignedBundle> changed = file.changed();
      if (changed.isPresent() && !same(changed.get(), inForce.bundle())) {
        if (changed.get().supersedes(inForce.bundle())) {
          publish(changed.get());
        } else {
          listener.refused(
              List.of(file.fault("it was made before the one in force; to go back, pack it anew")));
        }
      }
    } catch (FaultyFileException faulty) {
      listener.refused(faulty.faults());
    } catch (UncheckedIOException unreadable) {
      listener.refused(List.of(file.fault("it cannot be read: " + unreadable.getMessage())));
    }
  }

  /** Only with more than half present, and never over a later one's head. */
  private void propose() {
    Optional<SignedBundle> want = wanted.get();
    if (want.isEmpty() || member.present() < member.settings().majority()) {
      return;
    }
    if (!want.get().supersedes(inForce.bundle())) {
      wanted.compareAndSet(want, Optional.empty());
      return;
    }
    Optional<InForce> open =
        rollout.proposed().flatMap(proposed -> trial(proposed).compiled());
    if (rollout.proposed().isEmpty()
        || (open.isPresent() && want.get().supersedes(open.get().bundle()))) {
      rollout.propose(want.get().bytes());
    }
  }

  private void answer(Named proposed) {
    if (rollout.answered(proposed.id(), member.origin())) {
      return;
    }
    Trial trial = trial(proposed);
    if (trial.compiled().isPresent()) {
      rollout.ready(proposed.id(), member.origin());
    } else {
      rollout.cannot(
          proposed.id(),
          member.origin(),
          String.join("\n", trial.faults().stream().map(Fault::toString).toList()));
    }
  }

  private void decide(Named proposed) {
    List<String> reasons = new ArrayList<>();
    boolean all = true;
    boolean late = System.nanoTime() - trial(proposed).sinceNanos() > patience.toNanos();
    for (String origin : member.origins()) {
      Optional<String> objection = rollout.objection(proposed.id(), origin);
      boolean answered = rollout.answered(proposed.id(), origin);
      all &= answered;
      objection.ifPresent(
          why -> why.lines().forEach(line -> reasons.add(member.addressOf(origin) + ": " + line)));
      if (!answered && late) {
        reasons.add(member.addressOf(origin) + " did not answer within " + patience.toSeconds() + " s");
      }
    }
    if (member.present() < member.settings().majority() && late) {
      reasons.add("more than half of the members are gone");
    }
    if (!reasons.isEmpty()) {
      rollout.refuse(proposed.id(), reasons);
      rollout.withdraw();
    } else if (all && member.present() >= member.settings().majority()) {
      rollout.putInForce(proposed.bytes());
      rollout.withdraw();
    }
  }

  private void adopt() {
    Optional<Named> theirs = rollout.current();
    if (theirs.isEmpty() || theirs.get().id().equals(inForce.id())) {
      return;
    }
    Trial trial = trial(theirs.get());
    if (trial.compiled().isEmpty()) {
      if (reported.add(theirs.get().id())) {
        listener.refused(trial.faults());
      }
    } else if (trial.compiled().get().bundle().supersedes(inForce.bundle())) {
      inForce = trial.compiled().get();
      trials.clear();
      keep(inForce.bundle());
      listener.loaded(inForce.rules().version());
    } else {
      restore();
    }
  }

  /** After a healing the map may hold the older of two that were both in force. */
  private void restore() {
    if (member.present() >= member.settings().majority()) {
      rollout.putInForce(inForce.bundle().bytes());
    }
  }

  private void hearRefusals() {
    for (Digest id : List.copyOf(trials.keySet())) {
      Optional<List<String>> reasons = rollout.refusal(id);
      if (reasons.isPresent()) {
        trials.remove(id);
        wanted.updateAndGet(
            want -> want.filter(bundle -> !Digest.of(bundle.bytes()).equals(id)));
        if (reported.add(id)) {
          listener.refused(reasons.get().stream().map(HazelcastPolicySource::fault).toList());
        }
      }
    }
  }

  private Trial trial(Named bundle) {
    return trials.computeIfAbsent(bundle.id(), _ -> attempt(bundle));
  }

  private Trial attempt(Named bundle) {
    long since = System.nanoTime();
    try {
      return new Trial(
          Optional.of(load(SignedBundle.verify(bundle.bytes(), trusted))), List.of(), since);
    } catch (FaultyFileException faulty) {
      return new Trial(Optional.empty(), faulty.faults(), since);
    } catch (BundleException refused) {
      return new Trial(
          Optional.empty(), List.of(fault("the bundle: " + refused.getMessage())), since);
    } catch (RuntimeException broken) {
      return new Trial(
          Optional.empty(), List.of(fault("the rules could not be loaded: " + broken)), since);
    }
  }

  private boolean eldest() {
    return member.origins().getFirst().equals(member.origin());
  }

  private void keep(SignedBundle bundle) {
    try {
      Files.createDirectories(kept.toAbsolutePath().getParent());
      Path fresh = kept.resolveSibling(kept.getFileName() + ".new");
      Files.write(fresh, bundle.bytes());
      Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException full) {
      LOG.log(System.Logger.Level.ERROR, "the rules in force cannot be kept: {0}", full);
    }
  }

  private InForce load(SignedBundle bundle) {
    return new InForce(bundle, RuleSet.load(bundle.bundle(), matching), Digest.of(bundle.bytes()));
  }

  private static boolean same(SignedBundle one, SignedBundle other) {
    return one.digest().equals(other.digest());
  }

  private static Fault fault(String message) {
    return new Fault(new Where("cluster", 0), message);
  }
}
