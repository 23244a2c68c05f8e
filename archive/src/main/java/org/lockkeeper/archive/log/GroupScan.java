package org.lockkeeper.archive.log;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Walks a segment group by group and proves each: every frame's checksum and sequence, the group's
 * count, length and checksum, and the chain. For one thread.
 */
final class GroupScan {

  /** What the next group turned out to be. */
  sealed interface Step {}

  /** A whole, proven group. */
  record Group(int count) implements Step {}

  /** No group follows, and no byte of one. */
  record End() implements Step {}

  /**
   * Bytes that do not prove.
   *
   * @param place in the segment's file
   * @param sequence of the record that is hit
   * @param followed whether whole groups are known to stand behind it
   */
  record Fault(long place, long sequence, String why, boolean followed) implements Step {
    Fault(long place, long sequence, String why) {
      this(place, sequence, why, false);
    }
  }

  /** Sees each frame as it passes, before its group is proven. */
  @FunctionalInterface
  interface Frames {
    /** Takes a frame; an exception's message becomes the fault's reason. */
    void take(long sequence, byte[] buffer, int offset, int length) throws IOException;
  }

  private final SegmentReader reader;
  private final MessageDigest sha256 = Sha256.digest();
  private final CRC32C crc = new CRC32C();
  private long sequence;
  private byte[] chain;
  private long groupStart;

  GroupScan(SegmentReader reader) {
    this.reader = reader;
    sequence = reader.header().sequence();
    chain = reader.header().chain();
    groupStart = reader.at();
  }

  /** How many entries stand before the end of the last proven group. */
  long sequence() {
    return sequence;
  }

  /** The chain's head behind the last proven group. */
  byte[] chain() {
    return chain.clone();
  }

  /** Where in the file the last proven group ends. */
  long end() {
    return groupStart;
  }

  /** Walks the next group. After a fault or the end the scan stands still. */
  Step next(Frames frames) throws IOException {
    reader.seek(groupStart);
    crc.reset();
    sha256.reset();
    sha256.update(chain);
    int count = 0;
    while (true) {
      long place = reader.at();
      switch (reader.next()) {
        case SegmentReader.Frame frame -> {
          long expected = sequence + count;
          if (frame.sequence() != expected) {
            return new Fault(place, expected, "a frame says it is record " + frame.sequence());
          }
          try {
            frames.take(expected, reader.buffer(), frame.payload(), frame.length());
          } catch (IOException unreadable) {
            return new Fault(place, expected, String.valueOf(unreadable.getMessage()));
          }
          crc.update(reader.buffer(), frame.start(), frame.bytes());
          sha256.update(reader.buffer(), frame.start(), frame.bytes());
          count++;
        }
        case SegmentReader.Closed closed -> {
          return close(closed.marker(), count, place);
        }
        case SegmentReader.End() -> {
          return count == 0
              ? new End()
              : new Fault(place, sequence + count, "the last group has no commit marker");
        }
        case SegmentReader.Bad(String why, boolean marker) -> {
          int hit = marker && count > 0 ? count - 1 : count;
          return new Fault(place, sequence + hit, why);
        }
      }
    }
  }

  /**
   * Walks all whole groups and gives what stands behind the last: the end, or a fault. A fault is
   * {@link Fault#followed} if later groups stand behind it, and otherwise may be the torn end of a
   * write.
   */
  Step walk(Frames frames) throws IOException {
    while (true) {
      Step step = next(frames);
      if (step instanceof Fault && reader.laterGroupBehind(groupStart, sequence)) {
        // Read while the writer runs, the bad group may only have been half there, and the later
        // one have come since. A second look tells.
        reader.forget();
        step = next(frames);
        if (step instanceof Fault(long place, long hit, String why, boolean _)) {
          return new Fault(place, hit, why, true);
        }
      }
      if (!(step instanceof Group)) {
        return step;
      }
    }
  }

  private Step close(SegmentFormatV1.Marker marker, int count, long place) {
    byte[] head = sha256.digest();
    long last = Math.max(sequence, sequence + count - 1);
    if (count == 0 || marker.count() != count || marker.sequence() != sequence) {
      return new Fault(place, last, "a commit marker closes another group than this");
    }
    if (marker.bytes() != place - groupStart || marker.crc() != (int) crc.getValue()) {
      return new Fault(place, last, "the group's checksum does not match its bytes");
    }
    if (!Arrays.equals(marker.chain(), head)) {
      return new Fault(place, last, "the hash chain does not match the records");
    }
    chain = head;
    sequence += count;
    groupStart = reader.at();
    return new Group(count);
  }
}
