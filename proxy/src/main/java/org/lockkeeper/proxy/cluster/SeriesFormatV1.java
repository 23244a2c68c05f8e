package org.lockkeeper.proxy.cluster;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.shared.AmountSeries;

/**
 * A series between members: a byte 1, then per bucket the first second, the last and the sum, 8
 * bytes each, big-endian.
 */
final class SeriesFormatV1 {

  private static final byte VERSION = 1;
  private static final int BUCKET_BYTES = 3 * Long.BYTES;

  private SeriesFormatV1() {}

  static byte[] write(AmountSeries series) {
    List<AmountSeries.Bucket> buckets = series.buckets();
    ByteBuffer out = ByteBuffer.allocate(1 + BUCKET_BYTES * buckets.size()).put(VERSION);
    buckets.forEach(
        bucket -> out.putLong(bucket.first()).putLong(bucket.last()).putLong(bucket.sum()));
    return out.array();
  }

  /** The series; empty if these are no bytes of one, as from a member of another version. */
  static Optional<AmountSeries> read(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      if (in.get() != VERSION) {
        return Optional.empty();
      }
      List<AmountSeries.Bucket> buckets = new ArrayList<>();
      while (in.hasRemaining()) {
        buckets.add(new AmountSeries.Bucket(in.getLong(), in.getLong(), in.getLong()));
      }
      return Optional.of(AmountSeries.of(buckets));
    } catch (BufferUnderflowException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
