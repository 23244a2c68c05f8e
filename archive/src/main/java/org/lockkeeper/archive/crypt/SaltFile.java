package org.lockkeeper.archive.crypt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.log.RecordSeal.SegmentStart;
import org.lockkeeper.archive.log.SegmentFiles;

/**
 * The salts of one segment's records, beside it, drawn in FORMAT.md: what one record's key is made
 * with, and where one record is destroyed. For the one writer.
 *
 * <p>Salts are written and synced some thousand ahead, so that a group of records costs no sync of
 * its own here. A salt that a record may have been sealed with and that is then not kept, is drawn
 * again: under one key there is never a second text.
 */
final class SaltFile implements AutoCloseable {

  static final int SALT_BYTES = 32;
  static final int HEADER_BYTES = 32;

  private final Path path;
  private final SegmentFiles.SegmentFile file;
  private final SecureRandom random;
  private final long first;
  private long filled;
  private byte[] ahead = new byte[0];
  private long aheadFirst;

  private SaltFile(
      Path path, SegmentFiles.SegmentFile file, SecureRandom random, long first, long filled) {
    this.path = path;
    this.file = file;
    this.random = random;
    this.first = first;
    this.filled = filled;
    aheadFirst = filled;
  }

  static Path beside(Path segment) {
    String name = String.valueOf(segment.getFileName());
    return segment.resolveSibling(name.substring(0, name.length() - ".seg".length()) + ".slt");
  }

  /** Makes the file for a segment that is about to be made; durable, but for its name. */
  static SaltFile begin(Path segment, SegmentStart start, SegmentFiles files, SecureRandom random)
      throws IOException {
    Path path = beside(segment);
    SegmentFiles.SegmentFile file = files.open(path);
    try {
      file.truncate(0);
      write(file, header(start), 0);
      file.sync();
      return new SaltFile(path, file, random, start.sequence(), start.sequence());
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Goes on behind the last record. What was drawn beyond it may have been used, and is dropped.
   */
  static SaltFile resume(
      Path segment, SegmentStart start, long end, SegmentFiles files, SecureRandom random)
      throws IOException {
    Path path = beside(segment);
    check(path, start, end);
    SegmentFiles.SegmentFile file = files.open(path);
    try {
      file.truncate(place(end - start.sequence()));
      file.sync();
      return new SaltFile(path, file, random, start.sequence(), end);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  /** Makes sure that salts up to a sequence are durable. */
  void reserve(long end) throws IOException {
    while (filled < end) {
      byte[] fresh = new byte[SALTS_AT_ONCE * SALT_BYTES];
      random.nextBytes(fresh);
      write(file, ByteBuffer.wrap(fresh), place(filled - first));
      file.sync();
      int kept = (int) Math.min(filled - aheadFirst, ahead.length / SALT_BYTES) * SALT_BYTES;
      byte[] all = Arrays.copyOf(ahead, kept + fresh.length);
      System.arraycopy(fresh, 0, all, kept, fresh.length);
      ahead = all;
      filled += SALTS_AT_ONCE;
    }
  }

  /** The salt of a record that is reserved. */
  byte[] salt(long sequence) {
    int at = Math.toIntExact(sequence - aheadFirst) * SALT_BYTES;
    return Arrays.copyOfRange(ahead, at, at + SALT_BYTES);
  }

  /** Records before this are durable; their salts need not stay in memory. */
  void passed(long sequence) {
    if (sequence - aheadFirst >= SALTS_AT_ONCE) {
      int gone = Math.toIntExact(sequence - aheadFirst) * SALT_BYTES;
      ahead = Arrays.copyOfRange(ahead, gone, ahead.length);
      aheadFirst = sequence;
    }
  }

  /** Forgets all salts from a sequence on: what they sealed was not kept. */
  void redraw(long from) throws IOException {
    if (from < filled) {
      file.truncate(place(from - first));
      file.sync();
      filled = from;
      ahead = Arrays.copyOf(ahead, Math.toIntExact(Math.max(0, from - aheadFirst)) * SALT_BYTES);
      aheadFirst = Math.min(aheadFirst, from);
    }
  }

  /** Cuts off what no record uses. */
  void end(long sequence) throws IOException {
    file.truncate(place(sequence - first));
    file.sync();
  }

  @Override
  public void close() throws IOException {
    Arrays.fill(ahead, (byte) 0);
    file.close();
  }

  @Override
  public String toString() {
    return path.toString();
  }

  /** Overwrites one record's salt, in any segment; it is gone when this returns. */
  static void destroy(Path segment, SegmentStart start, long sequence, SegmentFiles files)
      throws IOException {
    Path path = beside(segment);
    check(path, start, sequence + 1);
    try (SegmentFiles.SegmentFile file = files.open(path)) {
      write(file, ByteBuffer.wrap(FrameCrypt.NO_SALT), place(sequence - start.sequence()));
      file.sync();
    }
  }

  /** Checks that a segment has its salts, at least up to a sequence. */
  static void check(Path path, SegmentStart start, long end) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer found = ByteBuffer.allocate(HEADER_BYTES);
      while (found.hasRemaining() && channel.read(found, found.position()) > 0) {}
      if (!found.flip().equals(header(start)) || channel.size() < place(end - start.sequence())) {
        throw new ArchiveFailure(
            ArchiveFailure.Kind.CORRUPT,
            path + " does not hold the salts of its segment; restore it from its own backup");
      }
    } catch (java.nio.file.NoSuchFileException e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.CORRUPT, path + " is missing; restore it from its own backup", e);
    }
  }

  static long place(long index) {
    return HEADER_BYTES + index * SALT_BYTES;
  }

  private static ByteBuffer header(SegmentStart start) {
    ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES);
    out.putLong(MAGIC).putLong(start.offset()).putLong(start.sequence()).putInt(0);
    CRC32C crc = new CRC32C();
    crc.update(out.array(), 0, HEADER_BYTES - 4);
    return out.putInt((int) crc.getValue()).flip();
  }

  private static void write(SegmentFiles.SegmentFile file, ByteBuffer bytes, long at)
      throws IOException {
    long place = at;
    while (bytes.hasRemaining()) {
      place += file.write(bytes, place);
    }
  }

  private static final long MAGIC = 0x4C4B53414C543032L; // "LKSALT02"

  // 256 KiB of random bytes are drawn in about a millisecond and hold for half a second at full
  // load.
  private static final int SALTS_AT_ONCE = 8_192;
}
