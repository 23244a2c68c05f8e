package org.lockkeeper.proxy.app;

import java.nio.file.Path;
import java.util.Optional;
import org.lockkeeper.policy.canary.CanaryLimits;
import org.lockkeeper.policy.canary.Cohort;
import org.lockkeeper.proxy.app.GatewayConfig.Bundled;

/**
 * A second set of rules beside the one in force.
 *
 * @param rules a folder of packs
 * @param bundle a signed bundle in place of the folder
 * @param cohort for whom it is in force, in mode canary
 * @param limits what it may do before it is rolled back, in mode canary
 * @param waiting how many messages may wait for it, in mode shadow
 */
public record CandidateSettings(
    Path rules,
    Optional<Bundled> bundle,
    Mode mode,
    Cohort cohort,
    CanaryLimits limits,
    int waiting) {

  static final int DEFAULT_SHARE = 5;
  static final int DEFAULT_WAITING = 1000;

  /** What a candidate may do. */
  public enum Mode {
    /** Judges everything, without effect. */
    SHADOW,
    /** Is in force for a share of people. */
    CANARY
  }
}
