package org.lockkeeper.proxy.cluster;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.hazelcast.replicatedmap.ReplicatedMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.lockkeeper.message.Digest;
import org.lockkeeper.shared.AmountSeries;
import org.lockkeeper.shared.Counters;
import org.lockkeeper.shared.LocalCounters;

/**
 * Each member counts for itself and shows its series to all; a sum is this member's own and what it
 * has been shown. Both are in this process: nothing on a message's way waits for a network.
 *
 * <p>What another member counted within the last {@link #SHOW_EVERY} may be missing. A sum is
 * certain only while every member of the configured list is present and has shown everything it has
 * since the last of them came: a member that is torn off may be counting where nobody sees it. What
 * a killed member had shown stays with the others; when it is back, it begins anew beside it. Only
 * its owner ever writes a series, so nothing is counted twice however often a cluster is torn and
 * healed.
 */
public final class HazelcastCounters implements Counters, AutoCloseable {

  /** How often members show each other what is new. */
  static final Duration SHOW_EVERY = Duration.ofMillis(100);

  private static final System.Logger LOG = System.getLogger(HazelcastCounters.class.getName());

  private final ClusterMember member;
  private final LocalCounters own;
  private final LocalCounters.Limits limits;

  /** By member and key: a series. */
  private final ReplicatedMap<String, byte[]> shown;

  /** By member: which members it saw when it last showed all it has. */
  private final ReplicatedMap<String, byte[]> shownTo;

  private final Set<String> fresh = ConcurrentHashMap.newKeySet();

  /** All keys with a series of this member in the map; only the showing thread. */
  private final Set<String> mine = ConcurrentHashMap.newKeySet();

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("counters-show").factory());

  /** Which members can be reached, as of the last showing; empty: none, not even this one. */
  private volatile View view = new View(List.of(), Set.of(), false);

  /**
   * Who was there.
   *
   * @param everybody of whom there may be series, the gone included
   * @param agreed whether all present have shown all they have to all present
   */
  private record View(List<String> present, Set<String> everybody, boolean agreed) {}

  private HazelcastCounters(ClusterMember member, LocalCounters.Limits limits) {
    this.member = member;
    this.limits = limits;
    this.own = new LocalCounters(limits);
    this.shown = member.copies("counters");
    this.shownTo = member.copies("counters-members");
    long every = SHOW_EVERY.toMillis();
    var unused = thread.scheduleWithFixedDelay(this::show, 0, every, TimeUnit.MILLISECONDS);
  }

  /** Begins to count and to show. */
  public static HazelcastCounters of(ClusterMember member, LocalCounters.Limits limits) {
    return new HazelcastCounters(member, limits);
  }

  @Override
  public void add(String key, long amount, Instant at) {
    own.add(key, amount, at);
    fresh.add(key);
  }

  @Override
  public Count sum(String key, Duration window, Instant now) {
    Count mineAlone = own.sum(key, window, now);
    View seen = view;
    long sum = mineAlone.sum();
    boolean certain = mineAlone.certain() && seen.agreed() && member.whole();
    LocalCounters.Span span = LocalCounters.Span.of(window, now);
    try {
      for (String other : seen.everybody()) {
        byte[] bytes = other.equals(member.origin()) ? null : shown.get(name(other, key));
        if (bytes != null) {
          var series = SeriesFormatV1.read(bytes);
          certain &= series.isPresent();
          long more = series.map(read -> read.sum(span.after(), span.upTo())).orElse(0L);
          sum = sum > Long.MAX_VALUE - more ? Long.MAX_VALUE : sum + more;
        }
      }
    } catch (RuntimeException gone) {
      certain = false;
    }
    return new Count(sum, certain);
  }

  /** Shows what is new for the last time, and stops. */
  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void show() {
    try {
      List<String> present = member.origins();
      boolean changed = !present.equals(view.present());
      if (changed) {
        // Whoever came or was torn off may have missed any of it.
        fresh.addAll(mine);
      }
      showFresh();
      byte[] all = Digest.of(String.join(" ", present.stream().sorted().toList()).getBytes(UTF_8)).bytes();
      if (changed || !Arrays.equals(all, shownTo.get(member.origin()))) {
        shownTo.put(
            member.origin(), all, limits.horizon().toSeconds(), TimeUnit.SECONDS);
      }
      boolean agreed =
          present.stream().allMatch(each -> Arrays.equals(all, shownTo.get(each)));
      view = new View(present, Set.copyOf(shownTo.keySet()), agreed);
    } catch (RuntimeException gone) {
      view = new View(List.of(), view.everybody(), false);
      LOG.log(System.Logger.Level.DEBUG, "counts are not shared: {0}", gone.getMessage());
    }
  }

  private void showFresh() {
    Map<String, byte[]> news = new HashMap<>();
    for (String key : fresh) {
      // Taken out first: what is added from here on makes it fresh again.
      fresh.remove(key);
      Optional<AmountSeries> series = own.series(key);
      if (series.isPresent()) {
        news.put(name(member.origin(), key), SeriesFormatV1.write(series.get()));
        mine.add(key);
      } else {
        // Forgotten here; the others may keep what they were shown until its time is over.
        mine.remove(key);
      }
    }
    long seconds = limits.horizon().toSeconds();
    try {
      news.forEach((name, series) -> shown.put(name, series, seconds, TimeUnit.SECONDS));
    } catch (RuntimeException gone) {
      fresh.addAll(mine);
      throw gone;
    }
  }

  /** Whatever the key is, short and well formed. */
  private static String name(String origin, String key) {
    byte[] utf16 = key.getBytes(UTF_16BE);
    return origin + " " + (utf16.length > 128 ? Digest.of(utf16).toString() : key);
  }
}
