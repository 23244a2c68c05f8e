package org.lockkeeper.archive.crypt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.lockkeeper.archive.record.UnreadableRecordException;

/**
 * A record's canonical bytes made short: one byte that says how, then raw deflate (RFC 1951) with
 * the preset dictionary, or the bytes as they are where that is shorter. Safe to call from many
 * threads.
 *
 * <p>A length tells something of a text, and more when it is compressed together with words an
 * attacker chose: records are therefore compressed one by one, never together.
 */
final class Packing {

  static final int PLAIN = 0;
  static final int DEFLATED = 1;

  private static final byte[] DICTIONARY = dictionary();

  /** Making a deflater costs more than a record; there are never more than threads at work. */
  private final Queue<Deflater> deflaters = new ConcurrentLinkedQueue<>();

  private final int recordLimit;

  /**
   * @param recordLimit the longest record that is unpacked, in bytes
   */
  Packing(int recordLimit) {
    this.recordLimit = recordLimit;
  }

  byte[] pack(byte[] canonical) {
    byte[] packed = new byte[canonical.length + 1];
    Deflater kept = deflaters.poll();
    Deflater deflater = kept == null ? new Deflater(LEVEL, true) : kept;
    deflater.reset();
    deflater.setDictionary(DICTIONARY);
    deflater.setInput(canonical);
    deflater.finish();
    int length = deflater.deflate(packed, 1, canonical.length);
    boolean shorter = deflater.finished();
    deflaters.add(deflater);
    if (shorter) {
      packed[0] = DEFLATED;
      return Arrays.copyOf(packed, length + 1);
    }
    packed[0] = PLAIN;
    System.arraycopy(canonical, 0, packed, 1, canonical.length);
    return packed;
  }

  byte[] unpack(byte[] packed) throws UnreadableRecordException {
    if (packed.length > 0 && packed[0] == PLAIN) {
      return Arrays.copyOfRange(packed, 1, packed.length);
    }
    if (packed.length == 0 || packed[0] != DEFLATED) {
      throw new UnreadableRecordException("packed in a way this Lockkeeper does not know");
    }
    try (Inflater inflater = new Inflater(true)) {
      inflater.setDictionary(DICTIONARY);
      inflater.setInput(packed, 1, packed.length - 1);
      byte[] out = new byte[Math.min(recordLimit, 8 * packed.length)];
      int length = 0;
      while (!inflater.finished()) {
        int more = inflater.inflate(out, length, out.length - length);
        length += more;
        if (more == 0 && length < out.length) {
          throw new UnreadableRecordException("the packed record ends too early");
        }
        if (length == out.length && !inflater.finished()) {
          out = grown(out);
        }
      }
      return Arrays.copyOf(out, length);
    } catch (DataFormatException e) {
      throw new UnreadableRecordException("the packed record does not unpack");
    }
  }

  private byte[] grown(byte[] out) throws UnreadableRecordException {
    // One byte beyond the limit, so that a record of exactly that length is seen to end.
    if (out.length > recordLimit) {
      throw new UnreadableRecordException("a record longer than " + recordLimit + " bytes");
    }
    return Arrays.copyOf(out, (int) Math.min(recordLimit + 1L, 2L * out.length));
  }

  /** The dictionary's bytes, which are part of the format. */
  static byte[] dictionary() {
    try (InputStream in =
        Objects.requireNonNull(Packing.class.getResourceAsStream("dictionary-1"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the program is incomplete", e);
    }
  }

  /** As short as it gets without a noticeable cost on texts of a few hundred bytes. */
  private static final int LEVEL = 6;
}
