package org.lockkeeper.proxy.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.lockkeeper.match.Matching;
import org.lockkeeper.policy.load.DirectoryPolicySource;
import org.lockkeeper.proxy.app.GatewayConfig.Bundled;
import org.lockkeeper.proxy.cluster.ClusterMember;
import org.lockkeeper.proxy.cluster.ClusterSettings;
import org.lockkeeper.proxy.cluster.HazelcastCounters;
import org.lockkeeper.proxy.cluster.HazelcastFindingsCache;
import org.lockkeeper.proxy.cluster.HazelcastPolicySource;

/** The shared ports of a gateway in a cluster. */
final class ClusteredPorts implements SharedPorts.ClusterView {

  private final ClusterMember member;
  private final HazelcastCounters counters;

  private ClusteredPorts(ClusterMember member, HazelcastCounters counters) {
    this.member = member;
    this.counters = counters;
  }

  static SharedPorts open(
      GatewayConfig config,
      ClusterSettings settings,
      Path data,
      DirectoryPolicySource.Listener news,
      Opened opened) {
    Bundled bundle = config.policy().bundle().orElseThrow();
    ClusterMember member = opened.add(ClusterMember.join(settings));
    HazelcastPolicySource policy =
        opened.add(
            HazelcastPolicySource.open(
                member,
                bundle.trusted(),
                Matching.plain(),
                bundle.file(),
                data.resolve("policy").resolve("in-force.lkp"),
                news));
    HazelcastCounters counters =
        opened.add(HazelcastCounters.of(member, SharedPorts.limits(config.policy())));
    HazelcastFindingsCache findings =
        opened.add(
            HazelcastFindingsCache.of(member, Version.text(), config.policy().findings().memory()));
    return new SharedPorts(
        policy, counters, findings, Optional.of(new ClusteredPorts(member, counters)));
  }

  @Override
  public boolean whole() {
    return member.whole()
        && counters.complete()
        && member.versions().values().stream().distinct().count() == 1;
  }

  @Override
  public String line() {
    Map<String, String> versions = member.versions();
    String members =
        member.settings().members().stream()
            .map(
                each ->
                    versions.containsKey(each)
                        ? each + " rules " + versions.get(each)
                        : each + " is missing")
            .collect(Collectors.joining(", "));
    String counts = counters.complete() ? "" : "; counts are uncertain";
    return member.present()
        + " of "
        + member.settings().members().size()
        + " members: "
        + members
        + counts;
  }

  @Override
  public int present() {
    return member.present();
  }
}
