package org.lockkeeper.archive.log;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The bytes of a segment, drawn in FORMAT.md: a header, then groups, each of frames and one marker.
 * Versions 1 and 2 differ only in what a frame's payload is. Big-endian throughout; checksums are
 * CRC-32C (RFC 3720 §B.4).
 */
final class SegmentFormatV1 {

  static final int HEADER_BYTES = 68;
  static final int FRAME_HEADER_BYTES = 16;
  static final int MARKER_BYTES = 60;
  static final int CHAIN_BYTES = 32;

  /** "LKCM": as a length it would be above every frame's, so a marker is never read as a frame. */
  static final int MARKER_MAGIC = 0x4C4B434D;

  /** The chain before the first group of a log. */
  static final byte[] FIRST_CHAIN = new byte[CHAIN_BYTES];

  private static final long HEADER_MAGIC = 0x4C4B534547563030L; // "LKSEGV00" and the version
  private static final int LAST_VERSION = 2;

  private SegmentFormatV1() {}

  /**
   * What a segment's file begins with.
   *
   * @param version what a frame's payload is: 1 a record in clear, 2 one that is sealed
   * @param salt a random number, mixed into every marker's checksum: who writes messages cannot
   *     know it, and so cannot make a text that looks like a marker
   * @param offset the position's offset of the segment's first entry
   * @param sequence the sequence of its first entry
   * @param chain the chain's head before it
   */
  record Header(int version, long salt, long offset, long sequence, byte[] chain) {
    RecordSeal.SegmentStart start() {
      return new RecordSeal.SegmentStart(offset, sequence);
    }
  }

  /**
   * What closes a group.
   *
   * @param count how many frames
   * @param sequence of the first frame
   * @param bytes how long all frames together are
   * @param crc over all of them
   * @param chain SHA-256 over the chain before and all frames' bytes
   */
  record Marker(int count, long sequence, int bytes, int crc, byte[] chain) {}

  static ByteBuffer header(Header header) {
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES);
    out.putLong(HEADER_MAGIC + header.version()).putLong(header.salt()).putLong(header.offset());
    out.putLong(header.sequence()).put(header.chain());
    out.putInt(crc(out.array(), 0, out.position()));
    return out.flip();
  }

  /** The header these bytes are; empty if they are none or were changed. */
  static Optional<Header> header(ByteBuffer in) {
    byte[] bytes = new byte[HEADER_BYTES];
    if (in.remaining() < HEADER_BYTES) {
      return Optional.empty();
    }
    in.get(bytes);
    ByteBuffer fields = ByteBuffer.wrap(bytes);
    long version = fields.getLong() - HEADER_MAGIC;
    if (version < 1
        || version > LAST_VERSION
        || fields.getInt(HEADER_BYTES - 4) != crc(bytes, 0, HEADER_BYTES - 4)) {
      return Optional.empty();
    }
    long salt = fields.getLong();
    long offset = fields.getLong();
    long sequence = fields.getLong();
    return Optional.of(
        new Header((int) version, salt, offset, sequence, Arrays.copyOfRange(bytes, 32, 64)));
  }

  /** Writes a frame's header in front of its payload, which already stands in its place. */
  static void frame(byte[] buffer, int at, int length, long sequence) {
    ByteBuffer out = ByteBuffer.wrap(buffer);
    out.putInt(at, length);
    out.putLong(at + 8, sequence);
    out.putInt(at + 4, frameCrc(buffer, at, length));
  }

  /** A frame's checksum: over all of it but the checksum itself. */
  static int frameCrc(byte[] buffer, int at, int length) {
    CRC32C crc = new CRC32C();
    crc.update(buffer, at, 4);
    crc.update(buffer, at + 8, FRAME_HEADER_BYTES - 8 + length);
    return (int) crc.getValue();
  }

  static void marker(byte[] buffer, int at, Marker marker, long salt) {
    ByteBuffer out = ByteBuffer.wrap(buffer).position(at);
    out.putInt(MARKER_MAGIC).putInt(marker.count()).putLong(marker.sequence());
    out.putInt(marker.bytes()).putInt(marker.crc()).put(marker.chain());
    out.putInt(markerCrc(buffer, at, salt));
  }

  /** The marker at a place in a buffer; empty if there is none or it was changed. */
  static Optional<Marker> marker(byte[] buffer, int at, int end, long salt) {
    if (end - at < MARKER_BYTES) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(buffer);
    if (in.getInt(at) != MARKER_MAGIC
        || in.getInt(at + MARKER_BYTES - 4) != markerCrc(buffer, at, salt)) {
      return Optional.empty();
    }
    byte[] chain = Arrays.copyOfRange(buffer, at + 24, at + 24 + CHAIN_BYTES);
    return Optional.of(
        new Marker(
            in.getInt(at + 4), in.getLong(at + 8), in.getInt(at + 16), in.getInt(at + 20), chain));
  }

  static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  private static int markerCrc(byte[] buffer, int at, long salt) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(8).putLong(salt).flip());
    crc.update(buffer, at, MARKER_BYTES - 4);
    return (int) crc.getValue();
  }
}
