package org.lockkeeper.archive.crypt;

import java.nio.ByteBuffer;

/**
 * A channel's name under its bucket's tag key: 16 bytes, equal for equal channels of one bucket.
 */
public record ChannelTag(long high, long low) {

  /** The tag that these bytes begin with. */
  static ChannelTag of(byte[] mac) {
    return get(ByteBuffer.wrap(mac));
  }

  static ChannelTag get(ByteBuffer in) {
    return new ChannelTag(in.getLong(), in.getLong());
  }

  void put(ByteBuffer out) {
    out.putLong(high).putLong(low);
  }
}
