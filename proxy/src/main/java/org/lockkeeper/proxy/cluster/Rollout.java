package org.lockkeeper.proxy.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hazelcast.replicatedmap.ReplicatedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.lockkeeper.message.Digest;

/**
 * What members of a cluster tell each other about policies, in a map of which each has a copy: the
 * bundle in force, one proposed, every member's answer to it, and why one was refused. Bundles are
 * named by the digest of their bytes. Holds no opinion; see {@link HazelcastPolicySource}.
 */
final class Rollout {

  private static final String CURRENT = "current";
  private static final String PROPOSED = "proposed";
  private static final String READY = "ready";

  /** Longer than any roll-out takes; afterwards nobody asks. */
  private static final long ANSWERS_KEPT_HOURS = 24;

  private final ReplicatedMap<String, byte[]> told;

  /** The last bytes named: a bundle of megabytes need not be digested at every look. */
  private volatile Named last = new Named(Digest.of(new byte[0]), new byte[0]);

  Rollout(ClusterMember member) {
    this.told = member.copies("policy");
  }

  /** A bundle's bytes and their digest. Not yet verified. */
  @SuppressWarnings("ArrayRecordComponent") // Compared by its digest, never as a whole.
  record Named(Digest id, byte[] bytes) {}

  Optional<Named> current() {
    return bundle(CURRENT);
  }

  Optional<Named> proposed() {
    return bundle(PROPOSED);
  }

  void propose(byte[] bundle) {
    told.put(PROPOSED, bundle);
  }

  void putInForce(byte[] bundle) {
    told.put(CURRENT, bundle);
  }

  void withdraw() {
    told.remove(PROPOSED);
  }

  void ready(Digest bundle, String origin) {
    put("answer " + bundle + " " + origin, READY);
  }

  void cannot(Digest bundle, String origin, String why) {
    put("answer " + bundle + " " + origin, why);
  }

  boolean answered(Digest bundle, String origin) {
    return told.containsKey("answer " + bundle + " " + origin);
  }

  /** Why a member cannot use a bundle; empty if it can. */
  Optional<String> objection(Digest bundle, String origin) {
    return text("answer " + bundle + " " + origin).filter(answer -> !answer.equals(READY));
  }

  void refuse(Digest bundle, List<String> reasons) {
    put("refused " + bundle, String.join("\n", reasons));
  }

  /** Why a bundle was refused everywhere; empty if it was not. */
  Optional<List<String>> refusal(Digest bundle) {
    return text("refused " + bundle).map(reasons -> new ArrayList<>(reasons.lines().toList()));
  }

  private void put(String key, String text) {
    told.put(key, text.getBytes(UTF_8), ANSWERS_KEPT_HOURS, TimeUnit.HOURS);
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(told.get(key)).map(bytes -> new String(bytes, UTF_8));
  }

  private Optional<Named> bundle(String key) {
    byte[] bytes = told.get(key);
    if (bytes == null) {
      return Optional.empty();
    }
    Named named = last;
    if (named.bytes() != bytes) {
      named = new Named(Digest.of(bytes), bytes);
      last = named;
    }
    return Optional.of(named);
  }
}
