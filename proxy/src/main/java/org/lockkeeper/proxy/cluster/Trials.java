package org.lockkeeper.proxy.cluster;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.match.Matching;
import org.lockkeeper.message.Digest;
import org.lockkeeper.policy.bundle.BundleException;
import org.lockkeeper.policy.bundle.SignedBundle;
import org.lockkeeper.policy.bundle.TrustedKeys;
import org.lockkeeper.policy.load.RuleSet;
import org.lockkeeper.yaml.Fault;
import org.lockkeeper.yaml.FaultyFileException;
import org.lockkeeper.yaml.Where;

/**
 * What this member makes of the bundles it hears of: each is verified, compiled and tested once, as
 * soon as its bytes are here. Not safe for several threads.
 */
final class Trials {

  private final Rollout rollout;
  private final TrustedKeys trusted;
  private final Matching matching;

  /** By the digest of a bundle's bytes. */
  private final Map<Digest, Trial> trials = new HashMap<>();

  Trials(Rollout rollout, TrustedKeys trusted, Matching matching) {
    this.rollout = rollout;
    this.trusted = trusted;
    this.matching = matching;
  }

  /**
   * A bundle ready for use.
   *
   * @param id the digest of the bundle's bytes
   */
  record Compiled(SignedBundle bundle, RuleSet rules, Digest id) {}

  /**
   * What became of a bundle here.
   *
   * @param arrived whether its bytes are here; they may come later than its name
   * @param faults why it cannot be used
   */
  record Trial(boolean arrived, Optional<Compiled> compiled, List<Fault> faults) {}

  /** What this member makes of a bundle. */
  Trial of(Digest id) {
    Trial known = trials.get(id);
    if (known != null && known.arrived()) {
      return known;
    }
    Trial trial =
        rollout.bytes(id).map(this::attempt).orElse(new Trial(false, Optional.empty(), List.of()));
    trials.put(id, trial);
    return trial;
  }

  /** What was tried. */
  Set<Digest> ids() {
    return Set.copyOf(trials.keySet());
  }

  void forgetAll() {
    trials.clear();
  }

  /**
   * Compiles a bundle that is known to be right.
   *
   * @throws FaultyFileException if it cannot be used
   */
  Compiled compile(SignedBundle bundle) {
    return new Compiled(bundle, RuleSet.load(bundle.bundle(), matching), Digest.of(bundle.bytes()));
  }

  static Fault fault(String message) {
    return new Fault(new Where("cluster", 0), message);
  }

  private Trial attempt(byte[] bytes) {
    List<Fault> faults;
    try {
      Compiled compiled = compile(SignedBundle.verify(bytes, trusted));
      return new Trial(true, Optional.of(compiled), List.of());
    } catch (FaultyFileException faulty) {
      faults = faulty.faults();
    } catch (BundleException refused) {
      faults = List.of(fault("the bundle: " + refused.getMessage()));
    } catch (RuntimeException broken) {
      faults = List.of(fault("the rules could not be loaded: " + broken));
    }
    return new Trial(true, Optional.empty(), faults);
  }
}
