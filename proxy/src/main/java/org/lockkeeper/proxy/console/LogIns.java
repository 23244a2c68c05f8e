package org.lockkeeper.proxy.console;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lockkeeper.message.Digest;

/**
 * The browsers that are logged in. Kept in memory only: a restart logs everybody out. At most
 * {@value #MOST} at a time; one more ends the one unused for longest. Safe to share.
 */
final class LogIns {

  static final int MOST = 256;
  // Whatever the activity, a day's work is the longest one password entry lasts.
  static final Duration LONGEST = Duration.ofHours(12);

  private final InstantSource clock;
  private final SecureRandom random;
  private final Duration idle;
  // Looked up by digest, so that the time a look-up takes says nothing about a token; ordered by
  // last use.
  private final Map<Digest, Times> open = new LinkedHashMap<>(16, 0.75f, true);

  LogIns(InstantSource clock, SecureRandom random, Duration idle) {
    this.clock = clock;
    this.random = random;
    this.idle = idle;
  }

  /** Starts a log-in; gives the token its browser shall show, 256 random bits. */
  synchronized String open() {
    Instant now = clock.instant();
    open.values().removeIf(times -> over(times, now));
    while (open.size() >= MOST) {
      open.remove(open.keySet().iterator().next());
    }
    String token = token(random);
    open.put(key(token), new Times(now, now));
    return token;
  }

  /** Whether a token is of a log-in that still holds; if so, its idle time starts anew. */
  synchronized boolean holds(String token) {
    Instant now = clock.instant();
    Digest key = key(token);
    Times times = open.get(key);
    if (times == null) {
      return false;
    }
    if (over(times, now)) {
      open.remove(key);
      return false;
    }
    open.put(key, new Times(times.opened, now));
    return true;
  }

  /** Ends a log-in, if there is one with this token. */
  synchronized void close(String token) {
    open.remove(key(token));
  }

  /** 256 random bits in letters a cookie may carry. */
  static String token(SecureRandom random) {
    byte[] bits = new byte[32];
    random.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  private boolean over(Times times, Instant now) {
    return !now.isBefore(times.used.plus(idle)) || !now.isBefore(times.opened.plus(LONGEST));
  }

  private static Digest key(String token) {
    return Digest.of(token.getBytes(StandardCharsets.UTF_8));
  }

  private record Times(Instant opened, Instant used) {}
}
