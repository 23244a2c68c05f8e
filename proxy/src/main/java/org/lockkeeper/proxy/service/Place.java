package org.lockkeeper.proxy.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where in a request a value stands, as a description writes it. */
sealed interface Place {

  /** In the body: a JSON pointer whose {@code *} segments match every element or member. */
  record Body(List<String> segments) implements Place {}

  /** In the path: {@code path:id} is the part of the route written {@code {id}}. */
  record Path(String parameter) implements Place {}

  /** In the query: {@code query:channel_id}. */
  record Query(String name) implements Place {}

  /** In a header field: {@code header:x-name}. */
  record Header(String name) implements Place {}

  /** Nowhere: the route itself says it. {@code always:favourite}. */
  record Always(String value) implements Place {}

  /** Reads the written form; empty if it is none. */
  static Optional<Place> parse(String written) {
    if (written.startsWith("/")) {
      return pointer(written).map(Body::new);
    }
    int colon = written.indexOf(':');
    if (colon < 1 || colon == written.length() - 1) {
      return Optional.empty();
    }
    String rest = written.substring(colon + 1);
    return switch (written.substring(0, colon)) {
      case "path" -> Optional.of(new Path(rest));
      case "query" -> Optional.of(new Query(rest));
      case "header" -> Optional.of(new Header(rest.toLowerCase(Locale.ROOT)));
      case "always" -> Optional.of(new Always(rest));
      default -> Optional.empty();
    };
  }

  /** The segments of a JSON pointer (RFC 6901 §3); empty if it is none. */
  static Optional<List<String>> pointer(String written) {
    if (written.length() < 2 || written.charAt(0) != '/' || written.endsWith("/")) {
      return Optional.empty();
    }
    List<String> segments = new ArrayList<>();
    for (String segment : written.substring(1).split("/", -1)) {
      if (segment.isEmpty() || segment.matches(".*~([^01].*|)")) {
        return Optional.empty();
      }
      segments.add(segment.replace("~1", "/").replace("~0", "~"));
    }
    return Optional.of(List.copyOf(segments));
  }

  /** One segment as a pointer writes it. */
  static String escaped(String segment) {
    return segment.indexOf('~') < 0 && segment.indexOf('/') < 0
        ? segment
        : segment.replace("~", "~0").replace("/", "~1");
  }
}
