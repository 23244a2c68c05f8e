package org.lockkeeper.proxy.console;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lockkeeper.archive.index.Hits;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.proxy.flow.Meters;

/** The JSON forms of what the console knows. Spans count UTF-16 code units, end exclusive. */
final class Answers {
  private Answers() {}

  /**
   * @param position for a bad query, the code unit at which reading failed
   */
  @Serdeable
  record Refusal(String error, Optional<Integer> position) {}

  /**
   * @param query the query as it ran
   * @param total exact
   * @param snapshot how many records the search saw
   */
  @Serdeable
  record Search(String query, long total, long snapshot, int skip, int limit, List<Hit> hits) {
    static Search of(String canonical, Hits hits, int skip, int limit) {
      return new Search(
          canonical,
          hits.total(),
          hits.snapshot().sequence(),
          skip,
          limit,
          hits.page().stream().map(Hit::of).toList());
    }
  }

  @Serdeable
  record Hit(
      String id,
      String position,
      String time,
      String type,
      String service,
      String channel,
      String author,
      String action,
      String verdict,
      boolean released,
      String text,
      List<Span> highlights) {
    static Hit of(Hits.Hit hit) {
      RecordLine line = RecordLine.of(hit.position(), hit.record(), List.of());
      List<TextPart> parts = RecordFields.parts(hit.record());
      return new Hit(
          hit.record().event().toString(),
          line.reference(),
          line.iso(),
          RecordFields.type(hit.record()),
          line.service(),
          RecordFields.channel(hit.record()),
          line.author(),
          line.act(),
          line.verdict(),
          RecordFields.released(hit.record()),
          parts.isEmpty() ? "" : parts.getFirst().text(),
          hit.highlights().stream()
              .map(each -> new Span(each.pointer(), each.start(), each.end()))
              .toList());
    }
  }

  @Serdeable
  record Span(String pointer, int start, int end) {}

  /** The live counters. */
  @Serdeable
  record Counters(
      Map<String, Long> verdicts,
      Map<String, Map<String, Long>> services,
      long lastMinute,
      long unreadable,
      long unknownWrites,
      long passedThrough,
      long recorded,
      long recordFailures,
      long upstreamFailures,
      long refusedOnWire,
      long connections,
      String policy,
      long archiveEnd,
      long indexLag,
      Map<String, Double> gauges) {
    static Counters of(Meters.Snapshot now, Archive archive) {
      return new Counters(
          now.byVerdict(),
          now.judged(),
          now.lastMinute(),
          now.unreadable(),
          now.unknownWrites(),
          now.passedThrough(),
          now.recorded(),
          now.recordFailures(),
          now.upstreamFailures(),
          now.refusedOnWire(),
          now.connections(),
          now.policy(),
          archive.end().sequence(),
          archive.lag(),
          now.gauges());
    }

    long of(String verdict) {
      return verdicts.getOrDefault(verdict, 0L);
    }
  }

  @Serdeable
  record Health(
      String status,
      boolean recording,
      String policy,
      long archiveEnd,
      List<Component> components) {
    static Health of(GatewayHealth health) {
      return new Health(
          lower(health.status()),
          health.recording(),
          health.policy(),
          health.archiveEnd().sequence(),
          health.components().stream()
              .map(each -> new Component(each.name(), each.ok(), each.detail()))
              .toList());
    }
  }

  @Serdeable
  record Component(String name, boolean ok, String detail) {}

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
