package org.lockkeeper.proxy.cluster;

import java.time.Duration;
import java.util.List;

/**
 * Who belongs to a cluster, and how long members wait for each other.
 *
 * @param name clusters of different names never meet
 * @param members every gateway of the cluster as {@code host:port}, this one among them
 * @param self which of them this one is
 * @param address where this one listens and speaks from
 * @param port its port
 * @param seal what members know each other by
 * @param pace how long things take
 */
public record ClusterSettings(
    String name,
    List<String> members,
    String self,
    String address,
    int port,
    Seal seal,
    Pace pace) {

  public ClusterSettings {
    members = List.copyOf(members);
    if (!members.contains(self)) {
      throw new IllegalArgumentException("the members do not name this gateway, " + self);
    }
    if (members.stream().distinct().count() < members.size()) {
      throw new IllegalArgumentException("a member is named twice: " + members);
    }
  }

  /**
   * How long things take; the reasons stand beside the settings in conf/lockkeeper.yaml.
   *
   * @param silence how long a member may be silent before the others go on without it
   * @param reunion how often the parts of a torn cluster look for each other
   * @param showEvery how often members tell each other what they counted
   * @param fresh how old the last word of every member may be for a sum to be certain
   * @param patience how long members may take to compile a proposed bundle
   */
  public record Pace(
      Duration silence, Duration reunion, Duration showEvery, Duration fresh, Duration patience) {

    /** What holds where nothing is set. */
    public static final Pace DEFAULT =
        new Pace(
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60));
  }

  /** The other members. */
  List<String> others() {
    return members.stream().filter(each -> !each.equals(self)).toList();
  }

  /** How many members are more than half. */
  int majority() {
    return members.size() / 2 + 1;
  }
}
