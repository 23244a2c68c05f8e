package org.lockkeeper.proxy.cluster;

import java.time.Duration;
import java.util.List;

/**
 * Who belongs to a cluster.
 *
 * @param name clusters of different names never meet
 * @param members every gateway of the cluster as {@code host:port}, this one among them
 * @param address where this one listens
 * @param port its port
 * @param publicAddress what this one is called in the list of members
 * @param silence how long a member may be silent before it counts as gone
 * @param reunion how often the parts of a torn cluster look for each other
 */
public record ClusterSettings(
    String name,
    List<String> members,
    String address,
    int port,
    String publicAddress,
    Duration silence,
    Duration reunion) {

  /** Long enough for a pause of the collector, short enough not to be stricter for minutes. */
  public static final Duration SILENCE = Duration.ofSeconds(10);

  public static final Duration REUNION = Duration.ofSeconds(5);

  public ClusterSettings {
    members = List.copyOf(members);
    if (!members.contains(publicAddress)) {
      throw new IllegalArgumentException(
          "the members do not name this gateway, " + publicAddress + ": " + members);
    }
  }

  /** A member that is called as it listens. */
  public static ClusterSettings of(String name, List<String> members, String address, int port) {
    return new ClusterSettings(
        name, members, address, port, address + ":" + port, SILENCE, REUNION);
  }

  /** How many members are more than half. */
  int majority() {
    return members.size() / 2 + 1;
  }
}
