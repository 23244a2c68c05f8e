package org.lockkeeper.proxy.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hazelcast.replicatedmap.ReplicatedMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.lockkeeper.message.Digest;

/**
 * What members of a cluster tell each other about policies, in a map of which each has a copy:
 * bundles, which of them is in force, which is proposed, every member's answer to it, and why one
 * was refused. Bundles are named by the digest of their bytes. All but the bundles, which are
 * signed, bear the cluster's seal. Holds no opinion; see {@link HazelcastPolicySource}.
 */
final class Rollout {

  private static final String CURRENT = "current";
  private static final String PROPOSED = "proposed";
  private static final String READY = "ready";

  /** Longer than any roll-out takes; afterwards nobody asks. */
  private static final long ANSWERS_KEPT_HOURS = 24;

  private final Seal seal;
  private final ReplicatedMap<String, byte[]> told;

  Rollout(ClusterMember member, String map) {
    this.seal = member.settings().seal();
    this.told = member.copies(map);
  }

  /** The bundle in force; empty if there is none yet. */
  Optional<Digest> current() {
    return text(CURRENT).map(Digest::parse);
  }

  /** The bundle proposed; empty if there is none. */
  Optional<Digest> proposed() {
    return text(PROPOSED).map(Digest::parse);
  }

  /** A bundle's bytes, not yet verified; empty if they are not here or not these. */
  Optional<byte[]> bytes(Digest bundle) {
    return Optional.ofNullable(told.get("bundle " + bundle))
        .filter(bytes -> Digest.of(bytes).equals(bundle));
  }

  /** Proposes a bundle; what was answered to it before counts no longer. */
  void propose(Digest id, byte[] bundle) {
    for (String key : told.keySet()) {
      if (key.startsWith("answer " + id) || key.equals("refused " + id)) {
        told.remove(key);
      }
    }
    told.put("bundle " + id, bundle);
    put(PROPOSED, id.toString());
  }

  /** Puts a bundle in force and clears away what came before. */
  void putInForce(Digest id, byte[] bundle) {
    told.put("bundle " + id, bundle);
    put(CURRENT, id.toString());
    for (String key : told.keySet()) {
      boolean other =
          key.startsWith("bundle ")
              && !key.endsWith(id.toString())
              && proposed().filter(wanted -> key.endsWith(wanted.toString())).isEmpty();
      if (other) {
        told.remove(key);
      }
    }
  }

  void withdraw() {
    told.remove(PROPOSED);
  }

  void ready(Digest bundle, UUID origin) {
    put("answer " + bundle + " " + origin, READY);
  }

  void cannot(Digest bundle, UUID origin, String why) {
    put("answer " + bundle + " " + origin, why);
  }

  boolean answered(Digest bundle, UUID origin) {
    return text("answer " + bundle + " " + origin).isPresent();
  }

  /** Why a member cannot use a bundle; empty if it can. */
  Optional<String> objection(Digest bundle, UUID origin) {
    return text("answer " + bundle + " " + origin).filter(answer -> !answer.equals(READY));
  }

  void refuse(Digest bundle, List<String> reasons) {
    put("refused " + bundle, String.join("\n", reasons));
  }

  /** Why a bundle was refused everywhere; empty if it was not. */
  Optional<List<String>> refusal(Digest bundle) {
    return text("refused " + bundle).map(reasons -> reasons.lines().toList());
  }

  private void put(String key, String text) {
    byte[] sealed = seal.seal("policy " + key, text.getBytes(UTF_8));
    if (key.equals(CURRENT) || key.equals(PROPOSED)) {
      told.put(key, sealed);
    } else {
      told.put(key, sealed, ANSWERS_KEPT_HOURS, TimeUnit.HOURS);
    }
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(told.get(key))
        .flatMap(marked -> seal.open("policy " + key, marked))
        .map(bytes -> new String(bytes, UTF_8));
  }
}
