package org.lockkeeper.detect.exact;

/**
 * A blocked Bloom filter (Putze, Sanders, Singler 2007): says no for certain and yes by mistake
 * once in about 300, at one cache line a question. Sixteen bits a value.
 */
final class Filter {

  private static final int BITS_A_VALUE = 16;
  private static final int BLOCK_LONGS = 8;
  private static final int PROBES = 5;

  private final long[] bits;

  Filter(long[] bits) {
    this.bits = bits;
  }

  /** An empty filter for so many values. */
  static Filter forValues(int values) {
    int blocks = (int) ((long) values * BITS_A_VALUE / (BLOCK_LONGS * 64)) + 1;
    return new Filter(new long[blocks * BLOCK_LONGS]);
  }

  /** How many longs a filter may have: whole blocks. */
  static boolean whole(int longs) {
    return longs >= BLOCK_LONGS && longs % BLOCK_LONGS == 0;
  }

  void add(long spread) {
    int block = block(spread);
    for (int probe = 0; probe < PROBES; probe++) {
      int bit = bit(spread, probe);
      bits[block + (bit >>> 6)] |= 1L << bit;
    }
  }

  boolean mayHold(long spread) {
    int block = block(spread);
    for (int probe = 0; probe < PROBES; probe++) {
      int bit = bit(spread, probe);
      if ((bits[block + (bit >>> 6)] & 1L << bit) == 0) {
        return false;
      }
    }
    return true;
  }

  long[] bits() {
    return bits;
  }

  private int block(long spread) {
    // The top bits choose the block, the lower 45 the bits inside.
    return (int) Math.unsignedMultiplyHigh(spread, bits.length / BLOCK_LONGS) * BLOCK_LONGS;
  }

  private static int bit(long spread, int probe) {
    return (int) (spread >>> (probe * 9)) & 511;
  }
}
