package org.lockkeeper.proxy.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.InMemoryFormat;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import java.time.Duration;
import java.util.UUID;

/** Hazelcast, set so that members find each other by their list and nothing else is on. */
final class HazelcastConfig {

  /** The member's entry in the list. */
  static final String ADDRESS = "address";

  /** The member's name for as long as it runs. */
  static final String ORIGIN = "origin";

  private HazelcastConfig() {}

  static Config of(ClusterSettings settings, UUID origin) {
    Config config = new Config("lockkeeper-" + origin);
    config.setClusterName(settings.name());
    config
        .getMemberAttributeConfig()
        .setAttribute(ORIGIN, origin.toString())
        .setAttribute(ADDRESS, settings.self());
    // Nothing is told to the maker; the gateway itself says when to stop.
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.logging.type", "slf4j");
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    config.setProperty("hazelcast.local.localAddress", settings.address());
    // Listens at the address that was set and speaks from it: operators write firewalls by it.
    config.setProperty("hazelcast.socket.bind.any", "false");
    config.setProperty("hazelcast.socket.client.bind.any", "false");
    // Few entries: the usual 271 partitions only cost messages.
    config.setProperty("hazelcast.partition.count", "31");
    config.setProperty("hazelcast.wait.seconds.before.join", "1");
    config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
    config.setProperty("hazelcast.max.no.heartbeat.seconds", seconds(settings.pace().silence()));
    String reunion = seconds(settings.pace().reunion());
    config.setProperty("hazelcast.merge.first.run.delay.seconds", reunion);
    config.setProperty("hazelcast.merge.next.run.delay.seconds", reunion);
    config.setProperty("hazelcast.operation.call.timeout.millis", "5000");
    config.getJetConfig().setEnabled(false);
    // Only texts and bytes travel, and Hazelcast's own exceptions; its default filter lets those of
    // it and of the platform through and keeps a stranger's objects out.
    config
        .getSerializationConfig()
        .setJavaSerializationFilterConfig(new JavaSerializationFilterConfig());
    config
        .getReplicatedMapConfig("default")
        .setAsyncFillup(false)
        .setInMemoryFormat(InMemoryFormat.OBJECT);
    network(config.getNetworkConfig(), settings);
    return config;
  }

  private static void network(NetworkConfig network, ClusterSettings settings) {
    network.setPort(settings.port()).setPortAutoIncrement(false).setReuseAddress(true);
    network.setPublicAddress(settings.self());
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true).setMembers(settings.members());
  }

  private static String seconds(Duration time) {
    return Long.toString(Math.max(1, time.toSeconds()));
  }
}
