package org.lockkeeper.archive.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to an archive directory: held by one process at a time, ended by its death.
 */
final class ArchiveLock implements AutoCloseable {

  private final FileChannel channel;

  private ArchiveLock(FileChannel channel) {
    this.channel = channel;
  }

  static ArchiveLock take(Path archive) {
    try {
      Files.createDirectories(archive);
      FileChannel channel =
          FileChannel.open(
              archive.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        throw new ArchiveFailure(
            ArchiveFailure.Kind.LOCKED,
            "another process has the archive in "
                + archive
                + " open; stop it, or name another data directory");
      }
      return new ArchiveLock(channel);
    } catch (IOException e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.BROKEN, "cannot lock the archive in " + archive + ": " + e, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new ArchiveFailure(ArchiveFailure.Kind.BROKEN, "cannot release the archive's lock", e);
    }
  }
}
