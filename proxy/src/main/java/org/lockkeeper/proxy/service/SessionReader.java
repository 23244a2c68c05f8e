package org.lockkeeper.proxy.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.proxy.service.Sessions.Introducing;
import org.lockkeeper.proxy.service.Sessions.NewToken;
import org.lockkeeper.proxy.service.Sessions.TokenPlace;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.YamlMap;

/** Reads the {@code session} part of a service description. */
final class SessionReader {

  private final Faults faults;
  private final List<OperationDescription> operations = new ArrayList<>();

  SessionReader(Faults faults) {
    this.faults = faults;
  }

  Sessions read(YamlMap root) {
    if (!root.has("session")) {
      root.fault("session", "key \"session\" is missing: how does this service know its people?");
    }
    YamlMap session = root.section("session");
    List<TokenPlace> tokens = new ArrayList<>();
    for (YamlMap map : session.maps("tokens")) {
      tokens.addAll(token(map));
    }
    if (root.has("session") && !session.has("tokens")) {
      session.fault("tokens", "at least one place of a token is needed");
    }
    Optional<RoutePattern> whoAmI = session.map("who-am-i").flatMap(map -> introducing(map, true));
    int count = 0;
    for (YamlMap map : session.maps("log-in")) {
      introducing(map, false);
      count++;
    }
    if (root.has("session") && whoAmI.isEmpty() && count == 0) {
      session.fault("who-am-i", "either who-am-i or log-in is needed, or nobody is ever known");
    }
    session.end();
    return new Sessions(tokens, whoAmI);
  }

  /** The routes named here, so that their responses are overheard. */
  List<OperationDescription> operations() {
    return operations;
  }

  private static List<TokenPlace> token(YamlMap map) {
    List<TokenPlace> places = new ArrayList<>();
    List<String> schemes = map.texts("scheme");
    map.text("header")
        .ifPresent(
            name -> places.add(new TokenPlace.InHeader(name.toLowerCase(Locale.ROOT), schemes)));
    map.text("cookie").ifPresent(name -> places.add(new TokenPlace.InCookie(name)));
    map.text("query").ifPresent(name -> places.add(new TokenPlace.InQuery(name)));
    if (places.size() != 1 || (map.has("scheme") && !map.has("header"))) {
      map.fault("header", "a token stands in one header (with schemes), cookie or query field");
    }
    map.end();
    return places;
  }

  private Optional<RoutePattern> introducing(YamlMap map, boolean whoAmI) {
    String written = map.requireText("route");
    Optional<RoutePattern> route = RoutePattern.parse(written);
    if (!written.isEmpty()
        && (route.isEmpty()
            || !route.get().parameters().isEmpty()
            || (whoAmI && !route.get().method().equals("GET")))) {
      map.fault("route", "a route here is a method and a plain path, GET for who-am-i");
    }
    FieldTree answer = new FieldTree();
    boolean account = pointer(map, "account", Role.ACCOUNT, answer);
    pointer(map, "handle", Role.HANDLE, answer);
    if (whoAmI && !map.has("account")) {
      map.fault("account", "key \"account\" is missing: a pointer into the answer");
    }
    Optional<NewToken> token = whoAmI ? Optional.empty() : newToken(map, answer);
    map.end();
    route.ifPresent(
        known ->
            operations.add(
                operation(
                    whoAmI ? "who-am-i" : "log-in" + logInNumber(),
                    known,
                    account ? Optional.of(new Introducing(answer, token)) : Optional.empty())));
    return route;
  }

  /** The first log-in is {@code log-in}, the second {@code log-in-2}. */
  private String logInNumber() {
    long before = operations.stream().filter(known -> known.name().startsWith("log-in")).count();
    return before == 0 ? "" : "-" + (before + 1);
  }

  private Optional<NewToken> newToken(YamlMap map, FieldTree answer) {
    String written = map.requireText("token");
    Optional<Place> place = Place.parse(written);
    if (place.isPresent() && place.get() instanceof Place.Body(List<String> segments)) {
      answer.add(segments, Role.TOKEN);
      return Optional.of(new NewToken.InBody());
    }
    if (place.isPresent() && place.get() instanceof Place.Header(String name)) {
      return Optional.of(new NewToken.InHeader(name));
    }
    if (written.startsWith("cookie:")) {
      return Optional.of(new NewToken.InCookie(written.substring("cookie:".length())));
    }
    if (!written.isEmpty()) {
      faults.add(map.where("token"), "a new token stands at /pointer, header:NAME or cookie:NAME");
    }
    return Optional.empty();
  }

  private static boolean pointer(YamlMap map, String key, Role role, FieldTree into) {
    Optional<String> written = map.text(key);
    Optional<List<String>> segments = written.flatMap(Place::pointer);
    if (written.isPresent() && segments.isEmpty()) {
      map.fault(key, "\"" + written.get() + "\" is no JSON pointer; write it as /name/name");
    }
    segments.ifPresent(found -> into.add(found, role));
    return segments.isPresent();
  }

  private static OperationDescription operation(
      String name, RoutePattern route, Optional<Introducing> introducing) {
    FieldTree nothing = new FieldTree();
    return new OperationDescription(
        name,
        List.of(route),
        ActKind.PASS,
        "",
        Set.of(),
        nothing,
        nothing,
        Map.of(),
        Optional.empty(),
        false,
        introducing);
  }
}
