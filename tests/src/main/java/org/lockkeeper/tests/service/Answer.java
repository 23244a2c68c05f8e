package org.lockkeeper.tests.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;

/** What the fictional service answers. */
record Answer(int status, Map<String, String> headers, byte[] body) {

  static Answer json(int status, String body) {
    return new Answer(status, Map.of("Content-Type", "application/json"), body.getBytes(UTF_8));
  }

  Answer with(String name, String value) {
    var more = new HashMap<>(headers);
    more.put(name, value);
    return new Answer(status, Map.copyOf(more), body);
  }
}
