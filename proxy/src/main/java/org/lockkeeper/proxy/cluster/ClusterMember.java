package org.lockkeeper.proxy.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.ReplicatedMapConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import com.hazelcast.replicatedmap.ReplicatedMap;
import com.hazelcast.topic.ITopic;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * This gateway's membership in a cluster. Methods may throw what Hazelcast throws when it is gone;
 * the makes of the ports in this package live with that, their callers never see it.
 */
public final class ClusterMember implements AutoCloseable {

  private static final String ORIGIN = "origin";

  private final ClusterSettings settings;
  private final String origin;
  private final HazelcastInstance hazelcast;

  private ClusterMember(ClusterSettings settings, String origin) {
    this.settings = settings;
    this.origin = origin;
    this.hazelcast = Hazelcast.newHazelcastInstance(config(settings, origin));
  }

  /**
   * Joins the members that can be reached, or begins alone; takes seconds.
   *
   * @throws IllegalStateException if the port cannot be bound
   */
  public static ClusterMember join(ClusterSettings settings) {
    try {
      return new ClusterMember(settings, UUID.randomUUID().toString());
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

  /** How many members can be reached, this one included; 0 when the cluster is gone. */
  public int present() {
    try {
      return hazelcast.getCluster().getMembers().size();
    } catch (RuntimeException _) {
      return 0;
    }
  }

  /** Whether every member can be reached. */
  public boolean whole() {
    return present() >= settings.members().size();
  }

  ClusterSettings settings() {
    return settings;
  }

  /** This member's name for as long as it runs. */
  String origin() {
    return origin;
  }

  /** The names of all that can be reached, the oldest first. */
  List<String> origins() {
    return hazelcast.getCluster().getMembers().stream().map(ClusterMember::originOf).toList();
  }

  /** Where each of these listens, for people. */
  String addressOf(String origin) {
    return hazelcast.getCluster().getMembers().stream()
        .filter(member -> originOf(member).equals(origin))
        .map(member -> member.getAddress().getHost() + ":" + member.getAddress().getPort())
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

  /** Calls when members come, go or are reunited. The call must not block. */
  void onChange(Runnable changed) {
    var members =
        hazelcast
            .getCluster()
            .addMembershipListener(
                new MembershipListener() {
                  @Override
                  public void memberAdded(MembershipEvent event) {
                    changed.run();
                  }

                  @Override
                  public void memberRemoved(MembershipEvent event) {
                    changed.run();
                  }
                });
    var life =
        hazelcast
            .getLifecycleService()
            .addLifecycleListener(
                event -> {
                  if (event.getState() == LifecycleEvent.LifecycleState.MERGED) {
                    changed.run();
                  }
                });
    Objects.requireNonNull(members);
    Objects.requireNonNull(life);
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

  private static String originOf(Member member) {
    String origin = member.getAttribute(ORIGIN);
    return origin == null ? member.getUuid().toString() : origin;
  }

  private static Config config(ClusterSettings settings, String origin) {
    Config config = new Config("lockkeeper-" + origin);
    config.setClusterName(settings.name());
    config.getMemberAttributeConfig().setAttribute(ORIGIN, origin);
    // Nothing is told to the maker, and nothing but members may speak to it.
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    // Few entries: the usual 271 partitions only cost messages.
    config.setProperty("hazelcast.partition.count", "31");
    config.setProperty("hazelcast.wait.seconds.before.join", "1");
    config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
    config.setProperty(
        "hazelcast.max.no.heartbeat.seconds", Long.toString(settings.silence().toSeconds()));
    String reunion = Long.toString(settings.reunion().toSeconds());
    config.setProperty("hazelcast.merge.first.run.delay.seconds", reunion);
    config.setProperty("hazelcast.merge.next.run.delay.seconds", reunion);
    config.setProperty("hazelcast.operation.call.timeout.millis", "5000");
    config.getJetConfig().setEnabled(false);
    // Only texts and bytes travel, which need no Java serialisation; a filter that lets nothing
    // through keeps a stranger's objects out.
    JavaSerializationFilterConfig filter = new JavaSerializationFilterConfig();
    filter.setDefaultsDisabled(true);
    filter.getWhitelist().addClasses("org.lockkeeper.none");
    config.getSerializationConfig().setJavaSerializationFilterConfig(filter);
    ReplicatedMapConfig copies = config.getReplicatedMapConfig("default");
    copies.setAsyncFillup(false).setInMemoryFormat(InMemoryFormat.OBJECT);
    network(config.getNetworkConfig(), settings);
    return config;
  }

  private static void network(NetworkConfig network, ClusterSettings settings) {
    network.setPort(settings.port()).setPortAutoIncrement(false).setReuseAddress(true);
    network.setPublicAddress(settings.publicAddress());
    network.getInterfaces().setEnabled(true).addInterface(settings.address());
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setMembers(settings.members());
    network.getRestApiConfig().setEnabled(false);
    network.getMemcacheProtocolConfig().setEnabled(false);
  }
}
