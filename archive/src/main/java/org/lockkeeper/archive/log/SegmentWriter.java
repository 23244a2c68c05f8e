package org.lockkeeper.archive.log;

import static org.lockkeeper.archive.log.SegmentFormatV1.HEADER_BYTES;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.lockkeeper.message.Digest;

/**
 * Writes groups to the end of the last segment and begins the next one when it is full. After every
 * call the file ends, for a reader, with a whole group. For the one writer thread.
 */
final class SegmentWriter {

  private static final Logger LOG = System.getLogger("org.lockkeeper.archive.log");

  private final Path directory;
  private final SegmentFiles files;
  private final LogLimits limits;
  private final LongSupplier salts;
  private final CheckpointFile checkpointFile;
  private final RecordSeal seal;

  private SegmentFiles.SegmentFile file;
  private SegmentFormatV1.Header header;
  private long end;
  private long allocated;
  private Checkpoint durable;
  private Optional<ArchiveFailure> broken = Optional.empty();

  /** Cuts a torn tail off, or begins the first segment, and stands at the end. */
  SegmentWriter(
      Path directory,
      LogTail tail,
      SegmentFiles files,
      LogLimits limits,
      LongSupplier salts,
      CheckpointFile checkpointFile,
      RecordSeal seal)
      throws IOException {
    this.directory = directory;
    this.files = files;
    this.limits = limits;
    this.salts = salts;
    this.checkpointFile = checkpointFile;
    this.seal = seal;
    durable = tail.checkpoint();
    if (tail.unborn().isPresent()) {
      Files.delete(tail.unborn().get());
      files.syncDirectory(directory);
    }
    if (tail.segment().isPresent()) {
      LogTail.Last last = tail.segment().get();
      header = last.header();
      checkVersion(last);
      end = last.end();
      seal.resume(last.path(), header.start(), durable.end().sequence());
      file = files.open(last.path());
      file.truncate(end);
      file.sync();
      allocated = end;
    } else {
      header = nextHeader();
      file = begin(header);
      end = HEADER_BYTES;
      allocated = end;
    }
    checkpointFile.write(durable);
  }

  /** One log has one version, so that none of it stays in clear by mistake. */
  private void checkVersion(LogTail.Last last) {
    if (header.version() != seal.version()) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.REFUSED,
          last.path()
              + " is of format "
              + header.version()
              + " and this Lockkeeper writes format "
              + seal.version()
              + "; run lockkeeper upgrade first");
    }
  }

  /** What is durable. */
  Checkpoint durable() {
    return durable;
  }

  /**
   * Where an entry stands that begins so many bytes into the next group; only valid once {@link
   * #makeRoom} has returned, and until the group is written.
   */
  long offsetOf(int placeInGroup) {
    long place = end + placeInGroup;
    return header.offset() + (place == HEADER_BYTES ? 0 : place);
  }

  long salt() {
    return header.salt();
  }

  byte[] chain() {
    return durable.chain().bytes();
  }

  /**
   * Begins the next segment if this one is full.
   *
   * @throws ArchiveFailure FULL or BROKEN
   */
  void makeRoom() {
    checkUsable();
    if (end == HEADER_BYTES || end < limits.segmentBytes()) {
      return;
    }
    try {
      file.truncate(end);
      allocated = end;
      file.sync();
    } catch (IOException e) {
      throw breakDown("cannot close the segment at " + header.offset(), e);
    }
    SegmentFormatV1.Header next = nextHeader();
    SegmentFiles.SegmentFile fresh;
    try {
      fresh = begin(next);
    } catch (IOException e) {
      throw worldFailed("cannot begin the segment at " + next.offset(), e);
    }
    closeQuietly(file);
    file = fresh;
    header = next;
    end = HEADER_BYTES;
    allocated = end;
    keepCheckpoint();
  }

  /**
   * Makes ready for so many records.
   *
   * @throws ArchiveFailure FULL or BROKEN
   */
  void reserve(int count) {
    checkUsable();
    try {
      seal.reserve(durable.end().sequence(), count);
    } catch (IOException e) {
      throw worldFailed("cannot write beside the segment at " + header.offset(), e);
    }
  }

  /**
   * Writes a sealed group and makes it durable.
   *
   * @throws ArchiveFailure FULL: nothing of the group stays, and the next one may succeed; BROKEN:
   *     no group will ever be written again
   */
  Checkpoint write(GroupBuffer group, byte[] chain) {
    checkUsable();
    ByteBuffer bytes = group.bytes();
    try {
      preallocate(end + group.size());
      writeAll(file, bytes, end);
    } catch (IOException e) {
      cutBack(e);
      throw worldFailed("cannot write to the segment at " + header.offset(), e);
    }
    try {
      file.sync();
    } catch (IOException e) {
      // After a failed fsync the kernel may have dropped the pages and call the next one a success:
      // nothing this process could do would make the bytes certain.
      throw breakDown("cannot sync the segment at " + header.offset(), e);
    }
    end += group.size();
    allocated = Math.max(allocated, end);
    Position after = new Position(durable.end().sequence() + group.count(), header.offset() + end);
    durable = new Checkpoint(after, Digest.fromBytes(chain));
    return durable;
  }

  /** Cuts the preallocated rest off and keeps a checkpoint. */
  void close() {
    try (SegmentFiles.SegmentFile closing = file) {
      if (broken.isEmpty()) {
        closing.truncate(end);
        closing.sync();
        checkpointFile.write(durable);
      }
    } catch (IOException e) {
      LOG.log(Logger.Level.WARNING, "the log was not closed cleanly; no record is lost", e);
    }
  }

  private void preallocate(long needed) throws IOException {
    if (needed <= allocated || limits.preallocatedBytes() == 0) {
      return;
    }
    long wanted = needed + limits.preallocatedBytes();
    try {
      for (long place = allocated; place < wanted; ) {
        int length = (int) Math.min(ZEROS, wanted - place);
        writeAll(file, ByteBuffer.allocate(length), place);
        place += length;
      }
      allocated = wanted;
    } catch (IOException e) {
      // The zeros only save time. The group itself may still fit.
      file.truncate(end);
      allocated = end;
    }
  }

  private void cutBack(IOException why) {
    try {
      file.truncate(end);
      allocated = end;
      seal.discard(durable.end().sequence());
    } catch (IOException e) {
      why.addSuppressed(e);
      throw breakDown("cannot cut a half-written group off the segment at " + header.offset(), why);
    }
  }

  private SegmentFormatV1.Header nextHeader() {
    Position next = durable.end();
    return new SegmentFormatV1.Header(
        seal.version(), salts.getAsLong(), next.offset(), next.sequence(), durable.chain().bytes());
  }

  /** Makes a segment's file, durable with its header and its name; leaves nothing if it cannot. */
  private SegmentFiles.SegmentFile begin(SegmentFormatV1.Header fresh) throws IOException {
    Path path = Segments.path(directory, fresh.offset());
    seal.begin(path, fresh.start());
    SegmentFiles.SegmentFile made = files.open(path);
    try {
      writeAll(made, SegmentFormatV1.header(fresh), 0);
      made.sync();
      files.syncDirectory(directory);
      return made;
    } catch (IOException e) {
      closeQuietly(made);
      Files.deleteIfExists(path);
      throw e;
    }
  }

  private void keepCheckpoint() {
    try {
      checkpointFile.write(durable);
    } catch (IOException e) {
      LOG.log(
          Logger.Level.WARNING, "cannot renew the checkpoint file; the log itself is unharmed", e);
    }
  }

  private void checkUsable() {
    if (broken.isPresent()) {
      throw broken.get();
    }
  }

  private ArchiveFailure worldFailed(String what, IOException e) {
    ArchiveFailure failure = ArchiveFailure.of(what, e);
    return failure.kind() == ArchiveFailure.Kind.FULL ? failure : breakDown(what, e);
  }

  private ArchiveFailure breakDown(String what, IOException e) {
    ArchiveFailure failure =
        new ArchiveFailure(
            ArchiveFailure.Kind.BROKEN,
            what + ": " + e.getMessage() + "; check the disk, then restart",
            e);
    broken = Optional.of(failure);
    return failure;
  }

  private static void writeAll(SegmentFiles.SegmentFile file, ByteBuffer bytes, long at)
      throws IOException {
    long place = at;
    while (bytes.hasRemaining()) {
      place += file.write(bytes, place);
    }
  }

  private static void closeQuietly(SegmentFiles.SegmentFile file) {
    try {
      file.close();
    } catch (IOException e) {
      LOG.log(Logger.Level.DEBUG, "closing a synced file failed", e);
    }
  }

  private static final int ZEROS = 1 << 20;
}
