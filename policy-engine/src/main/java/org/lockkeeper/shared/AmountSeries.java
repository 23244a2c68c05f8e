package org.lockkeeper.shared;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Amounts over time, by the second, ever coarser with age. Immutable.
 *
 * <p>What is older is asked for by longer windows only, so a bucket may be as wide as a sixtieth of
 * its age: every window's sum is exact to a sixtieth of the window and at least to a second, in a
 * few hundred buckets however long the series is (60 to the first minute, then about 60 · ln(age in
 * minutes), at most twice that).
 */
public final class AmountSeries {

  /** Nothing yet. */
  public static final AmountSeries EMPTY =
      new AmountSeries(new long[0], new long[0], new long[0], 0);

  private static final long PARTS_OF_A_WINDOW = 60;

  private final long[] firsts;
  private final long[] lasts;
  private final long[] sums;
  private final int size;

  private AmountSeries(long[] firsts, long[] lasts, long[] sums, int size) {
    this.firsts = firsts;
    this.lasts = lasts;
    this.sums = sums;
    this.size = size;
  }

  /**
   * What was added within some seconds.
   *
   * @param first the first second of the epoch
   * @param last the last one
   */
  public record Bucket(long first, long last, long sum) {
    public Bucket {
      if (last < first || sum < 0) {
        throw new IllegalArgumentException("no bucket: " + first + " to " + last + ", sum " + sum);
      }
    }
  }

  /**
   * A series of these buckets.
   *
   * @throws IllegalArgumentException unless they are in order and apart
   */
  public static AmountSeries of(List<Bucket> buckets) {
    Builder builder = new Builder(buckets.size());
    long before = Long.MIN_VALUE;
    for (Bucket bucket : buckets) {
      if (bucket.first() <= before && before != Long.MIN_VALUE) {
        throw new IllegalArgumentException("buckets overlap at " + bucket.first());
      }
      before = bucket.last();
      builder.put(bucket.first(), bucket.last(), bucket.sum());
    }
    return builder.series();
  }

  /** The buckets, oldest first. */
  public List<Bucket> buckets() {
    List<Bucket> buckets = new ArrayList<>(size);
    for (int at = 0; at < size; at++) {
      buckets.add(new Bucket(firsts[at], lasts[at], sums[at]));
    }
    return buckets;
  }

  /**
   * This series and one amount more.
   *
   * @param horizon how long anything is remembered
   */
  public AmountSeries plus(long second, long amount, Duration horizon) {
    long newest = size == 0 ? second : Math.max(second, lasts[size - 1]);
    long oldest = newest - horizon.toSeconds();
    Merging merging = new Merging(newest, size + 1);
    boolean placed = second < oldest;
    for (int at = 0; at < size; at++) {
      if (lasts[at] < oldest) {
        continue;
      }
      if (!placed && second < firsts[at]) {
        merging.next(second, second, amount);
        placed = true;
      }
      boolean here = !placed && second <= lasts[at];
      placed |= here;
      merging.next(firsts[at], lasts[at], here ? add(sums[at], amount) : sums[at]);
    }
    if (!placed) {
      merging.next(second, second, amount);
    }
    return merging.series();
  }

  /**
   * What was added after one second and up to another. A bucket that reaches into this time counts
   * whole.
   */
  public long sum(long after, long upTo) {
    long sum = 0;
    for (int at = size - 1; at >= 0 && lasts[at] > after; at--) {
      if (firsts[at] <= upTo) {
        sum = add(sum, sums[at]);
      }
    }
    return sum;
  }

  /** The last second in which something was added; {@link Long#MIN_VALUE} if nothing was. */
  public long newest() {
    return size == 0 ? Long.MIN_VALUE : lasts[size - 1];
  }

  /** A sum that has reached its end stays there. */
  static long add(long sum, long amount) {
    return sum > Long.MAX_VALUE - amount ? Long.MAX_VALUE : sum + amount;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AmountSeries series && buckets().equals(series.buckets());
  }

  @Override
  public int hashCode() {
    return buckets().hashCode();
  }

  @Override
  public String toString() {
    return buckets().toString();
  }

  private static class Builder {
    final long[] firsts;
    final long[] lasts;
    final long[] sums;
    int size;

    Builder(int most) {
      firsts = new long[most];
      lasts = new long[most];
      sums = new long[most];
    }

    void put(long first, long last, long sum) {
      firsts[size] = first;
      lasts[size] = last;
      sums[size] = sum;
      size++;
    }

    AmountSeries series() {
      // Most series are short and many: no room is kept for what may never come.
      return new AmountSeries(
          Arrays.copyOf(firsts, size), Arrays.copyOf(lasts, size), Arrays.copyOf(sums, size), size);
    }
  }

  /** Joins neighbours that their age allows to be joined. */
  private static final class Merging extends Builder {
    private final long newest;

    Merging(long newest, int most) {
      super(most);
      this.newest = newest;
    }

    void next(long first, long last, long sum) {
      int before = size - 1;
      long widest = Math.max(1, (newest - last) / PARTS_OF_A_WINDOW);
      if (before >= 0 && last - firsts[before] + 1 <= widest) {
        lasts[before] = last;
        sums[before] = add(sums[before], sum);
      } else {
        put(first, last, sum);
      }
    }
  }
}
