package org.lockkeeper.archive.log;

import java.time.Duration;

/**
 * What a log allows itself.
 *
 * @param segmentBytes a segment that has reached this is closed and the next begun
 * @param groupBytes most bytes written with one sync; one larger record goes alone
 * @param recordBytes the largest record taken; a larger one is refused
 * @param queueBytes most bytes waiting to be written; what comes on top is refused
 * @param flushInterval the longest a record nobody waits for stays in memory
 * @param preallocatedBytes how far a segment's file is written out with zeros ahead of its end
 * @param recentBytes how many bytes of newest entries stay in memory for followers
 */
public record LogLimits(
    int segmentBytes,
    int groupBytes,
    int recordBytes,
    int queueBytes,
    Duration flushInterval,
    int preallocatedBytes,
    int recentBytes) {

  /**
   * The shipped limits.
   *
   * <p>64 MiB segments are read through in well under a second at start and stay few. 4 MiB groups
   * are written in a few milliseconds, so nobody waits long behind one. A record holds a message
   * and the texts of its files, whose reading is limited to less than 32 MiB. A queue of 64 MiB is
   * many seconds of traffic: a disk that stands still that long must be felt, not buffered. 20 ms
   * keeps answers close behind their messages at 50 syncs a second. 1 MiB of zeros ahead makes a
   * sync about a third cheaper, because the file's length and block map rest. 16 MiB of recent
   * entries let the index fall seconds behind before it must read from disk.
   */
  public static LogLimits defaults() {
    return new LogLimits(
        64 << 20, 4 << 20, 32 << 20, 64 << 20, Duration.ofMillis(20), 1 << 20, 16 << 20);
  }

  /**
   * @throws IllegalArgumentException if a limit allows nothing at all
   */
  public LogLimits {
    if (segmentBytes < 1
        || groupBytes < 1
        || recordBytes < 1
        || recordBytes > LARGEST_RECORD
        || queueBytes < 1
        || preallocatedBytes < 0
        || recentBytes < 0
        || flushInterval.isNegative()) {
      throw new IllegalArgumentException("a log's limit is out of its range: " + segmentBytes);
    }
  }

  /** These limits with another segment size. */
  public LogLimits withSegmentBytes(int bytes) {
    return new LogLimits(
        bytes, groupBytes, recordBytes, queueBytes, flushInterval, preallocatedBytes, recentBytes);
  }

  // A frame's length must stay below the marker's magic number, read as a length.
  private static final int LARGEST_RECORD = 1 << 30;
}
