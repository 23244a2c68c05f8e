package org.lockkeeper.archive.record;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The bytes of a record, version 1: one CBOR array (RFC 8949), drawn in FORMAT.md.
 *
 * <p>Every length is definite and every integer as short as it can be (RFC 8949 §4.2.1), so equal
 * records have equal bytes. Any text comes back exactly as it went in, unpaired surrogates
 * included. Pure; safe to call from many threads.
 */
public final class RecordFormatV1 {

  /** The first element of every array of this version. */
  public static final int VERSION = 1;

  private RecordFormatV1() {}

  /** A record's bytes. */
  public static byte[] encode(ArchiveRecord record) {
    try (CborWriter out = new CborWriter()) {
      new RecordWriterV1(out).write(record);
      return out.bytes();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory does not fail", impossible);
    }
  }

  /**
   * The record that has these bytes.
   *
   * @throws UnreadableRecordException if they are no record of version 1, or are followed by more
   */
  public static ArchiveRecord decode(byte[] bytes, int offset, int length)
      throws UnreadableRecordException {
    try (CborReader in = new CborReader(bytes, offset, length)) {
      ArchiveRecord record = new RecordReaderV1(in).read();
      in.end();
      return record;
    } catch (UnreadableRecordException known) {
      throw known;
    } catch (IOException | RuntimeException broken) {
      // The value types check themselves: whatever they refuse was never written by encode.
      throw new UnreadableRecordException("not a record: " + broken.getMessage(), broken);
    }
  }

  /** The record that has these bytes; see {@link #decode(byte[], int, int)}. */
  public static ArchiveRecord decode(byte[] bytes) throws UnreadableRecordException {
    return decode(bytes, 0, bytes.length);
  }
}
