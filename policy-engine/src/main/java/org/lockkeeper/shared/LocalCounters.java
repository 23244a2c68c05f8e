package org.lockkeeper.shared;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counters in the memory of one process. A restart forgets them all.
 *
 * <p>Keys are kept in order of last use; at the limit the longest unused gives way, and a key that
 * gave way starts again from nothing. Amounts fall into buckets whose width grows with their age,
 * to at most a sixteenth of it, so that a key takes a few hundred bytes however long it is kept.
 */
public final class LocalCounters implements Counters {

  /** Locks and orders of use that writers of different keys do not share. */
  private static final int STRIPES = 64;

  private final Stripe[] stripes = new Stripe[STRIPES];

  /**
   * @param most how many keys are kept at one time
   */
  public LocalCounters(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("room for " + most + " counters");
    }
    for (int at = 0; at < STRIPES; at++) {
      stripes[at] = new Stripe(Math.max(1, most / STRIPES));
    }
  }

  @Override
  public void add(String key, long amount, Instant at) {
    if (amount < 0) {
      throw new IllegalArgumentException("an amount of " + amount);
    }
    Stripe stripe = stripe(key);
    synchronized (stripe) {
      stripe.computeIfAbsent(key, _ -> new Buckets()).add(at.getEpochSecond(), amount);
    }
  }

  @Override
  public Count sum(String key, Duration window, Instant now) {
    if (window.isNegative() || window.isZero()) {
      throw new IllegalArgumentException("a window of " + window);
    }
    Stripe stripe = stripe(key);
    synchronized (stripe) {
      Buckets buckets = stripe.get(key);
      long from = now.minus(window).getEpochSecond();
      return new Count(buckets == null ? 0 : buckets.since(from, now.getEpochSecond()), true);
    }
  }

  private Stripe stripe(String key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return stripes[hash >>> 26];
  }

  /** Keys in order of use. */
  private static final class Stripe extends LinkedHashMap<String, Buckets> {
    private static final long serialVersionUID = 1L;

    private final int most;

    Stripe(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Buckets> eldest) {
      return size() > most;
    }
  }

  /** Amounts by the last second of their bucket, oldest first. */
  private static final class Buckets {
    private static final int FIRST = 4;

    /** At this many buckets those that lie close together for their age are joined. */
    private static final int FULL = 256;

    private static final int FRACTION_OF_AGE = 16;

    private long[] firsts = new long[FIRST];
    private long[] lasts = new long[FIRST];
    private long[] amounts = new long[FIRST];
    private int count;

    void add(long second, long amount) {
      int place = count;
      while (place > 0 && lasts[place - 1] > second) {
        place--;
      }
      if (place > 0 && lasts[place - 1] == second) {
        amounts[place - 1] += amount;
        return;
      }
      if (count == FULL) {
        join(Math.max(second, lasts[count - 1]));
        add(second, amount);
        return;
      }
      grow();
      System.arraycopy(firsts, place, firsts, place + 1, count - place);
      System.arraycopy(lasts, place, lasts, place + 1, count - place);
      System.arraycopy(amounts, place, amounts, place + 1, count - place);
      firsts[place] = second;
      lasts[place] = second;
      amounts[place] = amount;
      count++;
    }

    /** A bucket counts when its last second lies in the window: never too little. */
    long since(long from, long until) {
      long sum = 0;
      for (int at = count - 1; at >= 0 && lasts[at] > from; at--) {
        sum += firsts[at] <= until ? amounts[at] : 0;
      }
      return sum;
    }

    private void join(long now) {
      int kept = 0;
      for (int at = 1; at < count; at++) {
        boolean close = lasts[at] - firsts[kept] <= (now - lasts[at]) / FRACTION_OF_AGE;
        kept += close ? 0 : 1;
        keep(kept, at, close);
      }
      count = kept + 1;
      if (count == FULL) {
        // Nothing lay close: moments from far ahead and far behind. The oldest two make room.
        keep(0, 1, true);
        for (int at = 2; at < count; at++) {
          keep(at - 1, at, false);
        }
        count--;
      }
    }

    private void keep(int place, int at, boolean joined) {
      firsts[place] = joined ? firsts[place] : firsts[at];
      amounts[place] = joined ? amounts[place] + amounts[at] : amounts[at];
      lasts[place] = lasts[at];
    }

    private void grow() {
      if (count == amounts.length) {
        firsts = Arrays.copyOf(firsts, count * 2);
        lasts = Arrays.copyOf(lasts, count * 2);
        amounts = Arrays.copyOf(amounts, count * 2);
      }
    }
  }
}
