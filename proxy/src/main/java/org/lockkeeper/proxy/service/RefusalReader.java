package org.lockkeeper.proxy.service;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.lockkeeper.proxy.service.Refusal.Template;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.YamlMap;

/** Reads the {@code refusal} part of a service description. */
final class RefusalReader {

  private static final int LEAST_STATUS = 200;
  private static final int MOST_STATUS = 599;
  private static final JsonFactory JSON = new JsonFactory();
  private static final Template NOTHING = new Template(List.of(""), List.of());

  private final Faults faults;
  private final Supplier<String> requestIds;

  RefusalReader(Faults faults, Supplier<String> requestIds) {
    this.faults = faults;
    this.requestIds = requestIds;
  }

  Refusal read(YamlMap root) {
    if (!root.has("refusal")) {
      root.fault("refusal", "key \"refusal\" is missing: how does this service say no?");
    }
    YamlMap map = root.section("refusal");
    int status = (int) map.number("status", LEAST_STATUS, MOST_STATUS, 0);
    String contentType = "";
    Template body = NOTHING;
    if (root.has("refusal")) {
      if (status == 0 && !map.has("status")) {
        map.fault("status", "key \"status\" is missing");
      }
      contentType = map.requireText("content-type");
      if (!contentType.startsWith("application/json") && !contentType.startsWith("text/plain")) {
        map.fault("content-type", "a refusal is application/json or text/plain");
      }
      body = template(map, "body", contentType);
      if (!body.slots().contains(Template.Slot.NOTICE)) {
        map.fault("body", "the body must hold {notice}, or nobody learns why");
      }
    }
    Map<Integer, Template> others = new LinkedHashMap<>();
    YamlMap bodies = map.section("bodies");
    for (String written : bodies.keys()) {
      if (written.matches("[2-5]\\d\\d")) {
        others.put(Integer.parseInt(written), template(bodies, written, contentType));
      } else {
        bodies.text(written);
        bodies.fault(written, "\"" + written + "\" is no HTTP status");
      }
    }
    bodies.end();
    Template otherwise = map.has("otherwise") ? template(map, "otherwise", contentType) : body;
    map.end();
    return new Refusal(status, contentType, body, others, otherwise, requestIds);
  }

  private Template template(YamlMap map, String key, String contentType) {
    String written = map.requireText(key);
    Optional<Template> template = Template.parse(written);
    if (template.isEmpty()) {
      map.fault(key, "places to fill in are {notice}, {rule}, {status} and {request-id}");
      return NOTHING;
    }
    // Any text stands inside quotes; a number where none do. 400 is both.
    if (!written.isEmpty()
        && contentType.startsWith("application/json")
        && !isJson(template.get().filled(slot -> "400"))) {
      faults.add(map.where(key), "the body is not JSON");
    }
    return template.get();
  }

  private static boolean isJson(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      int tokens = 0;
      while (parser.nextToken() != null) {
        tokens++;
      }
      return tokens > 0;
    } catch (IOException _) {
      return false;
    }
  }
}
