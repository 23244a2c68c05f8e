package org.lockkeeper.proxy.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.lockkeeper.proxy.cluster.CountMessage.Batch;
import org.lockkeeper.proxy.cluster.CountMessage.Known;
import org.lockkeeper.proxy.cluster.CountMessage.Series;
import org.lockkeeper.shared.Counters.Count;
import org.lockkeeper.shared.LocalCounters;

/**
 * What the other members counted, as far as it was heard. Batches are numbered, so it knows when it
 * has missed one; then it is uncertain until that member has told everything again. What a member
 * counted outlives it here.
 *
 * <p>Does no input or output and has no clock: time comes in with each call. Safe for many threads.
 */
final class CountLedger {

  /** Members that came and went; far more than restarts within a month. */
  private static final int MOST_PEERS = 256;

  private final UUID self;
  private final List<String> others;
  private final LocalCounters.Limits limits;
  private final Duration fresh;
  private final Map<UUID, CountPeer> peers = new ConcurrentHashMap<>();

  /** Up to which second something of a member that was put away may be missing. */
  private volatile long dropped = Long.MIN_VALUE;

  /**
   * An empty one.
   *
   * @param self what this member is called: it knows best what it counted itself
   * @param others the configured members but this one
   * @param fresh how long a member's last word is good
   */
  CountLedger(UUID self, List<String> others, LocalCounters.Limits limits, Duration fresh) {
    this.self = self;
    this.others = List.copyOf(others);
    this.limits = limits;
    this.fresh = fresh;
  }

  /**
   * Takes in what a member said.
   *
   * @param nanos the moment, by a clock that only goes forward
   * @return whom to ask for all it has
   */
  Optional<UUID> heard(Batch batch, long nanos) {
    for (Known known : batch.known()) {
      if (!known.origin().equals(self)) {
        peer(known.origin()).inherits(known);
      }
    }
    CountPeer sender = peer(batch.origin());
    Optional<UUID> ask = sender.heard(batch, nanos);
    for (Series series : batch.series()) {
      if (!series.origin().equals(batch.origin()) && !series.origin().equals(self)) {
        peer(series.origin()).inherits(series);
      }
    }
    return ask;
  }

  /** What the others counted; certain if all of them are there and nothing of it is missing. */
  Count sum(String key, Duration window, Instant now, long nanos) {
    long sum = 0;
    boolean certain = dropped <= LocalCounters.Span.of(window, now).after() && complete(nanos);
    for (CountPeer peer : peers.values()) {
      Count theirs = peer.sum(key, window, now);
      sum = sum > Long.MAX_VALUE - theirs.sum() ? Long.MAX_VALUE : sum + theirs.sum();
      certain &= theirs.certain();
    }
    return new Count(sum, certain);
  }

  /** Whether every other member was heard of just now and has told all it has. */
  boolean complete(long nanos) {
    return others.stream()
        .allMatch(
            address ->
                peers.values().stream()
                    .anyMatch(peer -> peer.completeAt(address, nanos, fresh.toNanos())));
  }

  /** Of whom there are series. */
  List<Known> known() {
    List<Known> known = new ArrayList<>();
    peers.forEach((origin, peer) -> known.add(peer.known(origin)));
    return known;
  }

  /** All series there are. */
  List<Series> series() {
    List<Series> series = new ArrayList<>();
    peers.forEach((origin, peer) -> series.addAll(peer.series(origin)));
    return series;
  }

  private CountPeer peer(UUID origin) {
    CountPeer peer = peers.get(origin);
    if (peer != null) {
      return peer;
    }
    if (peers.size() >= MOST_PEERS) {
      peers.entrySet().stream()
          .min(Comparator.comparingLong(each -> each.getValue().newest()))
          .ifPresent(
              oldest -> {
                dropped = Math.max(dropped, oldest.getValue().newest());
                peers.remove(oldest.getKey());
              });
    }
    return peers.computeIfAbsent(origin, _ -> new CountPeer(limits));
  }
}
