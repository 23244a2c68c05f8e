package org.lockkeeper.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.lockkeeper.shared.Counters.Count;

final class LocalCountersTest implements CountersContract {

  @Override
  public Counters counters() {
    return new LocalCounters(LocalCounters.Limits.DEFAULT);
  }

  @Test
  void theKeyUnusedForLongestIsForgottenAndWhatReachesBackToItIsUncertain() {
    LocalCounters counters = new LocalCounters(new LocalCounters.Limits(2, HOUR));
    counters.add("old", 1, NOON);
    counters.add("used", 1, NOON);
    assertThat(counters.sum("old", HOUR, NOON)).isEqualTo(new Count(1, true));
    counters.add("new", 1, NOON.plusSeconds(600));
    assertThat(counters.sum("old", HOUR, NOON.plusSeconds(600))).isEqualTo(new Count(1, true));
    assertThat(counters.sum("used", HOUR, NOON.plusSeconds(600))).isEqualTo(new Count(0, false));
    assertThat(counters.sum("used", Duration.ofMinutes(9), NOON.plusSeconds(600)))
        .as("nothing was forgotten within this window")
        .isEqualTo(new Count(0, true));
    counters.add("used", 5, NOON.plusSeconds(700));
    assertThat(counters.sum("used", HOUR, NOON.plusSeconds(700)))
        .as("what was forgotten of it may be missing")
        .isEqualTo(new Count(5, false));
    assertThat(counters.sum("old", HOUR, NOON.plusSeconds(700)).sum()).isOne();
  }

  @Test
  void aWindowLongerThanTheMemoryIsUncertain() {
    LocalCounters counters = new LocalCounters(new LocalCounters.Limits(2, HOUR));
    counters.add("ann", 1, NOON);
    assertThat(counters.sum("ann", HOUR.plusSeconds(1), NOON)).isEqualTo(new Count(1, false));
  }

  @Test
  void aBusyMonthTakesFewBuckets() {
    AmountSeries series = AmountSeries.EMPTY;
    for (long second = 0; second < 2_678_400; second += 17) {
      series = series.plus(second, 1, Duration.ofDays(31));
    }
    assertThat(series.buckets()).hasSizeLessThan(1400);
    assertThat(series.sum(-1, 2_678_400)).isEqualTo(157_553);
  }
}
