package org.lockkeeper.proxy.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.lockkeeper.proxy.cluster.CountMessage.Batch;
import org.lockkeeper.proxy.cluster.CountMessage.Known;
import org.lockkeeper.proxy.cluster.CountMessage.Series;
import org.lockkeeper.shared.AmountSeries;
import org.lockkeeper.shared.Counters.Count;
import org.lockkeeper.shared.LocalCounters;
import org.lockkeeper.shared.LocalCounters.Kept;

/** One other member's counts, heard from itself or, before this one came, from those who heard. */
final class CountPeer {

  /** A member that is asked again and again would do nothing but answer. */
  private static final long ASK_EVERY_NANOS = Duration.ofMillis(500).toNanos();

  private final LocalCounters copy;

  // Guarded by this.
  private String address = "";
  private boolean heard;
  private long number;
  private boolean whole;
  private boolean filling;
  private long heardNanos;
  private Optional<Long> askedNanos = Optional.empty();
  private long newest = Long.MIN_VALUE;
  private Optional<Long> missing = Optional.empty();

  CountPeer(LocalCounters.Limits limits) {
    this.copy = new LocalCounters(limits);
  }

  /** Takes in what it said itself; answers its name if it must be asked for all it has. */
  synchronized Optional<UUID> heard(Batch batch, long nanos) {
    if (heard && batch.number() <= number) {
      // Somebody repeats what was said before.
      return Optional.empty();
    }
    boolean next = batch.number() == (heard ? number + 1 : 1);
    if (!heard && next) {
      // It began just now and has nothing before this.
      whole = true;
      missing = Optional.of(Long.MIN_VALUE);
    }
    if (!next) {
      whole = false;
      filling = false;
      lacks(batch.newest());
    }
    heard = true;
    number = batch.number();
    address = batch.address();
    heardNanos = nanos;
    newest = Math.max(newest, batch.newest());
    filling |= batch.first();
    copy.forgotten(batch.forgotten());
    for (Series series : batch.series()) {
      if (series.origin().equals(batch.origin())) {
        copy.keep(series.key(), series.kept());
      }
    }
    if (filling && batch.last()) {
      filling = false;
      whole = true;
      missing = Optional.of(Long.MIN_VALUE);
    }
    return ask(batch.origin(), nanos);
  }

  /** Another member has series of this one. */
  synchronized void inherits(Known known) {
    // What was lost after this one began to listen may be newer than what another tells of it.
    if (!heard) {
      // Of two who heard it, one may have missed what the other has; what both have is taken.
      missing = Optional.of(Math.min(missing.orElse(known.missing()), known.missing()));
      copy.forgotten(known.forgotten());
    }
  }

  /** Another member's copy of one series; the fuller one stays. */
  synchronized void inherits(Series series) {
    if (!whole) {
      AmountSeries theirs = series.kept().series();
      newest = Math.max(newest, theirs.newest());
      Optional<Kept> mine = copy.kept(series.key());
      if (mine.isEmpty() || fuller(theirs, mine.get().series())) {
        copy.keep(series.key(), series.kept());
      }
    }
  }

  synchronized Count sum(String key, Duration window, Instant now) {
    Count count = copy.sum(key, window, now);
    long after = LocalCounters.Span.of(window, now).after();
    return new Count(count.sum(), count.certain() && missing.orElse(Long.MIN_VALUE) <= after);
  }

  /** Whether it is the member at an address, was heard of just now and has told all it has. */
  synchronized boolean completeAt(String where, long nanos, long freshNanos) {
    return whole && address.equals(where) && nanos - heardNanos <= freshNanos;
  }

  synchronized long newest() {
    return newest;
  }

  synchronized Known known(UUID origin) {
    return new Known(origin, missing.orElse(Long.MIN_VALUE), copy.forgotten());
  }

  synchronized List<Series> series(UUID origin) {
    List<Series> series = new ArrayList<>();
    for (String key : copy.keys()) {
      copy.kept(key).ifPresent(kept -> series.add(new Series(origin, key, kept)));
    }
    return series;
  }

  private Optional<UUID> ask(UUID origin, long nanos) {
    boolean asked = askedNanos.isPresent() && nanos - askedNanos.get() < ASK_EVERY_NANOS;
    if (whole || filling || asked) {
      return Optional.empty();
    }
    askedNanos = Optional.of(nanos);
    return Optional.of(origin);
  }

  private void lacks(long upTo) {
    missing = Optional.of(Math.max(missing.orElse(Long.MIN_VALUE), upTo));
  }

  /** A member only ever adds to a series, so what goes on longer or holds more is the later. */
  private static boolean fuller(AmountSeries one, AmountSeries other) {
    return one.newest() > other.newest()
        || (one.newest() == other.newest()
            && one.sum(Long.MIN_VALUE, Long.MAX_VALUE) > other.sum(Long.MIN_VALUE, Long.MAX_VALUE));
  }
}
