package org.lockkeeper.proxy.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.lockkeeper.policy.bundle.SignedBundle;
import org.lockkeeper.policy.bundle.TrustedKeys;
import org.lockkeeper.policy.load.BundleFile;
import org.lockkeeper.yaml.FaultyFileException;

/** The set in force, in a file that outlives all members. */
record KeptBundle(Path file) {

  private static final System.Logger LOG = System.getLogger(KeptBundle.class.getName());

  /** What was kept; empty if nothing was or it is damaged. */
  Optional<SignedBundle> read(TrustedKeys trusted) {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BundleFile(file, trusted).read());
    } catch (FaultyFileException | UncheckedIOException damaged) {
      LOG.log(System.Logger.Level.WARNING, "the kept rules cannot be used: {0}", damaged);
      return Optional.empty();
    }
  }

  /** Keeps a bundle, the old one or the new one whatever happens meanwhile. */
  void keep(SignedBundle bundle) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.write(fresh, bundle.bytes());
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException full) {
      LOG.log(System.Logger.Level.ERROR, "the rules in force cannot be kept: {0}", full);
    }
  }
}
