package org.lockkeeper.archive.log;

import static org.lockkeeper.archive.log.SegmentFormatV1.FRAME_HEADER_BYTES;
import static org.lockkeeper.archive.log.SegmentFormatV1.MARKER_BYTES;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/** One group being put together. Reused from group to group by the one writer. */
final class GroupBuffer {

  private final MessageDigest sha256 = Sha256.digest();
  private byte[] bytes = new byte[1 << 16];
  private int length;
  private int count;
  private long firstSequence;

  /** Empties the buffer for a group that begins with this sequence. */
  void begin(long sequence) {
    firstSequence = sequence;
    length = 0;
    count = 0;
    if (bytes.length > KEPT_BYTES) {
      bytes = new byte[KEPT_BYTES];
    }
  }

  /** Adds a frame and says where in the group it begins. */
  int add(byte[] payload) {
    int at = length;
    int end = Math.addExact(at, FRAME_HEADER_BYTES + payload.length + MARKER_BYTES);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(MOST_BYTES, Math.max(end, 2L * bytes.length)));
    }
    System.arraycopy(payload, 0, bytes, at + FRAME_HEADER_BYTES, payload.length);
    SegmentFormatV1.frame(bytes, at, payload.length, firstSequence + count);
    length += FRAME_HEADER_BYTES + payload.length;
    count++;
    return at;
  }

  /** Closes the group with its marker and gives the chain's new head. */
  byte[] seal(byte[] chain, long salt) {
    sha256.update(chain);
    sha256.update(bytes, 0, length);
    byte[] head = sha256.digest();
    int crc = SegmentFormatV1.crc(bytes, 0, length);
    SegmentFormatV1.marker(
        bytes, length, new SegmentFormatV1.Marker(count, firstSequence, length, crc, head), salt);
    return head;
  }

  /** The sealed group's bytes, marker included. */
  ByteBuffer bytes() {
    return ByteBuffer.wrap(bytes, 0, size());
  }

  int size() {
    return length + MARKER_BYTES;
  }

  int count() {
    return count;
  }

  private static final int KEPT_BYTES = 8 << 20;
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;
}
