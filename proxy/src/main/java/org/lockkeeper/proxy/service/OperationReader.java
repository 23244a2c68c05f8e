package org.lockkeeper.proxy.service;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.proxy.service.ServiceDescription.Habits;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.YamlMap;
import org.lockkeeper.yaml.YamlValue;

/** Reads one operation of a service description. */
final class OperationReader {

  /** The keys that say where something stands, and what for. */
  private static final Map<String, Role> PLACES = new LinkedHashMap<>();

  static {
    PLACES.put("texts", Role.TEXT);
    PLACES.put("channel", Role.CHANNEL);
    PLACES.put("thread", Role.THREAD);
    PLACES.put("in-reply-to", Role.IN_REPLY_TO);
    PLACES.put("target", Role.TARGET);
    PLACES.put("files", Role.FILE_ID);
    PLACES.put("bytes", Role.FILE_BYTES);
    PLACES.put("file-name", Role.FILE_NAME);
    PLACES.put("visibility", Role.VISIBILITY);
    PLACES.put("symbol", Role.SYMBOL);
    PLACES.put("whom", Role.WHOM);
  }

  private final Faults faults;
  private final Habits habits;

  OperationReader(Faults faults, Habits habits) {
    this.faults = faults;
    this.habits = habits;
  }

  OperationDescription read(YamlMap map) {
    String name = map.requireText("name");
    List<RoutePattern> routes = routes(map);
    ActKind act = map.choice("act", ActKind.class, ActKind.PASS);
    if (!map.has("act")) {
      map.fault("act", "key \"act\" is missing; a route without a message has \"act: pass\"");
    }
    String as = map.text("as").orElse(act == ActKind.UPLOAD ? "alt-text" : "");
    Set<BodyForm> forms = forms(map);
    FieldTree tree = new FieldTree(habits.foldNames(), habits.numbersAsTexts());
    FieldTree query = new FieldTree();
    Map<Role, List<Place>> places = new EnumMap<>(Role.class);
    PLACES.forEach((key, role) -> places.put(role, places(map, key, role, routes, tree, query)));
    Optional<FieldTree> answerId = answerId(map);
    boolean redactable = map.flag("redactable", true);
    map.end();
    OperationDescription operation =
        new OperationDescription(
            name,
            routes,
            act,
            as,
            forms,
            tree,
            query,
            places,
            answerId,
            redactable,
            Optional.empty());
    checkWhole(map, operation);
    return operation;
  }

  private List<RoutePattern> routes(YamlMap map) {
    List<RoutePattern> routes = new ArrayList<>();
    if (!map.has("route")) {
      map.fault("route", "key \"route\" is missing");
    }
    for (YamlValue value : map.list("route")) {
      Optional<RoutePattern> route =
          value instanceof YamlValue.Scalar scalar
              ? RoutePattern.parse(scalar.text())
              : Optional.empty();
      if (route.isEmpty()) {
        faults.add(value.where(), "a route is a method and a path: PUT /api/things/{id}");
      }
      route.ifPresent(routes::add);
    }
    return routes;
  }

  private static Set<BodyForm> forms(YamlMap map) {
    Set<BodyForm> forms = EnumSet.noneOf(BodyForm.class);
    for (String written : map.texts("body")) {
      Optional<BodyForm> form =
          List.of(BodyForm.values()).stream()
              .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(written))
              .findFirst();
      if (form.isEmpty()) {
        map.fault("body", "\"" + written + "\" is none of json, form, multipart, raw");
      }
      form.ifPresent(forms::add);
    }
    return forms;
  }

  private List<Place> places(
      YamlMap map,
      String key,
      Role role,
      List<RoutePattern> routes,
      FieldTree tree,
      FieldTree query) {
    List<Place> places = new ArrayList<>();
    for (YamlValue value : map.list(key)) {
      String written = value instanceof YamlValue.Scalar scalar ? scalar.text() : "";
      Optional<Place> place = Place.parse(written);
      if (place.isEmpty()) {
        faults.add(
            value.where(),
            "\""
                + written
                + "\" is no place; write /json/pointer, path:NAME, query:NAME, header:NAME or"
                + " always:VALUE");
        continue;
      }
      fault(place.get(), role, routes).ifPresent(fault -> faults.add(value.where(), fault));
      try {
        plant(place.get(), role, tree, query);
      } catch (IllegalArgumentException tooMany) {
        faults.add(value.where(), String.valueOf(tooMany.getMessage()));
      }
      places.add(place.get());
    }
    return places;
  }

  private void plant(Place place, Role role, FieldTree tree, FieldTree query) {
    switch (place) {
      case Place.Body(List<String> segments) -> {
        tree.add(segments, role);
        if (habits.readsQuery() && role != Role.FILE_BYTES) {
          query.add(segments, role);
        }
      }
      case Place.Query(String name) -> query.add(List.of(name), role);
      case Place.Path _, Place.Header _, Place.Always _ -> {}
    }
  }

  private static Optional<String> fault(Place place, Role role, List<RoutePattern> routes) {
    if (place instanceof Place.Path(String parameter)) {
      for (RoutePattern route : routes) {
        if (!route.parameters().contains(parameter)) {
          return Optional.of("the route " + route + " has no {" + parameter + "}");
        }
      }
    }
    boolean inBody = place instanceof Place.Body;
    if (role == Role.TEXT && !inBody && !(place instanceof Place.Query)) {
      return Optional.of("a text stands in the body or the query");
    }
    return role == Role.FILE_BYTES && !inBody
        ? Optional.of("the bytes of a file stand in a part of a multipart body: /NAME, or /*")
        : Optional.empty();
  }

  private static Optional<FieldTree> answerId(YamlMap map) {
    Optional<String> written = map.text("answer-id");
    Optional<List<String>> segments = written.flatMap(Place::pointer);
    if (written.isPresent() && segments.isEmpty()) {
      map.fault("answer-id", "\"" + written.get() + "\" is no JSON pointer");
    }
    return segments.map(
        found -> {
          FieldTree tree = new FieldTree();
          tree.add(found, Role.ANSWER_ID);
          return tree;
        });
  }

  /** What an act cannot do without. */
  private static void checkWhole(YamlMap map, OperationDescription operation) {
    switch (operation.act()) {
      case POST -> need(map, operation, "texts", Role.TEXT);
      case EDIT -> {
        need(map, operation, "texts", Role.TEXT);
        need(map, operation, "target", Role.TARGET);
      }
      case DELETE, DOWNLOAD -> need(map, operation, "target", Role.TARGET);
      case REACT, UNREACT -> {
        need(map, operation, "target", Role.TARGET);
        need(map, operation, "symbol", Role.SYMBOL);
      }
      case UPLOAD -> {
        if (!operation.forms().contains(BodyForm.RAW)) {
          need(map, operation, "bytes", Role.FILE_BYTES);
        }
      }
      case DESCRIBE -> {
        need(map, operation, "texts", Role.TEXT);
        if (operation.as().isBlank()) {
          map.fault("as", "key \"as\" is missing: what does the text describe?");
        }
      }
      case INVITE -> need(map, operation, "whom", Role.WHOM);
      case JOIN, LEAVE, READ -> {}
      case PASS -> {
        if (!operation.places(Role.TEXT).isEmpty()) {
          map.fault("texts", "an operation with texts cannot pass unread");
        }
      }
    }
    if (!operation.tree().isEmpty() && operation.forms().isEmpty()) {
      map.fault("body", "key \"body\" is missing: json, form, multipart or raw");
    }
  }

  private static void need(YamlMap map, OperationDescription operation, String key, Role role) {
    if (operation.places(role).isEmpty() && !map.has(key)) {
      map.fault(key, "key \"" + key + "\" is missing");
    }
  }
}
