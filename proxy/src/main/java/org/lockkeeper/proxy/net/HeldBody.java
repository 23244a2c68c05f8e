package org.lockkeeper.proxy.net;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * A body being collected within a limit and the global budget. Grows as bytes come, not as a length
 * promises: a promise costs the sender nothing. Not for many threads.
 */
final class HeldBody {

  private static final byte[] NOTHING = new byte[0];
  private static final int FIRST = 16 << 10;

  /** What came of adding a part. */
  enum Added {
    TAKEN,
    OVER_LIMIT,
    NO_ROOM
  }

  private final HeldBudget budget;
  private final long limit;
  private final long promised;
  private byte[] bytes = NOTHING;
  private int size;
  private long reserved;

  /**
   * @param promised the length announced, or -1
   */
  HeldBody(HeldBudget budget, long limit, long promised) {
    this.budget = budget;
    this.limit = Math.min(limit, Integer.MAX_VALUE - 16);
    this.promised = promised;
  }

  /** Copies a part; the caller keeps its reference. */
  Added add(ByteBuf part) {
    int more = part.readableBytes();
    if (size + (long) more > limit) {
      return Added.OVER_LIMIT;
    }
    if (size + more > bytes.length && !grow(size + more)) {
      return Added.NO_ROOM;
    }
    part.getBytes(part.readerIndex(), bytes, size, more);
    size += more;
    return Added.TAKEN;
  }

  private boolean grow(int needed) {
    long wanted = Math.max(needed, Math.min(bytes.length * 2L, limit));
    if (promised >= needed) {
      wanted = Math.max(needed, Math.min(promised, Math.max(FIRST, bytes.length * 2L)));
    }
    if (!reserve(wanted - bytes.length)) {
      return false;
    }
    bytes = Arrays.copyOf(bytes, (int) wanted);
    return true;
  }

  /** Takes room for bytes made from this body, given back with it. */
  boolean reserve(long more) {
    if (!budget.take(more)) {
      return false;
    }
    reserved += more;
    return true;
  }

  /** All bytes so far; not to be added to afterwards. */
  byte[] whole() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  /** Gives the room back; the bytes are forgotten. */
  void free() {
    budget.give(reserved);
    reserved = 0;
    bytes = NOTHING;
    size = 0;
  }
}
