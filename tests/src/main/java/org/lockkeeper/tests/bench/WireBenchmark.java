package org.lockkeeper.tests.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.lockkeeper.tests.load.ChatTexts;
import org.lockkeeper.tests.load.LoadGenerator;
import org.lockkeeper.tests.load.LoadPlan;
import org.lockkeeper.tests.load.LoadResult;
import org.lockkeeper.tests.load.Requests;
import org.lockkeeper.tests.process.GatewayProcess;
import org.lockkeeper.tests.process.GatewaySettings;
import org.lockkeeper.tests.process.GatewaySettings.Served;
import org.lockkeeper.tests.process.Nginx;
import org.lockkeeper.tests.process.ProcessTree;
import org.lockkeeper.tests.service.Json;
import org.lockkeeper.tests.tls.TestAuthority;

/**
 * What the gateway costs on the wire, against nginx as a TLS reverse proxy before the same service,
 * in turn, round after round, so that every round gives one paired ratio. The machine's speed
 * changes by the hour; ratios within a round do not.
 *
 * <p>{@code WireBenchmark [--rounds N] [--seconds N] [--launcher FILE | --against nginx]}: JSON
 * lines and then a Markdown table on standard output. Ends by itself and everything it started.
 */
public final class WireBenchmark {

  private static final int SATURATION = 64;
  private static final int CROWD = 1024;
  private static final int STEADY_RATE = 1000;
  private static final int TEXTS = 4096;
  private static final int SYNCS = 500;
  private static final Duration WARM_UP = Duration.ofSeconds(2);

  private final Path folder;
  private final WireOptions options;
  private final PrintStream out;
  private final TestAuthority authority;
  private final Requests requests;
  private final List<String> table = new ArrayList<>();

  private WireBenchmark(Path folder, WireOptions options, PrintStream out) throws IOException {
    this.folder = folder;
    this.options = options;
    this.out = out;
    this.authority = TestAuthority.in(folder.resolve("certificates"));
    this.requests = posts(ChatTexts.some(options.project(), TEXTS));
  }

  /** Runs it in a folder of its own under the temporary folder, which stays for a look. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("lockkeeper-bench-");
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    run(folder, WireOptions.parse(arguments), out);
  }

  /** Runs it. */
  static void run(Path folder, WireOptions options, PrintStream out) throws Exception {
    new WireBenchmark(folder, options, out).run();
  }

  private void run() throws IOException, InterruptedException {
    try (Nginx service = Nginx.service(folder.resolve("service"), POST_ANSWER, WHO_AM_I);
        Nginx nginx = Nginx.proxy(folder.resolve("nginx"), authority, service.port())) {
      Peer plain = new Peer("nginx", nginx.port(), nginx.tree());
      try (Running quiet = second("recording-off", service.port(), false)) {
        warm(quiet.peer());
        compare("saturation", plain, quiet.peer(), SATURATION, OptionalInt.empty());
        try (Running recording = second("recording-on", service.port(), true)) {
          warm(recording.peer());
          compare("crowd", quiet.peer(), recording.peer(), CROWD, OptionalInt.empty());
          steady(plain, recording.peer());
          steady(quiet.peer(), recording.peer());
        }
      }
    }
    out.println();
    out.println(
        "| mode | of | to | req/s ratio | CPU ratio | more CPU µs/req | more p50 µs | more p99 µs |");
    out.println("|---|---|---|---|---|---|---|---|");
    table.forEach(out::println);
  }

  /** The open loop with what a bare sync costs, measured between its rounds. */
  private void steady(Peer plain, Peer gateway) throws IOException, InterruptedException {
    Histogram grown = Sync.measure(folder, SYNCS, false);
    Histogram preallocated = Sync.measure(folder, SYNCS, true);
    List<Round> rounds = compare("steady", plain, gateway, SATURATION, OptionalInt.of(STEADY_RATE));
    grown.add(Sync.measure(folder, SYNCS, false));
    preallocated.add(Sync.measure(folder, SYNCS, true));
    double one = grown.getValueAtPercentile(50) / 1e3;
    double fitted = preallocated.getValueAtPercentile(50) / 1e3;
    double more = median(rounds, round -> round.moreMicros(50));
    out.printf(
        Locale.ROOT,
        "{\"mode\":\"fdatasync\",\"against\":\"%s\",\"appended_p50_us\":%.1f,\"preallocated_p50_us\":%.1f,"
            + "\"added_p50_us\":%.1f,\"in_syncs\":%.2f}%n",
        plain.name(),
        one,
        fitted,
        more,
        more / one);
  }

  private List<Round> compare(String mode, Peer one, Peer other, int connections, OptionalInt rate)
      throws IOException, InterruptedException {
    List<Round> rounds = new ArrayList<>();
    for (int number = 1; number <= options.rounds(); number++) {
      LoadResult first = measure(mode, one, connections, rate, number);
      LoadResult second = measure(mode, other, connections, rate, number);
      rounds.add(new Round(first, second));
    }
    table.add(
        String.format(
            Locale.ROOT,
            "| %s, %d connections | %s | %s | %.3f | %.2f | %.1f | %.0f | %.0f |",
            mode,
            connections,
            other.name(),
            one.name(),
            median(rounds, Round::rateRatio),
            median(rounds, Round::cpuRatio),
            median(rounds, Round::moreCpuMicros),
            median(rounds, round -> round.moreMicros(50)),
            median(rounds, round -> round.moreMicros(99))));
    return rounds;
  }

  private LoadResult measure(String mode, Peer peer, int connections, OptionalInt rate, int round)
      throws IOException, InterruptedException {
    LoadResult result =
        LoadGenerator.run(
            plan(peer, connections, rate, options.length()), requests, peer.tree()::cpu);
    out.println(result.json(peer.name(), mode, round));
    return result;
  }

  /**
   * With few and with many connections, as it is measured: compiling, which costs more than the
   * work while it lasts, must be over.
   */
  private void warm(Peer peer) throws IOException, InterruptedException {
    Duration half = options.warmUp().dividedBy(2);
    for (int connections : new int[] {SATURATION, CROWD}) {
      LoadGenerator.run(
          plan(peer, connections, OptionalInt.empty(), half), requests, peer.tree()::cpu);
    }
  }

  private LoadPlan plan(Peer peer, int connections, OptionalInt rate, Duration counted) {
    return new LoadPlan(
        LoadPlan.loopback(peer.port()),
        "localhost",
        authority.rootFile(),
        connections,
        rate,
        WARM_UP,
        counted);
  }

  private Running second(String name, int upstream, boolean record) throws IOException {
    Path own = folder.resolve(name);
    if (options.launcher().isEmpty()) {
      Nginx again = Nginx.proxy(own, authority, upstream);
      return new Running(new Peer("nginx-" + name, again.port(), again.tree()), again);
    }
    var settings =
        GatewaySettings.fresh(
            options.project().resolve("rules").toAbsolutePath(),
            Optional.of(authority),
            Served.plain("mattermost", "localhost", URI.create("http://127.0.0.1:" + upstream)));
    var gateway =
        GatewayProcess.launch(
            options.launcher().get(), record ? settings : settings.notRecording(), own);
    return new Running(new Peer("gateway-" + name, settings.port(), gateway.tree()), gateway);
  }

  private record Peer(String name, int port, ProcessTree tree) {}

  private record Running(Peer peer, AutoCloseable what) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      try {
        what.close();
      } catch (IOException | RuntimeException failed) {
        throw failed;
      } catch (Exception failed) {
        throw new IOException(failed);
      }
    }
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> of) {
    double[] sorted = rounds.stream().mapToDouble(of).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Every request a Mattermost post with its own text; made before, so that sending is cheap. */
  private static Requests posts(List<ChatTexts.Message> texts) {
    List<byte[]> made = texts.stream().map(text -> post(text.text()).getBytes(UTF_8)).toList();
    return number -> made.get((int) (number % made.size()));
  }

  private static String post(String text) {
    String body =
        Json.object()
            .put("channel_id", "c".repeat(26))
            .put("message", text)
            .put("root_id", "")
            .put("pending_post_id", "ann:1732268467398")
            .toString();
    return "POST /api/v4/posts HTTP/1.1\r\nHost: localhost\r\nUser-Agent: load\r\n"
        + "Authorization: Bearer token-of-ann\r\nContent-Type: application/json\r\n"
        + "Accept: application/json\r\nContent-Length: "
        + body.getBytes(UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  private static final String WHO_AM_I =
      Json.object().put("id", "a".repeat(26)).put("username", "ann").toString();

  /** About 600 bytes, as a Mattermost server answers to a short post. */
  private static final String POST_ANSWER =
      Json.object()
          .put("id", "p".repeat(26))
          .put("create_at", 1_732_268_467_398L)
          .put("update_at", 1_732_268_467_398L)
          .put("edit_at", 0)
          .put("delete_at", 0)
          .put("is_pinned", false)
          .put("user_id", "a".repeat(26))
          .put("channel_id", "c".repeat(26))
          .put("root_id", "")
          .put("original_id", "")
          .put("message", "Build 4.18.2 is on staging, please run the smoke checks. ".repeat(3))
          .put("type", "")
          .put("hashtags", "")
          .put("pending_post_id", "ann:1732268467398")
          .put("reply_count", 0)
          .put("last_reply_at", 0)
          .toString();
}
