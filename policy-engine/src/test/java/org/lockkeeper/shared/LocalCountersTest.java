package org.lockkeeper.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sums over sliding windows. */
final class LocalCountersTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final LocalCounters counters = new LocalCounters(1000);

  @Test
  void aSumForgetsWhatIsOlderThanTheWindow() {
    counters.add("a", 2, NOW.minus(Duration.ofMinutes(61)));
    counters.add("a", 3, NOW.minus(Duration.ofMinutes(59)));
    counters.add("a", 4, NOW);
    counters.add("b", 9, NOW);
    assertThat(counters.sum("a", HOUR, NOW).sum()).isEqualTo(7);
    assertThat(counters.sum("a", HOUR.multipliedBy(2), NOW).sum()).isEqualTo(9);
    assertThat(counters.sum("c", HOUR, NOW)).isEqualTo(new Counters.Count(0, true));
  }

  @Test
  void whatIsYetToComeDoesNotCount() {
    counters.add("a", 1, NOW.plusSeconds(60));
    assertThat(counters.sum("a", HOUR, NOW).sum()).isZero();
    assertThat(counters.sum("a", HOUR, NOW.plusSeconds(60)).sum()).isEqualTo(1);
  }

  @Test
  void aBusyCounterIsNeverTooLowAndLittleTooHigh() {
    Random random = new Random(7);
    List<Long> seconds = new ArrayList<>();
    long second = 0;
    for (int at = 0; at < 20_000; at++) {
      second += random.nextInt(40);
      seconds.add(second);
      counters.add("busy", 1, NOW.plusSeconds(second));
    }
    Instant end = NOW.plusSeconds(second);
    for (long window : new long[] {60, 3_600, 86_400, 300_000}) {
      long from = second - window;
      long loose = second - window - window / 8 - 1;
      long exact = seconds.stream().filter(each -> each > from).count();
      long most = seconds.stream().filter(each -> each > loose).count();
      assertThat(counters.sum("busy", Duration.ofSeconds(window), end).sum())
          .as("window of %s s", window)
          .isBetween(exact, most);
    }
  }

  @Test
  void theLongestUnusedGivesWay() {
    LocalCounters small = new LocalCounters(64);
    IntStream.range(0, 100_000).forEach(at -> small.add("key" + at, 1, NOW));
    long kept =
        IntStream.range(0, 100_000)
            .filter(at -> small.sum("key" + at, HOUR, NOW).sum() > 0)
            .count();
    assertThat(kept).isPositive().isLessThanOrEqualTo(64);
  }

  @Test
  void nonsenseIsTheCallersFault() {
    assertThatThrownBy(() -> counters.add("a", -1, NOW))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> counters.sum("a", Duration.ZERO, NOW))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
