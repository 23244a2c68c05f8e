package org.lockkeeper.archive.log;

import java.util.stream.Stream;

/** Durable entries to be read: a log seen from its reading side. Safe to call from any thread. */
public interface RecordSource {

  /**
   * Every durable entry from a position on, in order, up to the end as it is now. Close the stream.
   *
   * @throws ArchiveFailure if a byte on the way is not what was written
   */
  Stream<Entry> from(Position start);

  /**
   * The one entry at a position.
   *
   * @throws ArchiveFailure if there is none, or a byte of it is not what was written
   */
  Entry read(Position at);

  /** What is durable now. */
  Checkpoint checkpoint();
}
