package org.lockkeeper.shared;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counters in this process's memory. They begin with the process and end with it.
 *
 * <p>At the limit of keys the one unused for longest is forgotten. A window that reaches back to
 * what was forgotten is uncertain from then on, for a key that is not known and for one that came
 * after: it may have been among the forgotten.
 */
public final class LocalCounters implements Counters {

  private final Limits limits;

  /** By last use, oldest first. Guards everything here. */
  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  /** The newest second in which anything was added to a key that had to be forgotten. */
  private long forgotten = Long.MIN_VALUE;

  public LocalCounters(Limits limits) {
    this.limits = limits;
  }

  /**
   * How much is remembered.
   *
   * @param keys most keys at one time; a quiet one takes some 300 bytes, the busiest 30 KiB
   * @param horizon the longest window that can be answered with certainty
   */
  public record Limits(int keys, Duration horizon) {

    /** A person and a rule each for a large organisation, and a month. */
    public static final Limits DEFAULT = new Limits(200_000, Duration.ofDays(31));

    public Limits {
      if (keys < 1 || horizon.compareTo(Duration.ofSeconds(1)) < 0) {
        throw new IllegalArgumentException("at least one key and one second");
      }
    }
  }

  /**
   * One key's series.
   *
   * @param before what had been forgotten when the key was new: it may have been this key's
   */
  private record Entry(AmountSeries series, long before) {}

  @Override
  public void add(String key, long amount, Instant at) {
    if (amount < 0) {
      throw new IllegalArgumentException("an amount is not negative: " + amount);
    }
    long second = at.getEpochSecond();
    synchronized (entries) {
      Entry old = entries.getOrDefault(key, new Entry(AmountSeries.EMPTY, forgotten));
      AmountSeries more = old.series().plus(second, amount, limits.horizon());
      entries.put(key, new Entry(more, old.before()));
      if (entries.size() > limits.keys()) {
        forgetOne();
      }
    }
  }

  @Override
  public Count sum(String key, Duration window, Instant now) {
    Span span = Span.of(window, now);
    long before;
    AmountSeries series;
    synchronized (entries) {
      Entry entry = entries.get(key);
      series = entry == null ? AmountSeries.EMPTY : entry.series();
      before = entry == null ? forgotten : entry.before();
    }
    boolean certain = before <= span.after() && window.compareTo(limits.horizon()) <= 0;
    return new Count(series.sum(span.after(), span.upTo()), certain);
  }

  /**
   * A window in whole seconds.
   *
   * @param after the second before the first that counts
   * @param upTo the last that counts
   */
  public record Span(long after, long upTo) {

    /**
     * The seconds a window touches.
     *
     * @throws IllegalArgumentException unless the window is longer than nothing
     */
    public static Span of(Duration window, Instant now) {
      if (window.isNegative() || window.isZero()) {
        throw new IllegalArgumentException("a window is longer than nothing: " + window);
      }
      // A part of a second at the window's start counts as the whole of it.
      return new Span(now.minus(window).getEpochSecond() - 1, now.getEpochSecond());
    }
  }

  /** A key's series as it is now. */
  public Optional<AmountSeries> series(String key) {
    synchronized (entries) {
      return Optional.ofNullable(entries.get(key)).map(Entry::series);
    }
  }

  private void forgetOne() {
    Iterator<Entry> oldest = entries.values().iterator();
    forgotten = Math.max(forgotten, oldest.next().series().newest());
    oldest.remove();
  }
}
