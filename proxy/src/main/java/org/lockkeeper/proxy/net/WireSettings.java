package org.lockkeeper.proxy.net;

import java.time.Duration;

/**
 * Every limit of the wire. Nothing here is without a bound: at the last one the gateway refuses or
 * stops reading, and never grows.
 *
 * @param threads event loops; one a core, since they never block
 * @param maxConnections client connections at once; one more is closed as it comes
 * @param heldBytes bytes of bodies in memory at once, over all connections, for judging and for
 *     copies of answers; a request that does not fit is answered 503
 * @param copyBytes the longest answer to a judged request that is copied, to read its id
 * @param head limits of a message's head
 * @param timeouts how long each step may take
 * @param pool how connections to services are kept
 */
public record WireSettings(
    int threads,
    int maxConnections,
    long heldBytes,
    int copyBytes,
    HeadLimits head,
    Timeouts timeouts,
    Pool pool) {

  /**
   * The defaults: one loop a core; 10,000 connections, under the usual 16,384 open files with one
   * upstream connection for many; 256 MiB held.
   */
  public static final WireSettings DEFAULTS =
      new WireSettings(
          Runtime.getRuntime().availableProcessors(),
          10_000,
          256L << 20,
          1 << 20,
          HeadLimits.DEFAULTS,
          Timeouts.DEFAULTS,
          Pool.DEFAULTS);

  public WireSettings {
    atLeastOne(threads, "threads");
    atLeastOne(maxConnections, "maxConnections");
    atLeastOne(heldBytes, "heldBytes");
    atLeastOne(copyBytes, "copyBytes");
  }

  /** These settings with other timeouts. */
  public WireSettings with(Timeouts other) {
    return new WireSettings(threads, maxConnections, heldBytes, copyBytes, head, other, pool);
  }

  /** These settings with other limits of a head. */
  public WireSettings with(HeadLimits other) {
    return new WireSettings(threads, maxConnections, heldBytes, copyBytes, other, timeouts, pool);
  }

  /** These settings with another pool. */
  public WireSettings with(Pool other) {
    return new WireSettings(threads, maxConnections, heldBytes, copyBytes, head, timeouts, other);
  }

  /** These settings with other bounds on connections and held bytes. */
  public WireSettings withBounds(int connections, long bytes) {
    return new WireSettings(threads, connections, bytes, copyBytes, head, timeouts, pool);
  }

  /**
   * Limits of a message's head, requests and responses alike.
   *
   * @param line bytes of the first line; longer than any URL a client of chat makes
   * @param bytes bytes of all fields; room for the cookies of single sign-on
   * @param fields how many fields
   */
  public record HeadLimits(int line, int bytes, int fields) {
    /** 8 KiB, 32 KiB, 100 fields: what the usual servers take. */
    public static final HeadLimits DEFAULTS = new HeadLimits(8 << 10, 32 << 10, 100);

    public HeadLimits {
      atLeastOne(line, "line");
      atLeastOne(bytes, "bytes");
      atLeastOne(fields, "fields");
    }
  }

  /**
   * How long each step may take. They are looked at several times a second, not to the millisecond.
   *
   * @param handshake a TLS handshake, either side
   * @param idle a kept connection without a request
   * @param head from the first byte of a request to the end of its head
   * @param body between two parts of a body, either way
   * @param held from the head to the end of a body that is held; slow senders get 408
   * @param judging until the ruling; then 504
   * @param connect a connection to the service; then 504
   * @param response from the end of the request to the head of the service's answer; then 504
   * @param taking a client that does not take its answer is cut off
   * @param drain what is in flight at close may take so long
   */
  public record Timeouts(
      Duration handshake,
      Duration idle,
      Duration head,
      Duration body,
      Duration held,
      Duration judging,
      Duration connect,
      Duration response,
      Duration taking,
      Duration drain) {

    /** What the usual reverse proxies take, and what long-polling clients need. */
    public static final Timeouts DEFAULTS =
        new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(75),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20));

    /** The shortest of all: the clock that watches them must tick faster. */
    Duration shortest() {
      Duration shortest = idle;
      for (Duration one :
          new Duration[] {head, body, held, judging, response, taking, handshake, connect}) {
        shortest = one.compareTo(shortest) < 0 ? one : shortest;
      }
      return shortest;
    }
  }

  /**
   * How connections to services are kept.
   *
   * @param idle how many idle ones, for each service and event loop
   * @param maxIdle how long an idle one is trusted; shorter than the services' own keep-alive (5 s
   *     at the strictest usual one), so that a request seldom meets a closing connection
   */
  public record Pool(int idle, Duration maxIdle) {
    /** 256 connections, 4 s. */
    public static final Pool DEFAULTS = new Pool(256, Duration.ofSeconds(4));
  }

  private static void atLeastOne(long value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, not " + value);
    }
  }
}
