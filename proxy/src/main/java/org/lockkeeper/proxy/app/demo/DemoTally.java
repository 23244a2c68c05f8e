package org.lockkeeper.proxy.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What became of the demonstration's messages. */
final class DemoTally {

  private static final List<String> VERDICTS = List.of("allow", "redact", "coach", "hold", "block");
  private static final double MILLIS = 1000.0;

  private final Map<String, Long> verdicts = new LinkedHashMap<>();
  private long posted;
  private long recorded;
  private long found;

  DemoTally() {
    VERDICTS.forEach(verdict -> verdicts.put(verdict, 0L));
  }

  void posted() {
    posted++;
  }

  void recorded(String verdict) {
    recorded++;
    verdicts.merge(verdict, 1L, Long::sum);
  }

  void found(long hits) {
    found += hits;
  }

  long of(String verdict) {
    return verdicts.getOrDefault(verdict, 0L);
  }

  /** Whether every message is on record and the searches found something. */
  boolean whole() {
    return posted > 0 && posted == recorded && found > 0;
  }

  /** One line for people. */
  String words() {
    return "%d messages sent: %d allowed, %d redacted, %d coached, %d held, %d blocked; %d on record"
        .formatted(
            posted, of("allow"), of("redact"), of("coach"), of("hold"), of("block"), recorded);
  }

  /** One line for programs. */
  String json(Duration took) {
    ObjectNode line = new ObjectMapper().createObjectNode().put("posted", posted);
    verdicts.forEach(line::put);
    return line.put("recorded", recorded)
        .put("found", found)
        .put("seconds", took.toMillis() / MILLIS)
        .toString();
  }
}
