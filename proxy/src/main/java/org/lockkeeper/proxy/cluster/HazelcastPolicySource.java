package org.lockkeeper.proxy.cluster;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.lockkeeper.match.Matching;
import org.lockkeeper.message.Digest;
import org.lockkeeper.policy.Inspector;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.policy.bundle.BundleException;
import org.lockkeeper.policy.bundle.SignedBundle;
import org.lockkeeper.policy.bundle.TrustedKeys;
import org.lockkeeper.policy.load.BundleFile;
import org.lockkeeper.policy.load.DirectoryPolicySource.Listener;
import org.lockkeeper.proxy.cluster.Trials.Compiled;
import org.lockkeeper.proxy.cluster.Trials.Trial;
import org.lockkeeper.shared.PolicySource;
import org.lockkeeper.yaml.Fault;
import org.lockkeeper.yaml.FaultyFileException;

/**
 * One policy for all members. A bundle published at any of them is verified, compiled and tested by
 * each for itself. When all that are present are ready, the eldest puts it in force and each
 * switches: none uses it before all present can. If one cannot, or does not answer in time, the
 * bundle is refused everywhere with the reasons.
 *
 * <p>Nothing is switched unless more than half of the configured members are present, so the parts
 * of a torn cluster never go different ways: the smaller keeps its last good set, as does a member
 * whose Hazelcast is gone. A member that comes or returns takes the set in force before it serves.
 * Only a bundle made later ever takes another's place ({@link SignedBundle#supersedes}); to go
 * back, an old folder is packed anew. The set in force is kept in a file and outlives all members.
 */
public final class HazelcastPolicySource implements PolicySource {

  /** Three looks see a bundle through: proposed, answered, in force. */
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private static final System.Logger LOG = System.getLogger(HazelcastPolicySource.class.getName());

  private final ClusterMember member;
  private final Rollout rollout;
  private final TrustedKeys trusted;
  private final Trials trials;
  private final BundleFile file;
  private final KeptBundle kept;
  private final Listener listener;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("policy-cluster").factory());

  /** What somebody here wants in force, until it is or is refused. */
  private final AtomicReference<Optional<SignedBundle>> wanted =
      new AtomicReference<>(Optional.empty());

  /** Bundles whose refusal was told; only the looking thread. */
  private final Set<Digest> told = new HashSet<>();

  private final AtomicLong looks = new AtomicLong();

  /** What was proposed at the last look, and since when; only the looking thread. */
  private Optional<Digest> open = Optional.empty();

  private long openSinceNanos;

  private volatile Compiled inForce;

  private HazelcastPolicySource(
      ClusterMember member,
      TrustedKeys trusted,
      Matching matching,
      Path file,
      Path kept,
      Listener listener,
      String map) {
    this.member = member;
    this.rollout = new Rollout(member, map);
    this.trusted = trusted;
    this.trials = new Trials(rollout, trusted, matching);
    this.file = new BundleFile(file, trusted);
    this.kept = new KeptBundle(kept);
    this.listener = listener;
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
   * @throws FaultyFileException if no set can be used: there is nothing to stay in force
   */
  public static HazelcastPolicySource open(
      ClusterMember member,
      TrustedKeys trusted,
      Matching matching,
      Path file,
      Path kept,
      Listener listener) {
    return open(member, trusted, matching, file, kept, listener, "policy");
  }

  /** The same beside others in one cluster, who agree on something else. */
  static HazelcastPolicySource open(
      ClusterMember member,
      TrustedKeys trusted,
      Matching matching,
      Path file,
      Path kept,
      Listener listener,
      String map) {
    return new HazelcastPolicySource(member, trusted, matching, file, kept, listener, map);
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

  /** How often it has looked. */
  long looks() {
    return looks.get();
  }

  /** A set kept from before is never older than what was in force when this member went. */
  private Compiled beginning(SignedBundle own) {
    Optional<SignedBundle> best = kept.read(trusted);
    try {
      Optional<byte[]> clusters = rollout.current().flatMap(rollout::bytes);
      if (clusters.isPresent()) {
        SignedBundle theirs = SignedBundle.verify(clusters.get(), trusted);
        best = best.filter(mine -> !theirs.supersedes(mine)).or(() -> Optional.of(theirs));
      }
    } catch (BundleException forged) {
      listener.refused(List.of(Trials.fault("the cluster's bundle: " + forged.getMessage())));
    } catch (RuntimeException gone) {
      LOG.log(System.Logger.Level.WARNING, "the cluster cannot be asked: {0}", gone.getMessage());
    }
    try {
      if (best.isPresent()) {
        return trials.compile(best.get());
      }
    } catch (FaultyFileException faulty) {
      listener.refused(faulty.faults());
    }
    return trials.compile(own);
  }

  private void look() {
    looks.incrementAndGet();
    try {
      lookAtFile();
      if (rollout.current().isEmpty() && eldest()) {
        restore();
      }
      propose();
      Optional<Digest> proposed = rollout.proposed();
      if (!proposed.equals(open)) {
        open = proposed;
        openSinceNanos = System.nanoTime();
        // Proposed once more, its refusal is told once more.
        proposed.ifPresent(told::remove);
      }
      if (proposed.isPresent()) {
        consider(proposed.get());
      }
      adopt();
      hearRefusals();
      String version = version().value();
      if (!version.equals(member.versions().get(member.settings().self()))) {
        member.tellVersion(version);
      }
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
    if (want.isEmpty() || !majority()) {
      return;
    }
    if (!want.get().supersedes(inForce.bundle())) {
      var _ = wanted.compareAndSet(want, Optional.empty());
      return;
    }
    Optional<Digest> proposed = rollout.proposed();
    boolean later =
        proposed
            .flatMap(id -> trials.of(id).compiled())
            .map(open -> want.get().supersedes(open.bundle()))
            .orElse(proposed.isEmpty());
    if (later) {
      byte[] bytes = want.get().bytes();
      rollout.propose(Digest.of(bytes), bytes);
    }
  }

  private void consider(Digest proposed) {
    Trial trial = trials.of(proposed);
    if (!trial.arrived()) {
      return;
    }
    if (!rollout.answered(proposed, member.origin())) {
      if (trial.compiled().isPresent()) {
        rollout.ready(proposed, member.origin());
      } else {
        rollout.cannot(
            proposed,
            member.origin(),
            String.join("\n", trial.faults().stream().map(Fault::toString).toList()));
      }
    }
    if (eldest() && majority()) {
      decide(proposed, trial);
    }
  }

  /** Says yes when all that are present said yes; says no when all have answered or time is up. */
  private void decide(Digest proposed, Trial trial) {
    if (trial.compiled().filter(each -> !each.bundle().supersedes(inForce.bundle())).isPresent()) {
      // Left over from before a tear: what is in force was made later.
      rollout.withdraw();
      return;
    }
    Duration patience = member.settings().pace().patience();
    boolean late = System.nanoTime() - openSinceNanos > patience.toNanos();
    List<String> reasons = new ArrayList<>();
    boolean all = true;
    for (UUID origin : member.origins()) {
      String who = member.addressOf(origin) + ": ";
      if (!rollout.answered(proposed, origin)) {
        all = false;
        reasons.add(who + "no answer within " + patience.toSeconds() + " s");
      }
      rollout
          .objection(proposed, origin)
          .ifPresent(why -> why.lines().forEach(line -> reasons.add(who + line)));
    }
    if (all && reasons.isEmpty()) {
      rollout.putInForce(proposed, trial.compiled().orElseThrow().bundle().bytes());
      rollout.withdraw();
    } else if (all || late) {
      rollout.refuse(proposed, reasons);
      rollout.withdraw();
    }
  }

  private void adopt() {
    Optional<Digest> theirs = rollout.current();
    if (theirs.isEmpty() || theirs.get().equals(inForce.id())) {
      return;
    }
    Trial trial = trials.of(theirs.get());
    if (!trial.arrived()) {
      return;
    }
    if (trial.compiled().isEmpty()) {
      if (told.add(theirs.get())) {
        listener.refused(trial.faults());
      }
    } else if (trial.compiled().get().bundle().supersedes(inForce.bundle())) {
      inForce = trial.compiled().get();
      trials.forgetAll();
      kept.keep(inForce.bundle());
      listener.loaded(inForce.rules().version());
    } else {
      // After a healing the map may hold the older of two that were both in force.
      restore();
    }
  }

  private void restore() {
    if (majority()) {
      rollout.putInForce(inForce.id(), inForce.bundle().bytes());
    }
  }

  private void hearRefusals() {
    for (Digest id : trials.ids()) {
      Optional<List<String>> reasons = rollout.refusal(id);
      if (reasons.isEmpty()) {
        continue;
      }
      wanted.updateAndGet(want -> want.filter(bundle -> !Digest.of(bundle.bytes()).equals(id)));
      if (told.add(id)) {
        listener.refused(reasons.get().stream().map(Trials::fault).toList());
      }
    }
  }

  private boolean majority() {
    return member.present() >= member.settings().majority();
  }

  private boolean eldest() {
    return member.origins().getFirst().equals(member.origin());
  }

  private static boolean same(SignedBundle one, SignedBundle other) {
    return one.digest().equals(other.digest());
  }
}
