package org.lockkeeper.archive.crypt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.lockkeeper.archive.keys.BucketKey;
import org.lockkeeper.archive.keys.KeyRing;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.log.RecordSeal;
import org.lockkeeper.archive.log.RecordSeal.SegmentStart;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.archive.record.RecordFormatV1;
import org.lockkeeper.archive.record.UnreadableRecordException;

/**
 * Opens the sealed records of one segment. Reads each salt from its file when it is asked for, so
 * that a record destroyed a moment ago is opened no more. For one thread.
 */
final class SealedOpener implements RecordSeal.Opener {

  private final SegmentStart start;
  private final KeyRing ring;
  private final Packing packing;
  private final FrameCrypt crypt = new FrameCrypt();
  private final FileChannel salts;

  SealedOpener(Path segment, SegmentStart start, KeyRing ring, Packing packing) throws IOException {
    this.start = start;
    this.ring = ring;
    this.packing = packing;
    Path beside = SaltFile.beside(segment);
    SaltFile.check(beside, start, start.sequence());
    salts = FileChannel.open(beside, StandardOpenOption.READ);
  }

  /** A record that was opened, and all its leaf is made of. */
  record Opened(
      ArchiveRecord record,
      byte[] canonical,
      FrameCrypt.Head head,
      BucketKey bucket,
      FrameCrypt.Keys keys) {}

  @Override
  public Optional<ArchiveRecord> open(long sequence, byte[] buffer, int offset, int length)
      throws IOException {
    return opened(sequence, buffer, offset, length).map(Opened::record);
  }

  Optional<Opened> opened(long sequence, byte[] buffer, int offset, int length) throws IOException {
    FrameCrypt.Head head = FrameCrypt.Head.of(buffer, offset, length);
    Optional<BucketKey> bucket = ring.key(head.bucket());
    if (bucket.isEmpty()) {
      if (ring.status(head.bucket()).isEmpty()) {
        throw new UnreadableRecordException("of bucket " + head.bucket() + ", which never was");
      }
      return Optional.empty();
    }
    byte[] salt = salt(sequence);
    if (FrameCrypt.destroyed(salt)) {
      return Optional.empty();
    }
    FrameCrypt.Keys keys;
    try {
      keys = FrameCrypt.Keys.of(bucket.get(), salt, sequence);
    } catch (ArchiveFailure destroyedMeanwhile) {
      return Optional.empty();
    }
    byte[] packed = crypt.open(keys, sequence, head, buffer, offset, length);
    byte[] canonical = packing.unpack(packed);
    ArchiveRecord record = RecordFormatV1.decode(canonical);
    return Optional.of(new Opened(record, canonical, head, bucket.get(), keys));
  }

  private byte[] salt(long sequence) throws IOException {
    ByteBuffer salt = ByteBuffer.allocate(SaltFile.SALT_BYTES);
    long place = SaltFile.place(sequence - start.sequence());
    while (salt.hasRemaining()) {
      if (salts.read(salt, place + salt.position()) < 0) {
        throw new UnreadableRecordException("its salt is missing");
      }
    }
    return salt.array();
  }

  @Override
  public void close() throws IOException {
    salts.close();
  }
}
