package org.lockkeeper.proxy.app;

import java.util.List;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.policy.load.DirectoryPolicySource;
import org.lockkeeper.proxy.flow.Meters;
import org.lockkeeper.yaml.Fault;

/** Tells operators what became of a change of rules. */
final class PolicyNews implements DirectoryPolicySource.Listener {

  private static final System.Logger LOG = System.getLogger(PolicyNews.class.getName());

  private final Meters meters;

  PolicyNews(Meters meters) {
    this.meters = meters;
  }

  @Override
  public void loaded(PolicyVersion version) {
    meters.policyLoaded(version.value());
    LOG.log(System.Logger.Level.INFO, "rules {0} are in force", version);
  }

  @Override
  public void refused(List<Fault> faults) {
    meters.policyRefused();
    for (Fault fault : faults) {
      LOG.log(
          System.Logger.Level.ERROR, "rules not loaded, the old ones stay in force: {0}", fault);
    }
  }
}
