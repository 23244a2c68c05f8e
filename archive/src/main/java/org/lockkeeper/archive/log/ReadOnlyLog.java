package org.lockkeeper.archive.log;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A log seen from another process while its writer runs: the whole groups it held when it was
 * opened. Takes no lock and changes nothing.
 *
 * <p>A group of which the writer has not yet confirmed the sync may already be seen.
 */
public final class ReadOnlyLog implements RecordSource {

  private final SegmentEntries entries;

  private ReadOnlyLog(SegmentEntries entries) {
    this.entries = entries;
  }

  /**
   * Looks at an archive directory's log.
   *
   * @throws ArchiveFailure BROKEN if there is none, CORRUPT as for the writer
   */
  public static ReadOnlyLog open(Path archive, LogLimits limits) {
    return open(archive, limits, new PlainSeal());
  }

  /**
   * Looks at a log through the seal it was written with.
   *
   * @throws ArchiveFailure as {@link #open(Path, LogLimits)}
   */
  public static ReadOnlyLog open(Path archive, LogLimits limits, RecordSeal seal) {
    Path directory = archive.resolve("seg");
    if (!Files.isDirectory(directory)) {
      throw new ArchiveFailure(ArchiveFailure.Kind.BROKEN, "there is no archive in " + archive);
    }
    // The kept checkpoint first: the log only grows, so what is read later must reach it.
    Optional<Checkpoint> kept = new CheckpointFile(archive, new DiskFiles()).read();
    Checkpoint end = LogTail.find(directory, limits.recordBytes(), kept).checkpoint();
    return new ReadOnlyLog(new SegmentEntries(directory, limits.recordBytes(), seal, () -> end));
  }

  @Override
  public Stream<Entry> from(Position start) {
    return entries.from(start);
  }

  @Override
  public Entry read(Position at) {
    return entries.read(at);
  }

  @Override
  public Checkpoint checkpoint() {
    return entries.checkpoint();
  }
}
