package org.lockkeeper.proxy.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.query.Query;
import org.lockkeeper.extract.Extracted;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Inspector;
import org.lockkeeper.policy.inspect.InspectDoor;
import org.lockkeeper.proxy.flow.Meters;

/** A console really listening on a free port, over fakes, and a browser's manners to talk to it. */
final class StartedConsole implements AutoCloseable {
  static final String PASSWORD = "open" + "-the-" + "lock";

  static final int LARGEST_REQUEST = 1 << 16;

  // Hashing takes a while by intention; one hash serves every test.
  private static final ConsolePassword HASH = ConsolePassword.of(PASSWORD);
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

  final FakeLog log = new FakeLog();
  final FakeIndex index = new FakeIndex(log);
  final TestClock clock = new TestClock();
  final Meters meters = new Meters(clock);
  volatile Inspector policy = (event, facts) -> Decision.allow(Fiction.POLICY);
  volatile GatewayHealth health = health(GatewayHealth.Status.OK);

  private final Console console;
  private final HttpClient client = HttpClient.newHttpClient();

  StartedConsole() {
    this(
        new ConsoleSettings(
            "127.0.0.1",
            0,
            Set.of("console.example"),
            false,
            LARGEST_REQUEST,
            Duration.ofMinutes(30)));
  }

  StartedConsole(ConsoleSettings settings) {
    console =
        Console.start(
            settings,
            new Access(settings, HASH, clock),
            new Archive(log, index, StartedConsole::parse),
            meters,
            new InspectDoor(() -> policy, () -> LinkKnowledge.NONE, StartedConsole::asText, clock),
            () -> health);
  }

  static GatewayHealth health(GatewayHealth.Status status) {
    boolean well = status == GatewayHealth.Status.OK;
    return new GatewayHealth(
        status,
        List.of(
            new GatewayHealth.Component("record log", well, well ? "accepting" : "disk full"),
            new GatewayHealth.Component("index", true, "caught up")),
        true,
        "4be1a7c09d2f",
        new Position(3, 300));
  }

  /** Words and field:value, all of them to match; an exclamation mark cannot be read. */
  static ParsedQuery parse(String query) {
    int bad = query.indexOf('!');
    if (bad >= 0) {
      return new ParsedQuery.Bad(bad, "expected a word here");
    }
    List<Query> all = Arrays.stream(query.strip().split(" ")).map(StartedConsole::term).toList();
    return new ParsedQuery.Ok(
        all.size() == 1 ? all.getFirst() : new Query.And(all), query.strip().replace(" ", " AND "));
  }

  private static Query term(String term) {
    int colon = term.indexOf(':');
    return colon < 0
        ? new Query.Word(term)
        : new Query.Is(
            Query.Field.valueOf(term.substring(0, colon).toUpperCase(Locale.ROOT)),
            term.substring(colon + 1));
  }

  /** Every file is a text. */
  private static Extracted asText(String name, InputStream content) {
    try {
      String text = new String(content.readAllBytes(), StandardCharsets.UTF_8);
      return new Extracted("text/plain", Extracted.Status.EXTRACTED, text, List.of());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  int port() {
    return console.port();
  }

  URI at(String path) {
    return URI.create("http://localhost:" + port() + path);
  }

  HttpResponse<String> get(String path) {
    return send(path, request -> request);
  }

  /** Asks as somebody logged in. */
  HttpResponse<String> get(String path, String cookie) {
    return send(path, request -> request.header("Cookie", cookie));
  }

  HttpResponse<String> getWithPassword(String path, String password) {
    return send(path, request -> withPassword(request, password));
  }

  private static HttpRequest.Builder withPassword(HttpRequest.Builder request, String password) {
    String pair = "reviewer:" + password;
    return request.header(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  /** Sends JSON as a program does. */
  HttpResponse<String> postJson(String path, String json) {
    return send(
        path,
        request ->
            withPassword(request, PASSWORD)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  HttpResponse<String> post(String path, String cookie, String... fields) {
    StringBuilder form = new StringBuilder();
    for (int n = 0; n < fields.length; n += 2) {
      form.append(n == 0 ? "" : "&").append(fields[n]).append('=').append(encode(fields[n + 1]));
    }
    return send(
        path,
        request ->
            request
                .header("Cookie", cookie)
                .header("Origin", origin())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
  }

  /** What a browser says of a form's origin, which the page's own Referrer-Policy decides. */
  private String origin() {
    String policy = get("/login").headers().firstValue("Referrer-Policy").orElse("");
    return policy.equals("no-referrer") ? "null" : "http://" + at("/").getRawAuthority();
  }

  HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> change) {
    try {
      return client.send(
          change.apply(HttpRequest.newBuilder(at(path)).timeout(Duration.ofSeconds(30))).build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new AssertionError("the console did not answer", failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new AssertionError("the test was stopped", stopped);
    }
  }

  /** Opens the log-in form and sends it; the answer to the form. */
  HttpResponse<String> tryPassword(String password) {
    HttpResponse<String> form = get("/login");
    return post("/login", cookies(form), "token", token(form), "password", password);
  }

  /** Logs in; the cookies to show from then on. */
  String logIn() {
    HttpResponse<String> answer = tryPassword(PASSWORD);
    if (answer.statusCode() != 303) {
      throw new AssertionError("log-in failed: " + answer.statusCode() + answer.body());
    }
    return cookies(answer);
  }

  static String token(HttpResponse<String> page) {
    Matcher token = TOKEN.matcher(page.body());
    if (!token.find()) {
      throw new AssertionError("no form token on the page: " + page.body());
    }
    return token.group(1);
  }

  static String cookies(HttpResponse<String> answer) {
    return answer.headers().allValues("Set-Cookie").stream()
        .map(line -> line.split(";", 2)[0])
        .filter(pair -> !pair.endsWith("="))
        .collect(Collectors.joining("; "));
  }

  static Optional<String> setCookie(HttpResponse<String> answer, String name) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(line -> line.startsWith(name + "="))
        .findFirst();
  }

  static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    console.close();
    client.close();
  }

  /** A clock that moves when told to. */
  static final class TestClock implements InstantSource {
    private volatile Instant now = Fiction.MORNING;

    @Override
    public Instant instant() {
      return now;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }
  }
}
