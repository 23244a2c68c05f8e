package org.lockkeeper.policy.lab;

/**
 * Times of many messages in constant memory: the mean and the most exactly, quantiles to one part
 * in sixteen. Not for several threads.
 */
final class Costs {

  /** Each power of two of nanoseconds in sixteen parts: HdrHistogram's layout, four bits. */
  private static final int PARTS = 16;

  private final long[] buckets = new long[64 * PARTS];
  private long count;
  private long sum;
  private long most;

  /** Takes one time in. */
  void add(long nanos) {
    long time = Math.max(1, nanos);
    buckets[bucket(time)]++;
    count++;
    sum += time;
    most = Math.max(most, time);
  }

  /** What it costs. */
  LabReport.Cost cost() {
    return new LabReport.Cost(
        count, count == 0 ? 0 : (double) sum / count, at(0.5), at(0.99), most);
  }

  /** The time that so large a part of all stays within; the upper end of its bucket. */
  private long at(double part) {
    long wanted = (long) Math.ceil(part * count);
    long seen = 0;
    for (int at = 0; at < buckets.length; at++) {
      seen += buckets[at];
      if (count > 0 && seen >= wanted) {
        return Math.min(most, end(at));
      }
    }
    return 0;
  }

  private static int bucket(long time) {
    int power = 63 - Long.numberOfLeadingZeros(time);
    int part = power < 4 ? (int) ((time << 4) >>> power) & 15 : (int) (time >>> (power - 4)) & 15;
    return power * PARTS + part;
  }

  private static long end(int bucket) {
    int power = bucket / PARTS;
    int part = bucket % PARTS;
    double start = Math.scalb(1.0 + part / (double) PARTS, power);
    return (long) Math.ceil(start + Math.scalb(1.0 / PARTS, power));
  }
}
