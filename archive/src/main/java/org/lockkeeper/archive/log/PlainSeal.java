package org.lockkeeper.archive.log;

import java.nio.file.Path;
import java.util.Optional;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.archive.record.RecordFormatV1;

/** Version 1: a frame's payload is the record's bytes, in clear. */
final class PlainSeal implements RecordSeal {

  static final int VERSION = 1;

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public Prepared prepare(ArchiveRecord record) {
    byte[] bytes = RecordFormatV1.encode(record);
    return new Prepared(record, bytes, bytes);
  }

  @Override
  public Opener opener(Path segment, SegmentStart start) {
    return new Opener() {
      @Override
      public Optional<ArchiveRecord> open(long sequence, byte[] buffer, int offset, int length)
          throws java.io.IOException {
        return Optional.of(RecordFormatV1.decode(buffer, offset, length));
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void begin(Path segment, SegmentStart start) {}

  @Override
  public void resume(Path segment, SegmentStart start, long end) {}

  @Override
  public void recover(FrameSource frames, Checkpoint durable) {}

  @Override
  public void reserve(long sequence, int count) {}

  @Override
  public byte[] seal(long sequence, Prepared record) {
    return record.packed();
  }

  @Override
  public void durable(Checkpoint durable) {}

  @Override
  public void discard(long sequence) {}

  @Override
  public void close() {}
}
