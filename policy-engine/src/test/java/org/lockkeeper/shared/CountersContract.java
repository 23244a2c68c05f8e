package org.lockkeeper.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.lockkeeper.shared.Counters.Count;

/** What any counters do. */
public interface CountersContract {

  Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  Duration HOUR = Duration.ofHours(1);

  /** Counters with nothing in them, all of whose parts can be asked. */
  Counters counters();

  @Test
  default void nothingIsNothing() {
    assertThat(counters().sum("nobody", HOUR, NOON)).isEqualTo(new Count(0, true));
  }

  @Test
  default void amountsAddUpByKey() {
    Counters counters = counters();
    counters.add("ann", 1, NOON);
    counters.add("ann", 2, NOON.plusMillis(1));
    counters.add("bob", 40, NOON);
    assertThat(counters.sum("ann", HOUR, NOON.plusSeconds(1))).isEqualTo(new Count(3, true));
    assertThat(counters.sum("bob", HOUR, NOON.plusSeconds(1))).isEqualTo(new Count(40, true));
  }

  @Test
  default void aWindowForgetsWhatLiesBeforeItAndWhatComesAfter() {
    Counters counters = counters();
    counters.add("ann", 1, NOON);
    counters.add("ann", 10, NOON.plusSeconds(1800));
    assertThat(counters.sum("ann", HOUR, NOON.plusSeconds(3599)).sum()).isEqualTo(11);
    assertThat(counters.sum("ann", HOUR, NOON.plusSeconds(3700)).sum()).isEqualTo(10);
    assertThat(counters.sum("ann", HOUR, NOON.plusSeconds(60)).sum()).isEqualTo(1);
    assertThat(counters.sum("ann", Duration.ofSeconds(5), NOON.plusSeconds(60)).sum()).isZero();
  }

  @Test
  default void theOrderOfAddingDoesNotMatter() {
    Counters counters = counters();
    counters.add("ann", 4, NOON.plusSeconds(20));
    counters.add("ann", 2, NOON.plusSeconds(10));
    counters.add("ann", 1, NOON);
    assertThat(counters.sum("ann", Duration.ofSeconds(15), NOON.plusSeconds(20)).sum())
        .isEqualTo(6);
    assertThat(counters.sum("ann", HOUR, NOON.plusSeconds(20)).sum()).isEqualTo(7);
  }

  @Test
  default void everyWindowIsNeverTooLittleAndAtMostASixtiethTooMuch() {
    Counters counters = counters();
    SplittableRandom random = new SplittableRandom(7);
    List<Long> seconds = new ArrayList<>();
    for (long second = 0; second < 200_000; second += random.nextLong(1, 400)) {
      seconds.add(second);
      counters.add("ann", 1, NOON.plusSeconds(second));
    }
    Instant now = NOON.plusSeconds(200_000);
    for (long window : new long[] {1, 7, 59, 60, 61, 600, 3600, 5000, 40_000, 86_400, 190_000}) {
      long least = seconds.stream().filter(at -> at >= 200_000 - window).count();
      long slack = Math.max(1, window / 60) + 1;
      long most = seconds.stream().filter(at -> at >= 200_000 - window - slack).count();
      assertThat(counters.sum("ann", Duration.ofSeconds(window), now).sum())
          .as("%d s", window)
          .isBetween(least, most);
    }
  }

  @Test
  default void aSumThatCannotGrowFurtherStays() {
    Counters counters = counters();
    counters.add("ann", Long.MAX_VALUE, NOON);
    counters.add("ann", Long.MAX_VALUE, NOON.plusSeconds(5));
    assertThat(counters.sum("ann", HOUR, NOON.plusSeconds(5)).sum()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  default void whatMakesNoSenseIsRefused() {
    Counters counters = counters();
    assertThatThrownBy(() -> counters.add("ann", -1, NOON))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> counters.sum("ann", Duration.ZERO, NOON))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void anyKeyWillDo() {
    Counters counters = counters();
    for (String key : List.of("", "\uD800", "\0", "k".repeat(10_000), "é/ü")) {
      counters.add(key, 3, NOON);
      assertThat(counters.sum(key, HOUR, NOON).sum()).isEqualTo(3);
    }
  }

  @Test
  default void manyThreadsLoseNothing() throws InterruptedException {
    Counters counters = counters();
    List<Thread> threads = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      threads.add(
          Thread.startVirtualThread(
              () -> {
                for (int time = 0; time < 500; time++) {
                  counters.add("ann", 1, NOON.plusSeconds(time));
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(counters.sum("ann", HOUR, NOON.plusSeconds(500)).sum()).isEqualTo(2000);
  }
}
