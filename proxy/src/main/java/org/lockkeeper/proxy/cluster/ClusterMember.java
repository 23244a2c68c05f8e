package org.lockkeeper.proxy.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.replicatedmap.ReplicatedMap;
import com.hazelcast.topic.ITopic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * This gateway's membership in a cluster. Methods may throw what Hazelcast throws when it is gone;
 * the makes of the ports in this package live with that, their callers never see it.
 */
public final class ClusterMember implements AutoCloseable {

  private final ClusterSettings settings;
  private final UUID origin;
  private final HazelcastInstance hazelcast;

  private ClusterMember(ClusterSettings settings, UUID origin) {
    this.settings = settings;
    this.origin = origin;
    this.hazelcast = Hazelcast.newHazelcastInstance(HazelcastConfig.of(settings, origin));
  }

  /**
   * Joins the members that can be reached, or begins alone; takes seconds.
   *
   * @throws IllegalStateException if the port cannot be bound
   */
  public static ClusterMember join(ClusterSettings settings) {
    try {
      return new ClusterMember(settings, UUID.randomUUID());
    } catch (RuntimeException failed) {
      throw new IllegalStateException(
          "cannot start the cluster at "
              + settings.address()
              + ":"
              + settings.port()
              + ": "
              + failed.getMessage(),
          failed);
    }
  }

  /** How many configured members can be reached, this one included; 0 when Hazelcast is gone. */
  public int present() {
    try {
      return reachable().size();
    } catch (RuntimeException _) {
      return 0;
    }
  }

  /** Whether every configured member can be reached. */
  public boolean whole() {
    return present() == settings.members().size();
  }

  /** Tells the others which rules are in force here. */
  public void tellVersion(String version) {
    copies("versions")
        .put(
            settings.self(),
            settings.seal().seal("version " + settings.self(), version.getBytes(UTF_8)));
  }

  /** Which rules each configured member that can be reached has in force, as it last told. */
  public Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    try {
      ReplicatedMap<String, byte[]> told = copies("versions");
      for (String address : reachable().keySet()) {
        versions.put(
            address,
            Optional.ofNullable(told.get(address))
                .flatMap(marked -> settings.seal().open("version " + address, marked))
                .map(bytes -> new String(bytes, UTF_8))
                .orElse(""));
      }
    } catch (RuntimeException _) {
      versions.clear();
    }
    return versions;
  }

  /** Who belongs to the cluster, by its settings. */
  public ClusterSettings settings() {
    return settings;
  }

  /** This member's name for as long as it runs. */
  UUID origin() {
    return origin;
  }

  /** The names of all configured members that can be reached, the eldest first. */
  List<UUID> origins() {
    return List.copyOf(reachable().values());
  }

  /** Which configured member goes by a name, for people. */
  String addressOf(UUID origin) {
    return reachable().entrySet().stream()
        .filter(each -> each.getValue().equals(origin))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse("a member that has left");
  }

  /** A map of which every member holds a whole copy. Returns when this copy is filled. */
  ReplicatedMap<String, byte[]> copies(String name) {
    return hazelcast.getReplicatedMap(name);
  }

  /** What is said here is heard by every other member that can be reached, perhaps. */
  ITopic<byte[]> topic(String name) {
    return hazelcast.getTopic(name);
  }

  /** Leaves at once, as if killed. */
  void terminate() {
    hazelcast.getLifecycleService().terminate();
  }

  /** Leaves. */
  @Override
  public void close() {
    hazelcast.shutdown();
  }

  /**
   * Configured members by address, the eldest first. A stranger who takes part in Hazelcast does
   * not count, and of several who call themselves the same only the eldest does.
   */
  private Map<String, UUID> reachable() {
    Map<String, UUID> reachable = new LinkedHashMap<>();
    for (Member member : hazelcast.getCluster().getMembers()) {
      String address = member.getAttribute(HazelcastConfig.ADDRESS);
      String name = member.getAttribute(HazelcastConfig.ORIGIN);
      if (address != null && name != null && settings.members().contains(address)) {
        reachable.putIfAbsent(address, UUID.fromString(name));
      }
    }
    return reachable;
  }
}
