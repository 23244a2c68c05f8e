package org.lockkeeper.tests.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * What load to put on a server.
 *
 * @param server where it listens; loopback only, because a load on someone else is an attack
 * @param host the name asked for, in TLS and in the Host header
 * @param trusted the certificate authority the server must prove itself by, PEM
 * @param connections how many are kept open
 * @param rate requests a second over all connections, each due at its own moment whatever came
 *     before (open loop); empty: each connection sends as soon as it has its answer (closed loop)
 * @param warmUp how long before counting starts
 * @param counted how long is counted
 */
public record LoadPlan(
    InetSocketAddress server,
    String host,
    Path trusted,
    int connections,
    OptionalInt rate,
    Duration warmUp,
    Duration counted) {

  public LoadPlan {
    if (!server.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException("only loopback takes load from here, not " + server);
    }
    if (connections < 1 || counted.isNegative() || counted.isZero() || warmUp.isNegative()) {
      throw new IllegalArgumentException("at least one connection and some time");
    }
    if (rate.isPresent() && rate.getAsInt() < 1) {
      throw new IllegalArgumentException("a rate is at least one a second");
    }
  }

  /** A loopback address. */
  public static InetSocketAddress loopback(int port) {
    try {
      return new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
    } catch (UnknownHostException impossible) {
      throw new AssertionError("an address needs no name service", impossible);
    }
  }
}
