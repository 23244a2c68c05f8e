package org.lockkeeper.tests.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/**
 * A request as the service received it.
 *
 * @param sequence how many came before it, over all connections
 * @param connection which connection it came over, counted from 0 in the order they were opened
 * @param target the path with its query, as sent
 * @param headers by lower-case name; of several with one name the first
 * @param body the bytes, free of transfer coding
 */
public record Received(
    long sequence,
    int connection,
    String method,
    String target,
    Map<String, String> headers,
    byte[] body) {

  public Received {
    headers = Map.copyOf(headers);
    body = body.clone();
  }

  /** The path without its query. */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** The body as UTF-8. */
  public String text() {
    return new String(body, UTF_8);
  }

  /** A header, or nothing said. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** A copy of the body. */
  @Override
  public byte[] body() {
    return body.clone();
  }

  /** A request that has no place in the order yet. */
  record Draft(
      int connection, String method, String target, Map<String, String> headers, byte[] body) {
    Received at(long sequence) {
      return new Received(sequence, connection, method, target, headers, body);
    }
  }
}
