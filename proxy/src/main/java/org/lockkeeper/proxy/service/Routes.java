package org.lockkeeper.proxy.service;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the operation a request is, by method and path. A path that can be read in more than one
 * way counts as the message operation among its readings: whether a request is judged must not
 * depend on how it is spelled.
 */
final class Routes {

  private static final List<String> OVERRIDABLE = List.of("PUT", "PATCH", "DELETE");

  private final Map<String, List<Entry>> byMethodAndLength = new HashMap<>();
  private final boolean methodOverride;

  /**
   * @param methodOverride whether the service lets a POST name another method in a field or header
   */
  Routes(List<OperationDescription> operations, boolean methodOverride) {
    this.methodOverride = methodOverride;
    for (int index = 0; index < operations.size(); index++) {
      for (RoutePattern pattern : operations.get(index).routes()) {
        byMethodAndLength
            .computeIfAbsent(
                key(pattern.method(), pattern.segments().size()), key -> new ArrayList<>())
            .add(new Entry(pattern, index, operations.get(index).carriesMessage()));
      }
    }
    for (List<Entry> entries : byMethodAndLength.values()) {
      entries.sort(Comparator.comparing((Entry entry) -> entry.pattern().order()));
    }
  }

  private record Entry(RoutePattern pattern, int operation, boolean carriesMessage) {}

  /**
   * What a request's method and path are.
   *
   * @param clear whether the service is sure to read the request the same way
   */
  record Match(int operation, boolean carriesMessage, Map<String, String> values, boolean clear) {}

  /** The operation of a request; empty for a route that is not described. */
  Optional<Match> find(String method, String path) {
    String upper = method.toUpperCase(Locale.ROOT);
    Optional<Match> match = inEveryForm(upper, path);
    if (match.isEmpty() && methodOverride && upper.equals("POST")) {
      return OVERRIDABLE.stream()
          .flatMap(other -> inEveryForm(other, path).stream())
          .filter(Match::carriesMessage)
          .findFirst()
          .map(other -> new Match(other.operation(), true, other.values(), false));
    }
    return match;
  }

  private Optional<Match> inEveryForm(String method, String path) {
    Optional<Match> literal = match(method, PathForms.literal(path));
    if (PathForms.isPlain(path)) {
      return literal;
    }
    Optional<Match> forgiving = match(method, PathForms.forgiving(path));
    if (forgiving.isEmpty() || !forgiving.get().carriesMessage()) {
      return literal.isPresent() ? literal : forgiving;
    }
    if (literal.isEmpty() || !literal.get().carriesMessage()) {
      return forgiving;
    }
    Match first = literal.get();
    boolean clear = first.equals(forgiving.get());
    return Optional.of(new Match(first.operation(), true, first.values(), clear));
  }

  private Optional<Match> match(String method, List<String> path) {
    for (Entry entry : byMethodAndLength.getOrDefault(key(method, path.size()), List.of())) {
      if (entry.pattern().matches(path)) {
        return Optional.of(
            new Match(
                entry.operation(), entry.carriesMessage(), entry.pattern().values(path), true));
      }
    }
    return Optional.empty();
  }

  private static String key(String method, int length) {
    return method + length;
  }
}
