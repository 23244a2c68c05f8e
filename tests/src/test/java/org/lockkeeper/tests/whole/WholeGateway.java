package org.lockkeeper.tests.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.archive.record.ArchiveRecord.Answered;
import org.lockkeeper.archive.record.ArchiveRecord.Judged;
import org.lockkeeper.archive.record.ArchiveRecord.Unread;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.proxy.app.ConfigReader;
import org.lockkeeper.proxy.app.Gateway;
import org.lockkeeper.tests.Needs;
import org.lockkeeper.tests.service.Account;
import org.lockkeeper.tests.service.FictionalService;

/**
 * A gateway in this process, both services behind it played by one fictional service. May be
 * stopped and started again over the same data.
 */
final class WholeGateway implements AutoCloseable {

  /** Far more than anything here takes, so that only a hang is red. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path folder;
  private final FictionalService service;
  private Gateway gateway;
  private SSLContext trust;
  private boolean serviceEnded;

  private WholeGateway(Path folder, FictionalService service) throws IOException {
    this.folder = folder;
    this.service = service;
    gateway = Gateway.start(ConfigReader.read(folder.resolve("lockkeeper.yaml")), data());
    trust = gateway.trust();
  }

  /**
   * Starts one with a service of its own.
   *
   * @param more further sections of the configuration
   */
  static WholeGateway start(Path folder, Path rules, boolean console, String more)
      throws IOException {
    FictionalService service = FictionalService.plain("ann", "bob");
    Files.writeString(folder.resolve("lockkeeper.yaml"), yaml(service, rules, console, more));
    return new WholeGateway(folder, service);
  }

  private static String yaml(FictionalService service, Path rules, boolean console, String more) {
    var yaml = new StringBuilder("listen: { address: 127.0.0.1, port: 0 }\nservices:\n");
    for (Form form : Form.values()) {
      yaml.append("- service: %s\n".formatted(form.service()));
      yaml.append("  host: %s\n".formatted(form.host()));
      yaml.append("  upstream: %s\n".formatted(service.address()));
    }
    yaml.append("policy: { rules: %s }\n".formatted(rules));
    yaml.append("console: { enabled: %s, port: 0 }\n".formatted(console));
    return yaml.append(more).toString();
  }

  /** The rules that are shipped. */
  static Path shippedRules() {
    return Needs.project().resolve("rules");
  }

  Path data() {
    return folder.resolve("data");
  }

  FictionalService service() {
    return service;
  }

  Gateway gateway() {
    return gateway;
  }

  Account ann() {
    return service.accounts().getFirst();
  }

  Account bob() {
    return service.accounts().getLast();
  }

  /** The service goes down for good. */
  void serviceEnds() {
    if (!serviceEnded) {
      serviceEnded = true;
      service.close();
    }
  }

  /** Stops it, lets something happen to its data, and starts it again. */
  void restart(Runnable between) throws IOException {
    gateway.close();
    between.run();
    gateway = Gateway.start(ConfigReader.read(folder.resolve("lockkeeper.yaml")), data());
    trust = gateway.trust();
  }

  /** Asks over a fresh connection and reads to its end. */
  Said say(Ask ask) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(ask.bytes());
      socket.getOutputStream().flush();
      return read(socket);
    }
  }

  /** Posts a text as ann. */
  Said post(Form form, String text) throws IOException {
    return say(form.ask(ann(), text));
  }

  /** A TLS connection. */
  Socket connect() throws IOException {
    Socket socket =
        trust.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), gateway.port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  /** A connection without TLS. */
  Socket connectPlain() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    socket.setSoTimeout((int) PATIENCE.toMillis());
    return socket;
  }

  /** Everything that comes until the connection ends, however it ends. */
  static Said read(Socket socket) {
    var out = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(out);
    } catch (IOException ended) {
      // A cut connection is an end like any other; what came before it counts.
    }
    return Said.of(out.toByteArray());
  }

  /** Where the record ends now. */
  Position now() {
    return gateway.log().checkpoint().end();
  }

  /** What was recorded from a position on. */
  List<ArchiveRecord> records(Position from) {
    try (Stream<Entry> entries = gateway.log().from(from)) {
      return entries.map(Entry::record).toList();
    }
  }

  /** The only thing judged since a position. */
  Judged judged(Position from) {
    List<ArchiveRecord> found =
        records(from).stream().filter(each -> each instanceof Judged).toList();
    assertThat(found).hasSize(1);
    return (Judged) found.getFirst();
  }

  /** The only thing that could not be read since a position. */
  Unread unread(Position from) {
    List<ArchiveRecord> found =
        records(from).stream().filter(each -> !(each instanceof Answered)).toList();
    assertThat(found).singleElement().isInstanceOf(Unread.class);
    return (Unread) found.getFirst();
  }

  /** The service's answer to something judged; noted a moment after the client has it. */
  Answered answered(Position from, Judged judged) {
    return await()
        .until(
            () ->
                records(from).stream()
                    .filter(each -> each instanceof Answered && each.event().equals(judged.event()))
                    .map(Answered.class::cast)
                    .toList(),
            found -> !found.isEmpty())
        .getFirst();
  }

  /** The text of something judged, as it was written. */
  static String text(Judged judged) {
    return String.join(
        "\n",
        judged.message().action().content().parts().stream()
            .filter(part -> !part.text().isEmpty())
            .map(TextPart::text)
            .toList());
  }

  /** What the console's port answers on a path. */
  HttpResponse<String> console(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.consolePort() + path))
              .timeout(PATIENCE)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  static ConditionFactory await() {
    return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20));
  }

  @Override
  public void close() {
    try {
      gateway.close();
    } finally {
      serviceEnds();
    }
  }
}
