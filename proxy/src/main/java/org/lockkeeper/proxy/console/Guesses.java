package org.lockkeeper.proxy.console;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down guessing of the password. After {@value #FREE} wrong guesses from one place it has to
 * wait, a second at first, twice as long after each further one, five minutes at most; a right one
 * clears it. Remembers at most {@value #PLACES} places. Safe to share.
 */
final class Guesses {

  static final int FREE = 5;
  static final int PLACES = 1024;
  static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  // After this long without a guess a place starts afresh.
  private static final Duration MEMORY = Duration.ofMinutes(30);

  private static final Wrong NONE = new Wrong(0, Instant.EPOCH);

  private final InstantSource clock;
  private final Map<String, Wrong> wrong = new LinkedHashMap<>(16, 0.75f, true);

  Guesses(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Asks to guess once. Empty if the place may; then the guess already counts as wrong until {@link
   * #right} says otherwise, so that guesses made at the same time do not slip past the limit.
   * Otherwise how long the place must still wait.
   */
  synchronized Optional<Duration> ask(InetAddress from) {
    Instant now = clock.instant();
    String place = place(from);
    Wrong so = wrong.getOrDefault(place, NONE);
    if (so.count >= FREE) {
      Duration left = Duration.between(now, so.last.plus(pause(so.count)));
      if (left.isPositive()) {
        return Optional.of(left);
      }
    }
    wrong.values().removeIf(other -> other.last.plus(MEMORY).isBefore(now));
    while (wrong.size() >= PLACES) {
      wrong.remove(wrong.keySet().iterator().next());
    }
    wrong.merge(place, new Wrong(1, now), (old, _) -> new Wrong(old.count + 1, now));
    return Optional.empty();
  }

  /** The last guess was right. */
  synchronized void right(InetAddress from) {
    wrong.remove(place(from));
  }

  private static Duration pause(int count) {
    Duration pause = Duration.ofSeconds(1L << Math.min(count - FREE, 20));
    return pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT;
  }

  /** An IPv6 host has a /64 of addresses to guess from, so that is one place (RFC 4291 §2.5.4). */
  private static String place(InetAddress from) {
    byte[] address = from.getAddress();
    return HexFormat.of()
        .formatHex(from instanceof Inet6Address ? Arrays.copyOf(address, 8) : address);
  }

  private record Wrong(int count, Instant last) {}
}
