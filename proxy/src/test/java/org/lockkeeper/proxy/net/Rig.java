package org.lockkeeper.proxy.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.lockkeeper.proxy.codec.Route;
import org.lockkeeper.proxy.tls.ServerIdentity;

/** A wire under test: one listener on loopback, one route {@code chat.test}, a fake exchange. */
final class Rig implements AutoCloseable {

  /** Limits that make a test of lateness quick. */
  static final WireSettings QUICK = settings(Duration.ofSeconds(20));

  final FakeExchange exchange = new FakeExchange();
  final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  final Wire wire;
  final HttpListener listener;

  Rig(URI upstream) throws IOException {
    this(upstream, QUICK);
  }

  Rig(URI upstream, WireSettings settings) throws IOException {
    this(upstream, settings, Optional.empty(), Route.Leg.VERIFIED);
  }

  Rig(URI upstream, WireSettings settings, Optional<ServerIdentity> identity, Route.Leg leg)
      throws IOException {
    Leaks.watch();
    wire = Wire.open(settings, new Events());
    listener =
        wire.listen(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            identity,
            RouteTable.of(List.of(new Route("chat.test", upstream, exchange, leg))));
  }

  static WireSettings settings(Duration all) {
    Duration drain = Duration.ofSeconds(2);
    return new WireSettings(
        2,
        1000,
        64 << 20,
        1 << 20,
        WireSettings.HeadLimits.DEFAULTS,
        new WireSettings.Timeouts(all, all, all, all, all, all, all, all, all, drain),
        WireSettings.Pool.DEFAULTS);
  }

  RawClient client() throws IOException {
    return new RawClient(listener.address());
  }

  /** A request of one line and a few fields. */
  static String request(String line, String... fields) {
    StringBuilder text = new StringBuilder(line).append(" HTTP/1.1\r\nHost: chat.test\r\n");
    for (String field : fields) {
      text.append(field).append("\r\n");
    }
    return text.append("\r\n").toString();
  }

  static String post(String path, String body, String... fields) {
    String[] all = new String[fields.length + 1];
    System.arraycopy(fields, 0, all, 0, fields.length);
    all[fields.length] = "Content-Length: " + body.length();
    return request("POST " + path, all) + body;
  }

  static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  @Override
  public void close() {
    wire.close();
  }

  private final class Events implements WireEvents {
    @Override
    public void refused(Refusal why) {
      events.add("refused: " + why);
    }

    @Override
    public void tlsFailed(String peer, String why) {
      events.add("tls: " + why);
    }

    @Override
    public void upstreamFailed(String host, String why) {
      events.add("upstream: " + why);
    }

    @Override
    public void broken(Throwable fault) {
      events.add("broken: " + fault);
    }
  }
}
