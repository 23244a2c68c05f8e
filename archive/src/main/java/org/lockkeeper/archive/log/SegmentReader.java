package org.lockkeeper.archive.log;

import static org.lockkeeper.archive.log.SegmentFormatV1.FRAME_HEADER_BYTES;
import static org.lockkeeper.archive.log.SegmentFormatV1.HEADER_BYTES;
import static org.lockkeeper.archive.log.SegmentFormatV1.MARKER_BYTES;
import static org.lockkeeper.archive.log.SegmentFormatV1.MARKER_MAGIC;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Walks one segment's file part by part and checks each part's own checksum. Places are counted in
 * the file. For one thread.
 */
final class SegmentReader implements AutoCloseable {

  /** What stands at a place. */
  sealed interface Part {}

  /** A frame with a right checksum. Its bytes stand in {@link SegmentReader#buffer}. */
  record Frame(long sequence, int start, int length) implements Part {
    int payload() {
      return start + FRAME_HEADER_BYTES;
    }

    int bytes() {
      return FRAME_HEADER_BYTES + length;
    }
  }

  /** A marker with a right checksum. */
  record Closed(SegmentFormatV1.Marker marker) implements Part {}

  /** Nothing but zeros follow, or nothing at all. */
  record End() implements Part {}

  /**
   * Bytes that nobody wrote like this.
   *
   * @param marker whether they are what is left of a marker, and not of a frame
   */
  record Bad(String why, boolean marker) implements Part {
    Bad(String why) {
      this(why, false);
    }
  }

  private final Path path;
  private final FileChannel channel;
  private final SegmentFormatV1.Header header;
  private final int recordLimit;
  private byte[] buffer;
  private long bufferStart;
  private int bufferLength;
  private long at = HEADER_BYTES;

  private SegmentReader(
      Path path, FileChannel channel, SegmentFormatV1.Header header, int recordLimit, int window) {
    this.path = path;
    this.channel = channel;
    this.header = header;
    this.recordLimit = recordLimit;
    buffer = new byte[window];
  }

  /** Opens a segment to be walked; empty if its header is no header. */
  static Optional<SegmentReader> open(Path path, int recordLimit) throws IOException {
    return open(path, recordLimit, WINDOW);
  }

  /** Opens a segment, to read ahead no more than so many bytes at a time. */
  static Optional<SegmentReader> open(Path path, int recordLimit, int mostAhead)
      throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    ByteBuffer head = ByteBuffer.allocate(HEADER_BYTES);
    int read = 0;
    while (head.hasRemaining() && read >= 0) {
      read = channel.read(head, head.position());
    }
    Optional<SegmentFormatV1.Header> header = SegmentFormatV1.header(head.flip());
    if (header.isEmpty()) {
      channel.close();
      return Optional.empty();
    }
    int window = (int) Math.min(mostAhead, channel.size());
    return Optional.of(new SegmentReader(path, channel, header.get(), recordLimit, window));
  }

  Path path() {
    return path;
  }

  SegmentFormatV1.Header header() {
    return header;
  }

  /** Where the next part begins. */
  long at() {
    return at;
  }

  void seek(long place) {
    at = place;
  }

  /** Drops what was read ahead, so that the file is looked at anew. */
  void forget() {
    bufferLength = 0;
  }

  byte[] buffer() {
    return buffer;
  }

  long size() throws IOException {
    return channel.size();
  }

  /** The part at the current place; moves behind it unless it is bad or the end. */
  Part next() throws IOException {
    int start = have(4);
    if (start < 0) {
      return restIsZero() ? new End() : new Bad("fewer bytes than a frame has");
    }
    int length = ByteBuffer.wrap(buffer).getInt(start);
    if (length == MARKER_MAGIC) {
      return marker();
    }
    if (length == 0 && restIsZero()) {
      return new End();
    }
    if (length <= 0 || length > recordLimit) {
      return new Bad("neither a frame nor a commit marker", markerButForItsMagic());
    }
    start = have(FRAME_HEADER_BYTES + length);
    if (start < 0) {
      return new Bad("the file ends inside a frame");
    }
    ByteBuffer fields = ByteBuffer.wrap(buffer);
    if (fields.getInt(start + 4) != SegmentFormatV1.frameCrc(buffer, start, length)) {
      return new Bad("a frame's checksum does not match its bytes");
    }
    at += FRAME_HEADER_BYTES + length;
    return new Frame(fields.getLong(start + 8), start, length);
  }

  private Part marker() throws IOException {
    int start = have(MARKER_BYTES);
    if (start < 0) {
      return new Bad("the file ends inside a commit marker");
    }
    Optional<SegmentFormatV1.Marker> marker =
        SegmentFormatV1.marker(buffer, start, start + MARKER_BYTES, header.salt());
    if (marker.isEmpty()) {
      return new Bad("a commit marker's checksum does not match its bytes", true);
    }
    at += MARKER_BYTES;
    return new Closed(marker.get());
  }

  private boolean markerButForItsMagic() throws IOException {
    int start = have(MARKER_BYTES);
    if (start < 0) {
      return false;
    }
    byte[] mended = Arrays.copyOfRange(buffer, start, start + MARKER_BYTES);
    ByteBuffer.wrap(mended).putInt(MARKER_MAGIC);
    return SegmentFormatV1.marker(mended, 0, MARKER_BYTES, header.salt()).isPresent();
  }

  /**
   * Whether an intact marker of a later group than the one that begins with this sequence stands
   * anywhere from a place on. Its own group's marker does not count: pages of one unsynced write
   * reach the disk in any order.
   */
  boolean laterGroupBehind(long place, long sequence) throws IOException {
    at = place;
    while (at < channel.size()) {
      int start = have((int) Math.min(WINDOW, channel.size() - at));
      if (start < 0) {
        return false;
      }
      int end = bufferLength;
      for (int i = start; i + MARKER_BYTES <= end; i++) {
        if (buffer[i] == (byte) (MARKER_MAGIC >>> 24)) {
          Optional<SegmentFormatV1.Marker> marker =
              SegmentFormatV1.marker(buffer, i, end, header.salt());
          if (marker.isPresent() && marker.get().sequence() > sequence) {
            return true;
          }
        }
      }
      at += Math.max(1, end - start - MARKER_BYTES + 1);
    }
    return false;
  }

  private boolean restIsZero() throws IOException {
    long place = at;
    try {
      while (at < channel.size()) {
        int wanted = (int) Math.min(WINDOW, channel.size() - at);
        int start = have(wanted);
        if (start < 0) {
          return true;
        }
        for (int i = start; i < start + wanted; i++) {
          if (buffer[i] != 0) {
            return false;
          }
        }
        at += wanted;
      }
      return true;
    } finally {
      at = place;
    }
  }

  /** Where in the buffer the current place stands with so many bytes behind it; -1 at the end. */
  private int have(int wanted) throws IOException {
    if (at >= bufferStart && at + wanted <= bufferStart + bufferLength) {
      return (int) (at - bufferStart);
    }
    if (at + wanted > channel.size()) {
      return -1;
    }
    if (buffer.length < wanted) {
      buffer = new byte[wanted];
    }
    ByteBuffer in = ByteBuffer.wrap(buffer);
    int read = 0;
    while (in.hasRemaining() && read >= 0) {
      read = channel.read(in, at + in.position());
    }
    bufferStart = at;
    bufferLength = in.position();
    return bufferLength >= wanted ? 0 : -1;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static final int WINDOW = 1 << 18;
}
