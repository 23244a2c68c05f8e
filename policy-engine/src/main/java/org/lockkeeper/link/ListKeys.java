package org.lockkeeper.link;

import java.util.Arrays;

/**
 * A growing set of hashes, eight bytes each while it grows: what a list's lines come to.
 *
 * <p>Hashes have their sign turned, so that they are in order as unsigned numbers.
 */
final class ListKeys {

  private long[] keys = new long[1024];
  private int size;

  int size() {
    return size;
  }

  void add(long hash) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size + (size >> 1));
    }
    keys[size++] = hash ^ Long.MIN_VALUE;
  }

  /** All of them once, in order, but those that another set has too. */
  long[] without(ListKeys others) {
    Arrays.sort(keys, 0, size);
    Arrays.sort(others.keys, 0, others.size);
    long[] kept = new long[size];
    int count = 0;
    for (int at = 0; at < size; at++) {
      boolean again = at > 0 && keys[at] == keys[at - 1];
      if (!again && Arrays.binarySearch(others.keys, 0, others.size, keys[at]) < 0) {
        kept[count++] = keys[at];
      }
    }
    return Arrays.copyOf(kept, count);
  }
}
