package org.lockkeeper.policy.load;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.match.Matching;
import org.lockkeeper.policy.Inspector;
import org.lockkeeper.policy.PolicyVersion;
import org.lockkeeper.policy.bundle.SignedBundle;
import org.lockkeeper.policy.bundle.TrustedKeys;
import org.lockkeeper.shared.PolicySource;
import org.lockkeeper.yaml.FaultyFileException;

/**
 * A signed bundle's file, loaded again when it is replaced. A file that is unsigned, altered,
 * signed by a stranger, made before the one in force, or that does not load, changes nothing and is
 * reported once.
 */
public final class BundlePolicySource implements PolicySource {

  private final BundleFile file;
  private final Matching matching;
  private final DirectoryPolicySource.Listener listener;
  private final DirectoryPolicySource.Pulse.Stop stop;
  private SignedBundle bundle;
  private volatile RuleSet current;

  private BundlePolicySource(
      BundleFile file,
      Matching matching,
      DirectoryPolicySource.Listener listener,
      DirectoryPolicySource.Pulse pulse) {
    this.file = file;
    this.matching = matching;
    this.listener = listener;
    this.bundle = file.read();
    this.current = RuleSet.load(bundle.bundle(), matching);
    listener.loaded(current.version());
    this.stop = pulse.start(this::look);
  }

  /**
   * Loads a file and begins to look for changes.
   *
   * @throws FaultyFileException if the first one cannot be used: there is nothing to stay in force
   * @throws UncheckedIOException if it cannot be read
   */
  public static BundlePolicySource open(
      Path file,
      TrustedKeys trusted,
      Matching matching,
      DirectoryPolicySource.Listener listener,
      DirectoryPolicySource.Pulse pulse) {
    return new BundlePolicySource(new BundleFile(file, trusted), matching, listener, pulse);
  }

  @Override
  public Inspector current() {
    return current;
  }

  @Override
  public PolicyVersion version() {
    return current.version();
  }

  @Override
  public void close() {
    stop.stop();
  }

  private void look() {
    try {
      Optional<SignedBundle> next = file.changed();
      if (next.isPresent() && !next.get().digest().equals(bundle.digest())) {
        load(next.get());
      }
    } catch (FaultyFileException faulty) {
      listener.refused(faulty.faults());
    } catch (RuntimeException broken) {
      listener.refused(List.of(file.fault("the rules could not be loaded: " + broken)));
    }
  }

  private void load(SignedBundle next) {
    if (!next.supersedes(bundle)) {
      listener.refused(
          List.of(file.fault("it was made before the one in force; to go back, pack it anew")));
      return;
    }
    RuleSet loaded = RuleSet.load(next.bundle(), matching);
    bundle = next;
    current = loaded;
    listener.loaded(loaded.version());
  }
}
