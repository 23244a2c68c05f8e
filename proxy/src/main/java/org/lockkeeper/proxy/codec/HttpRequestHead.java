package org.lockkeeper.proxy.codec;

import java.util.Objects;

/**
 * A request without its body, parsed and checked.
 *
 * @param method the method, as sent
 * @param path the path of the target, still percent-encoded, beginning with a slash
 * @param query the query of the target without its question mark; empty when there is none
 */
public record HttpRequestHead(String method, String path, String query, Headers headers) {

  public HttpRequestHead {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(headers, "headers");
  }

  /** The target as it stands in a request line. */
  public String target() {
    return query.isEmpty() ? path : path + "?" + query;
  }

  /** Method and path only: queries and headers may hold secrets. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
