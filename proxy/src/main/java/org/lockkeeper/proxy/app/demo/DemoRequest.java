package org.lockkeeper.proxy.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the demonstration's services look at in a request. */
record DemoRequest(
    String method, String path, String token, String type, byte[] body, String query) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BEARER = "Bearer ";

  static DemoRequest read(HttpExchange exchange) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    String query = exchange.getRequestURI().getRawQuery();
    return new DemoRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        authorization != null && authorization.startsWith(BEARER)
            ? authorization.substring(BEARER.length())
            : "",
        type == null ? "" : type,
        exchange.getRequestBody().readAllBytes(),
        query == null ? "" : query);
  }

  /** A field of the body, JSON or form, or of the query; empty if it is not there. */
  String field(String name) {
    if (type.startsWith("application/json")) {
      return json().path(name).asText();
    }
    if (type.startsWith("application/x-www-form-urlencoded")) {
      return pair(new String(body, StandardCharsets.UTF_8), name).orElse("");
    }
    return pair(query, name).orElse("");
  }

  JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (IOException _) {
      return MissingNode.getInstance();
    }
  }

  /** The path's segment at an index, counted from 0. */
  String segment(int index) {
    String[] segments = path.substring(1).split("/", -1);
    return index < segments.length ? segments[index] : "";
  }

  private static Optional<String> pair(String form, String name) {
    for (String pair : form.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0
          && URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8).equals(name)) {
        return Optional.of(URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }
}
