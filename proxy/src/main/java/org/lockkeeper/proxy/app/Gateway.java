package org.lockkeeper.proxy.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.lockkeeper.archive.Archive;
import org.lockkeeper.archive.index.Hits;
import org.lockkeeper.archive.index.Page;
import org.lockkeeper.archive.log.RecordLog;
import org.lockkeeper.archive.query.QueryFault;
import org.lockkeeper.archive.query.QueryParser;
import org.lockkeeper.archive.query.QueryText;
import org.lockkeeper.extract.TikaExtractor;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.inspect.InspectDoor;
import org.lockkeeper.proxy.app.GatewayConfig.ServiceRoute;
import org.lockkeeper.proxy.codec.Route;
import org.lockkeeper.proxy.console.Console;
import org.lockkeeper.proxy.console.ConsolePassword;
import org.lockkeeper.proxy.console.ConsoleSettings;
import org.lockkeeper.proxy.console.ParsedQuery;
import org.lockkeeper.proxy.feed.Webhooks;
import org.lockkeeper.proxy.flow.Gate;
import org.lockkeeper.proxy.flow.GateSettings;
import org.lockkeeper.proxy.flow.Meters;
import org.lockkeeper.proxy.link.Beats;
import org.lockkeeper.proxy.link.LinkLists;
import org.lockkeeper.proxy.net.HttpListener;
import org.lockkeeper.proxy.net.RouteTable;
import org.lockkeeper.proxy.net.Wire;
import org.lockkeeper.proxy.service.DescribedService;
import org.lockkeeper.proxy.service.ServiceReader;
import org.lockkeeper.proxy.tls.CertificateMint;
import org.lockkeeper.proxy.tls.ServerIdentity;
import org.lockkeeper.shared.PolicySource;

/**
 * A running gateway: listeners, gates, policy, archive and console, put together. Starts whole or
 * not at all; closes in the order in which nothing is lost: first no new requests, then those under
 * way, then the archive.
 */
public final class Gateway implements AutoCloseable {

  /** A who-am-I answer takes no longer on a healthy service, and holds no more. */
  private static final Duration LONGEST_QUESTION = Duration.ofSeconds(10);

  private static final long LARGEST_INTRODUCTION = 256 * 1024;

  private static final Duration LONGEST_CATCH_UP = Duration.ofMinutes(5);

  private final Opened opened;

  /**
   * A receiver that stands still must not fill the memory; a lost notice is on record all the same.
   */
  private static final int NOTICES_UNDER_WAY = 1000;

  private final GatewayConfig config;
  private final Archive archive;
  private final HttpListener listener;
  private final Optional<Console> console;
  private final Optional<String> freshPassword;
  private final Path authority;

  private Gateway(Opened opened, GatewayConfig config, Path data) throws IOException {
    this.opened = opened;
    this.config = config;
    InstantSource clock = InstantSource.system();
    Map<ServiceId, DescribedService> services = ServiceReader.read(config.serviceDescriptions());
    Routes.check(config.services(), services);
    Meters meters = new Meters(clock);
    Files.createDirectories(data);
    SharedPorts shared = SharedPorts.open(config, data, new PolicyNews(meters), opened);
    archive = opened.add(Archive.open(data.resolve("archive"), config.archive().limits()));
    ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    opened.add(workers::shutdownNow);
    Optional<CandidatePolicySource> candidate =
        Wiring.candidate(config, shared, data, meters, workers);
    candidate.ifPresent(opened::add);
    Webhooks notices = opened.add(new Webhooks(config.policy().told(), NOTICES_UNDER_WAY));
    LinkLists links =
        opened.add(
            LinkLists.open(
                data.resolve("urls"),
                config.links(),
                config.policy().people().domains(),
                clock,
                Beats.clock()));
    Gate.Collaborators with =
        Wiring.collaborators(
            config,
            candidate.<PolicySource>map(each -> each).orElse(shared.policy()),
            archive,
            meters,
            Wiring.world(config, shared, data, links),
            notices,
            clock,
            workers);
    Wire wire = opened.add(Wire.open(config.wire(), new WireNews(meters)));
    CertificateMint mint = new CertificateMint(data.resolve("tls"), clock, new SecureRandom());
    authority = mint.authority();
    listener =
        wire.listen(
            new InetSocketAddress(config.listen().address(), config.listen().port()),
            Optional.of(identity(mint)),
            RouteTable.of(List.of()));
    listener.routes(RouteTable.of(routes(services, with, wire)));
    Health health = new Health(config, archive, shared, links, candidate);
    Wiring.gauges(meters, archive, wire, shared);
    ConsolePassword.Loaded password = ConsolePassword.loadOrCreate(data.resolve("console"));
    freshPassword = password.freshlyMade();
    console =
        config.console().enabled()
            ? Optional.of(
                opened.add(
                    Console.start(
                        new ConsoleSettings(
                            config.console().address(),
                            config.console().port(),
                            Set.of(),
                            false,
                            config.gate().message(),
                            ConsoleSettings.DEFAULT_IDLE),
                        password.password(),
                        Gateway::parse,
                        archive.log(),
                        archive.index(),
                        meters,
                        new InspectDoor(
                            shared.policy()::current,
                            links,
                            new TikaExtractor(config.files()),
                            clock),
                        health)))
            : Optional.empty();
  }

  /**
   * Starts a gateway; when this returns it takes requests.
   *
   * @param data where the archive, keys and password are kept; made if it is not there
   * @throws org.lockkeeper.yaml.FaultyFileException if rules or descriptions have faults
   * @throws org.lockkeeper.archive.log.ArchiveFailure if the archive cannot be opened
   * @throws IOException if an address cannot be bound or a file not be read
   */
  public static Gateway start(GatewayConfig config, Path data) throws IOException {
    Opened opened = new Opened();
    try {
      return new Gateway(opened, config, data);
    } catch (IOException | RuntimeException failed) {
      opened.close();
      throw failed;
    }
  }

  /** The port clients connect to. */
  public int port() {
    return listener.address().getPort();
  }

  /** The console's port; 0 if there is no console. */
  public int consolePort() {
    return console.map(Console::port).orElse(0);
  }

  /** The password made at this start, if it was the first. */
  public Optional<String> freshPassword() {
    return freshPassword;
  }

  /** The development certificate authority's file, for clients to trust. */
  public Path authority() {
    return authority;
  }

  /** A client's trust in this gateway's development certificate. */
  public SSLContext trust() throws IOException {
    return Trust.in(authority);
  }

  /** The record. */
  public RecordLog log() {
    return archive.log();
  }

  /** Waits until a search finds everything recorded so far. */
  public boolean awaitSearchable() throws InterruptedException {
    return archive.awaitIndexed(LONGEST_CATCH_UP);
  }

  /**
   * Searches the record.
   *
   * @throws QueryFault if the query cannot be read
   */
  public Hits search(String query, int limit) {
    return archive.index().search(QueryParser.parse(query), Page.first(limit));
  }

  /** Says where everything is. */
  public void greet(PrintWriter out) {
    out.println();
    for (ServiceRoute route : config.services()) {
      out.printf(
          "  %-12s https://%s:%d  ->  %s%n",
          route.service(), route.host(), port(), route.upstream());
    }
    if (console.isPresent()) {
      out.printf("  %-12s http://%s:%d%n", "console", config.console().address(), consolePort());
      freshPassword.ifPresent(
          password ->
              out.printf(
                  "  %-12s %s   (made at this first start; it is not shown again)%n",
                  "password", password));
    }
    if (!config.archive().recording()) {
      out.println("  recording is OFF: nothing is remembered");
    }
    out.println();
    out.flush();
  }

  @Override
  public void close() {
    opened.close();
  }

  private ServerIdentity identity(CertificateMint mint) throws IOException {
    if (config.listen().certificate().isPresent()) {
      GatewayConfig.KeyFiles files = config.listen().certificate().get();
      return ServerIdentity.load(files.certificate(), files.key());
    }
    return mint.identity(config.services().stream().map(ServiceRoute::host).toList());
  }

  private List<Route> routes(
      Map<ServiceId, DescribedService> services, Gate.Collaborators with, Wire wire) {
    List<Route> routes = new ArrayList<>();
    for (ServiceRoute route : config.services()) {
      Route asking = Routes.to(route, Routes.NOBODY);
      Gate gate =
          new Gate(
              Routes.described(route, services),
              settings(route),
              with,
              request ->
                  wire.services().ask(asking, request, LONGEST_QUESTION, LARGEST_INTRODUCTION));
      routes.add(Routes.to(route, gate));
    }
    return routes;
  }

  private GateSettings settings(ServiceRoute route) {
    return new GateSettings(
        "https://" + route.host() + (port() == 443 ? "" : ":" + port()),
        route.failMode(),
        route.unknownWrites(),
        config.gate().message(),
        config.gate().upload(),
        config.gate().inline(),
        config.policy().reasonWindow());
  }

  private static ParsedQuery parse(String text) {
    try {
      var query = QueryParser.parse(text);
      return new ParsedQuery.Ok(query, QueryText.of(query));
    } catch (QueryFault fault) {
      return new ParsedQuery.Bad(fault.position().orElse(0), String.valueOf(fault.getMessage()));
    }
  }
}
