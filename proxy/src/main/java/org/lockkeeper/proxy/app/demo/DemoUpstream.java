package org.lockkeeper.proxy.app.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * A messaging service for the demonstration: enough of the Mattermost and Mastodon interfaces to be
 * posted to and read back, on one loopback port. Keeps everything in memory; anybody may log in.
 */
final class DemoUpstream implements AutoCloseable {

  private final HttpServer server;

  private DemoUpstream(HttpServer server) {
    this.server = server;
  }

  /** Starts it on a free port. */
  static DemoUpstream start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    DemoAccounts accounts = new DemoAccounts();
    DemoMattermost mattermost = new DemoMattermost(accounts);
    DemoMastodon mastodon = new DemoMastodon(accounts);
    server.createContext("/api/v4/", exchange -> handle(exchange, mattermost));
    server.createContext("/api/v1/", exchange -> handle(exchange, mastodon));
    server.createContext("/api/v2/", exchange -> handle(exchange, mastodon));
    server.createContext("/oauth/", exchange -> handle(exchange, mastodon));
    server.createContext("/", DemoUpstream::page);
    server.start();
    return new DemoUpstream(server);
  }

  /** Where the gateway finds it. */
  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** One service's answers. */
  interface Answers {
    Answer answer(DemoRequest request) throws IOException;
  }

  /** An answer: status, extra headers, JSON. */
  record Answer(int status, Map<String, String> headers, String json) {
    static Answer of(int status, String json) {
      return new Answer(status, Map.of(), json);
    }
  }

  private static void handle(HttpExchange exchange, Answers service) throws IOException {
    Answer answer = service.answer(DemoRequest.read(exchange));
    byte[] body = answer.json().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static void page(HttpExchange exchange) throws IOException {
    boolean home = exchange.getRequestURI().getPath().equals("/");
    byte[] body = new byte[0];
    if (home) {
      try (var page = DemoUpstream.class.getResourceAsStream("chat.html")) {
        body = page == null ? body : page.readAllBytes();
      }
    }
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    boolean bodiless = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
    exchange.sendResponseHeaders(home ? 200 : 404, bodiless ? -1 : body.length);
    if (!bodiless) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }
}
