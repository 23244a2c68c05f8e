package org.lockkeeper.archive.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.archive.record.UnreadableRecordException;

/**
 * What a record's bytes are inside a frame: the seam between the log, which puts bytes in order and
 * makes them durable, and the version of what they mean. {@link #prepare} and {@link #opener} are
 * safe to call from any thread; all else is for the one writer.
 */
public interface RecordSeal extends AutoCloseable {

  /** The version of the segments it writes. */
  int version();

  /** Does what can be done before a record has its place. */
  Prepared prepare(ArchiveRecord record);

  /** Reads the frames of one segment. */
  Opener opener(Path segment, SegmentStart start) throws IOException;

  /** A segment is about to be made; what it needs beside it must be durable before. */
  void begin(Path segment, SegmentStart start) throws IOException;

  /** Writing goes on in a segment that is there, behind a record that is its last. */
  void resume(Path segment, SegmentStart start, long end) throws IOException;

  /**
   * The log was opened, and this is all it holds.
   *
   * @throws ArchiveFailure CORRUPT if what is kept beside the log does not fit it
   */
  void recover(FrameSource frames, Checkpoint durable) throws IOException;

  /** The next records, so many from a sequence on, are about to be sealed. */
  void reserve(long sequence, int count) throws IOException;

  /** A frame's payload. */
  byte[] seal(long sequence, Prepared record);

  /** What was sealed since the last call survives a power cut, up to here. */
  void durable(Checkpoint durable);

  /** What was sealed from a sequence on was not kept. */
  void discard(long sequence) throws IOException;

  /** Nothing more will be written. */
  @Override
  void close();

  /**
   * Where a segment begins.
   *
   * @param offset its first record's offset
   * @param sequence its first record's sequence
   */
  record SegmentStart(long offset, long sequence) {}

  /**
   * A record on its way.
   *
   * @param canonical its bytes as {@link org.lockkeeper.archive.record.RecordFormatV1} has them
   * @param packed what is left to seal
   */
  record Prepared(ArchiveRecord record, byte[] canonical, byte[] packed) {}

  /** Reads payloads back. For one thread. */
  interface Opener extends AutoCloseable {

    /**
     * The record in a frame; empty if it was destroyed.
     *
     * @throws UnreadableRecordException if the payload is not what was sealed
     */
    Optional<ArchiveRecord> open(long sequence, byte[] buffer, int offset, int length)
        throws IOException;

    @Override
    void close() throws IOException;
  }
}
