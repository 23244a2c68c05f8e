package org.lockkeeper.proxy.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.lockkeeper.policy.PolicyVersion;

/**
 * Which candidates were rolled back and why, one a line in a file, so that none comes back with a
 * restart. Removing its line, or the file, gives a candidate another chance at the next start.
 */
final class RolledBack {

  private static final System.Logger LOG = System.getLogger(RolledBack.class.getName());

  private final Path file;
  private final Executor writers;

  /**
   * A memory in a file, which need not be there.
   *
   * @param writers where it is written: whoever rolls back is judging a message
   */
  RolledBack(Path file, Executor writers) {
    this.file = file;
    this.writers = writers;
  }

  /** Why a candidate was rolled back; empty if it was not. */
  Optional<String> why(PolicyVersion version) {
    if (!Files.isReadable(file)) {
      return Optional.empty();
    }
    try {
      String start = version + " ";
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(start))
          .map(line -> line.substring(start.length()))
          .findFirst();
    } catch (IOException unreadable) {
      LOG.log(System.Logger.Level.ERROR, "cannot read {0}: {1}", file, unreadable);
      return Optional.of("whether it was rolled back before cannot be read from " + file);
    }
  }

  /** Remembers it. */
  void add(PolicyVersion version, String why) {
    writers.execute(
        () -> {
          try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                file,
                version + " " + why + System.lineSeparator(),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
          } catch (IOException full) {
            LOG.log(
                System.Logger.Level.ERROR,
                "the roll-back will not outlive a restart, cannot write {0}: {1}",
                file,
                full);
          }
        });
  }
}
