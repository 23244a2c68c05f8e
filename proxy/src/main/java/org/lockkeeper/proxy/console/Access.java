package org.lockkeeper.proxy.console;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Who may use the console: the password, the log-ins it opened, the form tokens, and the host names
 * it answers to. Safe to share.
 */
final class Access {

  /** What a guess at the password came to. */
  sealed interface Outcome {
    record Right() implements Outcome {}

    record Wrong() implements Outcome {}

    /** Not looked at, because this place guessed wrong too often. */
    record Wait(Duration time) implements Outcome {}
  }

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final ConsoleSettings settings;
  private final ConsolePassword password;
  private final Guesses guesses;
  private final LogIns logIns;
  private final FormTokens forms;
  private final SecureRandom random = new SecureRandom();
  // Every check fills 19 MiB: two at a time is as much as a gateway shall lend to strangers.
  private final Semaphore checking = new Semaphore(2);
  // The last right password under a key of this process, so that a script polling with Basic does
  // not pay Argon2 each time.
  private final FormTokens remembered;
  private volatile String lastRight = "";

  Access(ConsoleSettings settings, ConsolePassword password, InstantSource clock) {
    this.settings = settings;
    this.password = password;
    this.guesses = new Guesses(clock);
    this.logIns = new LogIns(clock, random, settings.idle());
    this.forms = new FormTokens(random);
    this.remembered = new FormTokens(random);
  }

  /** Checks a password. Slow by intention. */
  Outcome guess(InetAddress from, String guess) {
    Optional<Duration> wait = guesses.ask(from);
    if (wait.isPresent()) {
      return new Outcome.Wait(wait.get());
    }
    if (!remembered.fits(guess, lastRight)) {
      checking.acquireUninterruptibly();
      try {
        if (!password.matches(guess)) {
          return new Outcome.Wrong();
        }
      } finally {
        checking.release();
      }
      lastRight = remembered.of(guess);
    }
    guesses.right(from);
    return new Outcome.Right();
  }

  LogIns logIns() {
    return logIns;
  }

  FormTokens forms() {
    return forms;
  }

  /** A token for a browser that has none yet, to tie the log-in form to. */
  String visit() {
    return LogIns.token(random);
  }

  /** Whether cookies are only to be sent over TLS. */
  boolean tls() {
    return settings.tls();
  }

  /** Whether a Host header names this console and not some page's own name for it. */
  boolean isOurName(String hostHeader) {
    String host = hostHeader.toLowerCase(Locale.ROOT);
    int colon = host.lastIndexOf(':');
    if (colon > host.lastIndexOf(']')) {
      host = host.substring(0, colon);
    }
    return LOOPBACK.contains(host)
        || settings.names().contains(host)
        || host.equals(settings.address())
        || host.equals("[" + settings.address() + "]");
  }
}
