package org.lockkeeper.archive;

import java.util.Objects;
import org.lockkeeper.archive.index.IndexLimits;
import org.lockkeeper.archive.log.LogLimits;

/** What an archive allows itself; each part's limits stand, with their reasons, with the part. */
public record ArchiveLimits(LogLimits log, IndexLimits index) {

  public ArchiveLimits {
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(index, "index");
  }

  /** The shipped limits. */
  public static ArchiveLimits defaults() {
    return new ArchiveLimits(LogLimits.defaults(), IndexLimits.defaults());
  }
}
