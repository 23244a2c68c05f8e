package org.lockkeeper.archive.log;

import java.nio.file.Path;

/** Frames as they stand in the log, not yet opened. */
@FunctionalInterface
public interface FrameSource {

  /**
   * Every durable frame from a position on, in order.
   *
   * @throws ArchiveFailure CORRUPT if a byte on the way is not what was written
   */
  FrameWalk walk(Position start);

  /**
   * One frame.
   *
   * @param segment the file it is in
   * @param start where that file begins
   */
  record Frame(
      Position position,
      Position next,
      Path segment,
      RecordSeal.SegmentStart start,
      byte[] payload) {}
}
