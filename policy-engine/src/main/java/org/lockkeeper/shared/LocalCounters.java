package org.lockkeeper.shared;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
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
  private final Map<String, Kept> entries = new LinkedHashMap<>(16, 0.75f, true);

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
   * What is remembered of one key.
   *
   * @param before the newest second that had been forgotten when the key was new: it may have been
   *     this key's
   */
  public record Kept(AmountSeries series, long before) {}

  @Override
  public void add(String key, long amount, Instant at) {
    if (amount < 0) {
      throw new IllegalArgumentException("an amount is not negative: " + amount);
    }
    long second = at.getEpochSecond();
    synchronized (entries) {
      Kept old = entries.getOrDefault(key, new Kept(AmountSeries.EMPTY, forgotten));
      keep(key, new Kept(old.series().plus(second, amount, limits.horizon()), old.before()));
    }
  }

  @Override
  public Count sum(String key, Duration window, Instant now) {
    Span span = Span.of(window, now);
    long before;
    AmountSeries series;
    synchronized (entries) {
      Kept kept = entries.get(key);
      series = kept == null ? AmountSeries.EMPTY : kept.series();
      before = kept == null ? forgotten : kept.before();
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

  /** What is remembered of a key; empty if nothing is. */
  public Optional<Kept> kept(String key) {
    synchronized (entries) {
      return Optional.ofNullable(entries.get(key));
    }
  }

  /** Remembers this of a key in place of what was: a copy of what another memory holds. */
  public void keep(String key, Kept kept) {
    synchronized (entries) {
      entries.put(key, kept);
      if (entries.size() > limits.keys()) {
        Iterator<Kept> oldest = entries.values().iterator();
        forgotten = Math.max(forgotten, oldest.next().series().newest());
        oldest.remove();
      }
    }
  }

  /** The keys of which anything is remembered. */
  public List<String> keys() {
    synchronized (entries) {
      return List.copyOf(entries.keySet());
    }
  }

  /**
   * The newest second in which anything was added to a key that is forgotten; {@link
   * Long#MIN_VALUE} if none is.
   */
  public long forgotten() {
    synchronized (entries) {
      return forgotten;
    }
  }

  /** Takes note that whoever this is a copy of has forgotten keys up to a second. */
  public void forgotten(long second) {
    synchronized (entries) {
      forgotten = Math.max(forgotten, second);
    }
  }
}
