package org.lockkeeper.proxy.console;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the console listens and how long it trusts a browser.
 *
 * @param address the address to bind, {@code 127.0.0.1} by default
 * @param port the port to bind; 0 takes any free one
 * @param names host names people reach it by, besides the loopback names and the address itself;
 *     every other name in a request is refused, so that a web page cannot reach the console through
 *     a name of its own (DNS rebinding)
 * @param tls whether people reach it through TLS, as behind a front that ends it; then cookies are
 *     only ever sent over TLS
 * @param request the largest request in bytes: a message to inspect, as large as the gate takes one
 * @param idle how long a log-in lasts without a request
 */
public record ConsoleSettings(
    String address, int port, Set<String> names, boolean tls, long request, Duration idle) {

  /** Long enough to read a thread, short enough for a desk left alone. */
  public static final Duration DEFAULT_IDLE = Duration.ofMinutes(30);

  /** As much as the gate takes of a message by default. */
  public static final long DEFAULT_REQUEST = 1 << 20;

  public ConsoleSettings {
    Objects.requireNonNull(address, "address");
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
    }
    names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    names = Set.copyOf(names);
    if (!idle.isPositive()) {
      throw new IllegalArgumentException("a log-in lasts longer than nothing");
    }
  }

  /** On loopback only, without TLS. */
  public static ConsoleSettings loopback(int port) {
    return new ConsoleSettings("127.0.0.1", port, Set.of(), false, DEFAULT_REQUEST, DEFAULT_IDLE);
  }
}
