package org.lockkeeper.match;

/**
 * Sorts longs and what belongs to them: a radix sort of the least significant digit first (Knuth,
 * TAOCP 5.2.5), 16 bits a pass, equal ones in their old order.
 */
public final class RadixSort {

  private static final int DIGIT = 16;

  private RadixSort() {}

  /** Sorts both arrays by the first. */
  public static void sort(long[] keys, int[] values) {
    long[] otherKeys = new long[keys.length];
    int[] otherValues = new int[keys.length];
    for (int shift = 0; shift < Long.SIZE; shift += 2 * DIGIT) {
      pass(keys, values, otherKeys, otherValues, shift);
      pass(otherKeys, otherValues, keys, values, shift + DIGIT);
    }
  }

  private static void pass(long[] keys, int[] values, long[] toKeys, int[] toValues, int shift) {
    int[] places = new int[(1 << DIGIT) + 1];
    for (long key : keys) {
      places[digit(key, shift) + 1]++;
    }
    for (int digit = 0; digit < 1 << DIGIT; digit++) {
      places[digit + 1] += places[digit];
    }
    for (int at = 0; at < keys.length; at++) {
      int place = places[digit(keys[at], shift)]++;
      toKeys[place] = keys[at];
      toValues[place] = values[at];
    }
  }

  /** With the sign turned, negative numbers come before the others. */
  private static int digit(long key, int shift) {
    return (int) ((key ^ Long.MIN_VALUE) >>> shift) & 0xFFFF;
  }
}
