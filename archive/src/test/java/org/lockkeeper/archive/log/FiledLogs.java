package org.lockkeeper.archive.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.lockkeeper.archive.crypt.BucketChoice;
import org.lockkeeper.archive.crypt.FileLeaves;
import org.lockkeeper.archive.crypt.SealedRecords;
import org.lockkeeper.archive.keys.BcfksVault;
import org.lockkeeper.archive.keys.KeyRing;
import org.lockkeeper.archive.keys.Passphrase;

/** Version 2 with all it needs in files, so that another process finds it again. */
final class FiledLogs {

  private FiledLogs() {}

  /** Opens a log with everything beside it; nothing of it is closed but the log. */
  static SegmentLog open(Path archive, LogLimits limits) {
    return SegmentLog.open(archive, limits, new DiskFiles(), () -> 7, seal(archive, limits));
  }

  static SealedRecords seal(Path archive, LogLimits limits) {
    DiskFiles files = new DiskFiles();
    SecureRandom random = new SecureRandom();
    try {
      Path keys = Files.createDirectories(archive.resolve("keys"));
      Passphrase passphrase = Passphrase.readOrMake(keys.resolve("passphrase"), random);
      BcfksVault vault = BcfksVault.open(keys.resolve("root.bcfks"), passphrase, files, random);
      return new SealedRecords(
          archive,
          KeyRing.open(keys, vault, files, random, InstantSource.system()),
          BucketChoice.byMonth(),
          new FileLeaves(archive.resolve("leaves")),
          files,
          random,
          InstantSource.system(),
          limits.recordBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
