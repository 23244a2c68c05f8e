package org.lockkeeper.tests.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import org.lockkeeper.match.VectorscanDatabase;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Audience;
import org.lockkeeper.message.Content;
import org.lockkeeper.message.Digest;
import org.lockkeeper.message.Direction;
import org.lockkeeper.message.EventId;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.load.RuleSet;

/**
 * Times from text to decision, in CPU time of the thread that judges: what else the machine does is
 * not what is measured.
 */
final class PolicyTimes {

  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();
  private static final long SECOND = 1_000_000_000L;

  private final Histogram nanos = new Histogram(3);
  private long faults;

  private PolicyTimes() {}

  /** Judges texts in turn, first to warm up, then for the record. */
  static PolicyTimes of(RuleSet rules, List<String> texts, double warmUp, double seconds) {
    List<MessageEvent> events = texts.stream().map(PolicyTimes::post).toList();
    return of(
        events, event -> rules.inspect(event, Facts.NONE).faults().isEmpty(), warmUp, seconds);
  }

  /** Scans texts in turn and nothing else. */
  static PolicyTimes of(
      VectorscanDatabase database, List<String> texts, double warmUp, double seconds) {
    return of(texts, text -> database.matching(text).size() > 0, warmUp, seconds);
  }

  private static <T> PolicyTimes of(
      List<T> work, Predicate<T> sound, double warmUp, double seconds) {
    PolicyTimes unused = new PolicyTimes();
    unused.run(work, sound, warmUp, 0);
    PolicyTimes times = new PolicyTimes();
    times.run(work, sound, seconds, Math.min(work.size(), 2_000));
    return times;
  }

  private <T> void run(List<T> work, Predicate<T> sound, double seconds, int least) {
    long end = CLOCK.getCurrentThreadCpuTime() + (long) (seconds * SECOND);
    for (int at = 0; at < least || CLOCK.getCurrentThreadCpuTime() < end; at++) {
      T each = work.get(at % work.size());
      long start = CLOCK.getCurrentThreadCpuTime();
      faults += sound.test(each) ? 0 : 1;
      nanos.recordValue(CLOCK.getCurrentThreadCpuTime() - start);
    }
  }

  double meanMicros() {
    return nanos.getMean() / 1e3;
  }

  /** A row: mean, middle, 99 in 100, most, in µs; how many were judged, how many with a fault. */
  String row(String name) {
    return String.format(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.1f | %.1f | %d | %d |",
        name,
        meanMicros(),
        nanos.getValueAtPercentile(50) / 1e3,
        nanos.getValueAtPercentile(99) / 1e3,
        nanos.getMaxValue() / 1e3,
        nanos.getTotalCount(),
        faults);
  }

  private static MessageEvent post(String text) {
    return new MessageEvent(
        new EventId(new UUID(0, 0)),
        Instant.parse("2026-01-01T12:00:00Z"),
        Direction.OUT,
        new ServiceId("bench"),
        new Actor("ann", "ann"),
        Audience.channel("general"),
        new Action.Post(Content.text("text", text), Optional.empty()),
        Digest.of(new byte[0]));
  }
}
