package org.lockkeeper.proxy.app.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.lockkeeper.archive.index.Hits;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.proxy.app.Gateway;
import org.lockkeeper.proxy.app.GatewayConfig;
import org.lockkeeper.proxy.app.GatewayConfig.ServiceRoute;
import org.lockkeeper.proxy.app.Shutdown;
import org.lockkeeper.proxy.codec.Route;
import org.lockkeeper.proxy.flow.FailMode;
import org.lockkeeper.proxy.flow.UnknownWrites;

/**
 * A gateway, the make-believe services behind it and the people in front of it. The two services
 * are told apart by the two names every machine has for itself, so that nothing needs to be set up:
 * {@code localhost} is the Mattermost, {@code 127.0.0.1} the Mastodon.
 */
public final class DemoSession implements AutoCloseable {

  private static final List<String> SEARCHES =
      List.of("scale*", "\"lot 1\"", "verdict:block", "channel:engineering AND release*");
  private static final int SHOWN = 3;

  /**
   * A folder of this name inside the data folder says that it is the demonstration's and may be
   * emptied.
   */
  private static final String MARK = "demonstration";

  private final DemoUpstream upstream;
  private final Gateway gateway;
  private final PrintWriter out;
  private final long start;
  private final boolean json;

  private DemoSession(
      DemoUpstream upstream, Gateway gateway, PrintWriter out, long start, boolean json) {
    this.upstream = upstream;
    this.gateway = gateway;
    this.out = out;
    this.start = start;
    this.json = json;
  }

  /**
   * Starts services and gateway.
   *
   * @param data a folder of its own; what an earlier demonstration left there is removed
   * @param once whether this ends by itself: then any free ports do
   */
  public static DemoSession start(GatewayConfig config, Path data, boolean once, PrintWriter out)
      throws IOException {
    long start = System.nanoTime();
    empty(data);
    DemoUpstream upstream = DemoUpstream.start();
    List<ServiceRoute> routes =
        List.of(
            route("mattermost", "localhost", upstream.address()),
            route("mastodon", "127.0.0.1", upstream.address()));
    Gateway gateway =
        Gateway.start(
            config.with(
                routes, once ? 0 : config.listen().port(), once ? 0 : config.console().port()),
            data);
    return new DemoSession(upstream, gateway, out, start, once);
  }

  /**
   * Sends the chat, searches, and says what came of it; false if anything is missing from the
   * record.
   */
  public boolean play() throws IOException, InterruptedException {
    out.println(
        "A make-believe workplace, two services, one gateway between. What becomes of each message:");
    out.println();
    DemoTally tally =
        new Demonstration(gateway.log(), out)
            .run(gateway.trust(), address("localhost"), address("127.0.0.1"));
    out.println();
    out.println(tally.words());
    out.println();
    gateway.awaitSearchable();
    for (String search : SEARCHES) {
      tally.found(show(search));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    if (json) {
      out.println(tally.json(took));
    }
    out.flush();
    return tally.whole();
  }

  /** Stays up for people to try, until the process is stopped. */
  public void stay() throws InterruptedException {
    URI chat = address("localhost");
    out.println();
    out.println("The gateway stays up; stop it with Ctrl-C.");
    out.println();
    out.println("  chat through it in a browser:  " + chat + "/");
    out.println("  (its certificate is a development one; its CA is " + gateway.authority() + ")");
    out.println("  the same with curl:");
    out.println(
        "    TOKEN=$(curl -s --cacert "
            + gateway.authority()
            + " -D - -o /dev/null -d '{\"login_id\":\"ann\",\"password\":\"demo\"}' -H 'Content-Type: application/json' "
            + chat
            + "/api/v4/users/login | tr -d '\\r' | awk 'tolower($1)==\"token:\"{print $2}')");
    out.println(
        "    curl --cacert "
            + gateway.authority()
            + " -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' \\");
    out.println(
        "      -d '{\"channel_id\":\"town-square\",\"message\":\"my card is 4111 1111 1111 1111\"}' "
            + chat
            + "/api/v4/posts");
    gateway.greet(out);
    out.flush();
    Shutdown.then(this);
    Shutdown.await();
  }

  private long show(String search) {
    Hits hits = gateway.search(search, SHOWN);
    out.printf("search  %-34s %d found%n", search, hits.total());
    return hits.total();
  }

  private URI address(String host) {
    return URI.create("https://" + host + ":" + gateway.port());
  }

  private static ServiceRoute route(String service, String host, URI upstream) {
    return new ServiceRoute(
        new ServiceId(service),
        host,
        upstream,
        Route.Leg.VERIFIED,
        FailMode.REFUSE,
        UnknownWrites.PASS);
  }

  private static void empty(Path data) throws IOException {
    Path mark = data.resolve(MARK);
    if (Files.exists(mark)) {
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (UncheckedIOException unreadable) {
        throw unreadable.getCause();
      }
    } else if (Files.exists(data)) {
      throw new IOException(data + " is not a demonstration's folder; name another with --data");
    }
    Files.createDirectories(data);
    Files.createFile(mark);
  }

  @Override
  public void close() {
    gateway.close();
    upstream.close();
  }
}
