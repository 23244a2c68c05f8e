package org.lockkeeper.proxy.service;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A method and a path, as in {@code PUT /api/v1/statuses/{id}}. A segment in braces matches any one
 * segment; the others match whatever their case, so that no spelling which some server in between
 * might fold gets around.
 */
record RoutePattern(String method, List<String> segments) {

  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

  RoutePattern {
    segments = List.copyOf(segments);
  }

  /** Reads the written form; empty if it is none. */
  static Optional<RoutePattern> parse(String written) {
    int space = written.indexOf(' ');
    if (space < 0
        || !METHODS.contains(written.substring(0, space))
        || !written.substring(space + 1).matches("(/([A-Za-z0-9._~-]+|\\{[a-z][a-z0-9_-]*}))+")) {
      return Optional.empty();
    }
    return Optional.of(
        new RoutePattern(
            written.substring(0, space), List.of(written.substring(space + 2).split("/", -1))));
  }

  /** The names in braces. */
  List<String> parameters() {
    List<String> names = new ArrayList<>();
    for (String segment : segments) {
      if (isParameter(segment)) {
        names.add(segment.substring(1, segment.length() - 1));
      }
    }
    return names;
  }

  boolean matches(List<String> path) {
    if (path.size() != segments.size()) {
      return false;
    }
    for (int at = 0; at < path.size(); at++) {
      String wanted = segments.get(at);
      boolean same =
          isParameter(wanted) ? !path.get(at).isEmpty() : wanted.equalsIgnoreCase(path.get(at));
      if (!same) {
        return false;
      }
    }
    return true;
  }

  /** What stood in place of the names in braces, in a path that matches. */
  Map<String, String> values(List<String> path) {
    Map<String, String> values = new HashMap<>();
    for (int at = 0; at < path.size(); at++) {
      String wanted = segments.get(at);
      if (isParameter(wanted)) {
        values.put(wanted.substring(1, wanted.length() - 1), path.get(at));
      }
    }
    return Map.copyOf(values);
  }

  /** Equal for two patterns that match the same paths. */
  String shape() {
    StringBuilder shape = new StringBuilder(method);
    for (String segment : segments) {
      shape.append('/').append(isParameter(segment) ? "{}" : segment.toLowerCase(Locale.ROOT));
    }
    return shape.toString();
  }

  /** Sorts the more exact pattern first: it has its first brace later. */
  String order() {
    StringBuilder order = new StringBuilder();
    for (String segment : segments) {
      order.append(isParameter(segment) ? '1' : '0');
    }
    return order.toString();
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  @Override
  public String toString() {
    return method + " /" + String.join("/", segments);
  }
}
