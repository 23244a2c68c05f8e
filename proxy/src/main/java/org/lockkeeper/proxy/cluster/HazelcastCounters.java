package org.lockkeeper.proxy.cluster;

import com.hazelcast.topic.ITopic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.lockkeeper.proxy.cluster.CountMessage.Ask;
import org.lockkeeper.proxy.cluster.CountMessage.Batch;
import org.lockkeeper.proxy.cluster.CountMessage.Series;
import org.lockkeeper.shared.Counters;
import org.lockkeeper.shared.LocalCounters;
import org.lockkeeper.shared.LocalCounters.Kept;

/**
 * Each member counts for itself and tells all others; a sum is this member's own and what it was
 * told. Both are in this process: nothing on a message's way waits for a network.
 *
 * <p>A sum is certain while every configured member was heard of within {@link
 * ClusterSettings.Pace#fresh} and nothing it said was missed. A member that is torn off or killed
 * makes sums uncertain, which rules count as a fault; what it had told stays. Only its owner ever
 * changes a series, so nothing is counted twice however often a cluster is torn and healed. What
 * another member counted since it last told, a tenth of a second ago, is not in a sum yet; what a
 * killed one had not told is lost with it.
 */
public final class HazelcastCounters implements Counters, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(HazelcastCounters.class.getName());

  /** Batches of some 100 KiB for keys that are quiet, as most are. */
  private static final int MOST_SERIES = 500;

  private final ClusterMember member;
  private final String subject;
  private final LocalCounters own;
  private final CountLedger others;
  private final ITopic<byte[]> topic;
  private final UUID listening;
  private final Set<String> fresh = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean asked = new AtomicBoolean();
  private final AtomicLong newest = new AtomicLong(Long.MIN_VALUE);
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("counts-tell").factory());

  /** The number of the last batch; only the telling thread. */
  private long number;

  private HazelcastCounters(ClusterMember member, LocalCounters.Limits limits, String subject) {
    this.member = member;
    this.subject = subject;
    this.own = new LocalCounters(limits);
    ClusterSettings settings = member.settings();
    this.others =
        new CountLedger(member.origin(), settings.others(), limits, settings.pace().fresh());
    this.topic = member.topic(subject);
    this.listening = topic.addMessageListener(heard -> hear(heard.getMessageObject()));
    long every = settings.pace().showEvery().toMillis();
    var unused = thread.scheduleWithFixedDelay(this::tell, 0, every, TimeUnit.MILLISECONDS);
  }

  /** Begins to count and to tell. */
  public static HazelcastCounters of(ClusterMember member, LocalCounters.Limits limits) {
    return of(member, limits, "counts");
  }

  /** The same beside others in one cluster, who tell of something else. */
  static HazelcastCounters of(ClusterMember member, LocalCounters.Limits limits, String subject) {
    return new HazelcastCounters(member, limits, subject);
  }

  @Override
  public void add(String key, long amount, Instant at) {
    newest.accumulateAndGet(at.getEpochSecond(), Math::max);
    own.add(key, amount, at);
    fresh.add(key);
  }

  @Override
  public Count sum(String key, Duration window, Instant now) {
    Count mine = own.sum(key, window, now);
    Count theirs = others.sum(key, window, now, System.nanoTime());
    long sum =
        mine.sum() > Long.MAX_VALUE - theirs.sum() ? Long.MAX_VALUE : mine.sum() + theirs.sum();
    return new Count(sum, mine.certain() && theirs.certain());
  }

  /** Whether every member's counts are known now. */
  public boolean complete() {
    return others.complete(System.nanoTime());
  }

  /** Tells nothing more. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      var unused = topic.removeMessageListener(listening);
    } catch (RuntimeException gone) {
      LOG.log(System.Logger.Level.DEBUG, "the cluster is gone already: {0}", gone.getMessage());
    }
  }

  private void hear(byte[] sealed) {
    Optional<CountMessage> message =
        member.settings().seal().open(subject, sealed).flatMap(CountMessage::read);
    if (message.isEmpty()) {
      LOG.log(System.Logger.Level.WARNING, "a stranger, or another version, speaks of counts");
      return;
    }
    switch (message.get()) {
      case Ask(UUID whom) -> {
        if (whom.equals(member.origin())) {
          asked.set(true);
        }
      }
      case Batch batch -> {
        if (!batch.origin().equals(member.origin())) {
          others.heard(batch, System.nanoTime()).ifPresent(whom -> say(new Ask(whom)));
        }
      }
    }
  }

  private void tell() {
    try {
      // Each is said even if one is not: whoever misses a number asks for all.
      batches(asked.getAndSet(false)).forEach(this::say);
    } catch (RuntimeException broken) {
      LOG.log(System.Logger.Level.ERROR, "counts are not told", broken);
    }
  }

  private void say(CountMessage message) {
    try {
      topic.publish(member.settings().seal().seal(subject, CountMessage.write(message)));
    } catch (RuntimeException gone) {
      LOG.log(System.Logger.Level.DEBUG, "counts are not told: {0}", gone.getMessage());
    }
  }

  private List<Batch> batches(boolean all) {
    List<Series> series = new ArrayList<>();
    for (String key : all ? own.keys() : List.copyOf(fresh)) {
      // Taken out first: what is added from here on makes it fresh again.
      fresh.remove(key);
      Optional<Kept> kept = own.kept(key);
      kept.ifPresent(each -> series.add(new Series(member.origin(), key, each)));
    }
    if (all) {
      series.addAll(others.series());
    }
    List<Batch> batches = new ArrayList<>();
    for (int from = 0; from == 0 || from < series.size(); from += MOST_SERIES) {
      int to = Math.min(series.size(), from + MOST_SERIES);
      number++;
      batches.add(
          new Batch(
              member.origin(),
              member.settings().self(),
              number,
              all && from == 0,
              all && to == series.size(),
              newest.get(),
              own.forgotten(),
              all && from == 0 ? others.known() : List.of(),
              series.subList(from, to)));
    }
    return batches;
  }
}
