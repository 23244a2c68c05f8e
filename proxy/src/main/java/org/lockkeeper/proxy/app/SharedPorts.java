package org.lockkeeper.proxy.app;

import java.nio.file.Path;
import java.util.Optional;
import org.lockkeeper.match.Matching;
import org.lockkeeper.policy.load.BundlePolicySource;
import org.lockkeeper.policy.load.DirectoryPolicySource;
import org.lockkeeper.policy.load.DirectoryPolicySource.Pulse;
import org.lockkeeper.proxy.app.GatewayConfig.PolicySettings;
import org.lockkeeper.shared.Counters;
import org.lockkeeper.shared.FindingsCache;
import org.lockkeeper.shared.LocalCounters;
import org.lockkeeper.shared.LocalFindingsCache;
import org.lockkeeper.shared.PolicySource;

/**
 * The ports that a cluster may fill: by this process alone, or with other gateways.
 *
 * @param cluster how the cluster is; empty if this gateway is on its own
 */
record SharedPorts(
    PolicySource policy, Counters counters, FindingsCache findings, Optional<ClusterView> cluster) {

  /** How the cluster is, asked each time. */
  interface ClusterView {

    /** Whether every member is there, known to the last count, and of one policy. */
    boolean whole();

    /** Who is there and by which rules it judges, in one line. */
    String line();

    /** How many members are there. */
    int present();
  }

  static SharedPorts open(
      GatewayConfig config, Path data, DirectoryPolicySource.Listener news, Opened opened) {
    if (config.cluster().isPresent()) {
      // Named here alone, so that a gateway on its own loads nothing of a cluster.
      return ClusteredPorts.open(config, config.cluster().get(), data, news, opened);
    }
    PolicySettings settings = config.policy();
    PolicySource policy =
        settings
            .bundle()
            .<PolicySource>map(
                bundle ->
                    BundlePolicySource.open(
                        bundle.file(), bundle.trusted(), Matching.plain(), news, Pulse.clock()))
            .orElseGet(() -> DirectoryPolicySource.open(settings.rules(), news, Pulse.clock()));
    return new SharedPorts(
        opened.add(policy),
        new LocalCounters(limits(settings)),
        new LocalFindingsCache(settings.findings().memory()),
        Optional.empty());
  }

  static LocalCounters.Limits limits(PolicySettings settings) {
    return new LocalCounters.Limits(settings.counters(), LocalCounters.Limits.DEFAULT.horizon());
  }
}
