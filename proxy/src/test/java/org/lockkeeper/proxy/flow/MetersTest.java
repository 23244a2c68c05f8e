package org.lockkeeper.proxy.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.Verdict;

final class MetersTest {
  private static final ServiceId SERVICE = new ServiceId("mattermost");

  private Instant now = Instant.parse("2026-11-20T09:30:00Z");
  private final Meters meters = new Meters((InstantSource) () -> now);

  @Test
  void countsByServiceAndVerdict() {
    judge("post", new Verdict.Allow());
    judge("edit", new Verdict.Allow());
    judge("post", new Verdict.Redact());
    meters.judged(new ServiceId("mastodon"), "post", new Verdict.Allow(), Duration.ofNanos(60_000));

    assertThat(meters.snapshot().judged())
        .isEqualTo(
            Map.of(
                "mattermost", Map.of("allow", 2L, "redact", 1L), "mastodon", Map.of("allow", 1L)));
    assertThat(meters.snapshot().byVerdict()).isEqualTo(Map.of("allow", 3L, "redact", 1L));
  }

  @Test
  void theRateForgetsAfterAMinute() {
    judge("post", new Verdict.Allow());
    now = now.plusSeconds(59);
    judge("post", new Verdict.Allow());
    assertThat(meters.snapshot().lastMinute()).isEqualTo(2);
    now = now.plusSeconds(1);
    assertThat(meters.snapshot().lastMinute()).isEqualTo(1);
    now = now.plusSeconds(600);
    assertThat(meters.snapshot().lastMinute()).isZero();
    judge("post", new Verdict.Allow());
    assertThat(meters.snapshot().lastMinute()).isEqualTo(1);
  }

  @Test
  void noPeerCanGrowTheNumberOfSeries() {
    for (int n = 0; n < 10_000; n++) {
      meters.unknownWrite(SERVICE, "INVENTED" + n);
      meters.unreadable(SERVICE, "why " + n);
      meters.refusedOnWire("reason " + n);
      judge("operation " + n, new Verdict.Allow());
    }

    assertThat(meters.prometheus().lines().count()).isLessThan(5L * (Meters.VALUES + 10));
    assertThat(meters.snapshot().unreadable()).isEqualTo(10_000);
    assertThat(meters.snapshot().unknownWrites()).isEqualTo(10_000);
    assertThat(meters.snapshot().refusedOnWire()).isEqualTo(10_000);
    assertThat(meters.prometheus())
        .contains("lockkeeper_unknown_writes_total{method=\"other\",service=\"mattermost\"} 10000");
  }

  @Test
  void connectionsGoUpAndDown() {
    meters.connection(true);
    meters.connection(true);
    meters.connection(false);
    assertThat(meters.snapshot().connections()).isEqualTo(1);
    assertThat(meters.prometheus())
        .contains("lockkeeper_connections 1.0")
        .contains("lockkeeper_connections_opened_total 2.0");
  }

  @Test
  void onlyThePolicyInForceIsShown() {
    meters.policyLoaded("one");
    meters.policyRefused();
    assertThat(meters.snapshot().policy()).isEqualTo("one");
    meters.policyLoaded("two");
    assertThat(meters.snapshot().policy()).isEqualTo("two");
    assertThat(meters.prometheus())
        .contains("lockkeeper_policy{version=\"two\"} 1.0")
        .doesNotContain("version=\"one\"")
        .contains("lockkeeper_policy_loads_total{result=\"refused\"} 1.0");
  }

  @Test
  void gaugesAreAskedWhenShown() {
    long[] lag = {7};
    meters.gauge("index.lag", "Records not yet searchable", () -> lag[0]);
    assertThat(meters.snapshot().gauges()).containsEntry("index.lag", 7.0);
    lag[0] = 2;
    assertThat(meters.prometheus()).contains("lockkeeper_index_lag 2.0");
  }

  @Test
  void theRestIsCounted() {
    meters.passedThrough(SERVICE);
    meters.recorded(Duration.ofMillis(2));
    meters.recordFailed();
    meters.upstreamFailed(SERVICE);
    Meters.Snapshot now = meters.snapshot();
    assertThat(now.passedThrough()).isEqualTo(1);
    assertThat(now.recorded()).isEqualTo(1);
    assertThat(now.recordFailures()).isEqualTo(1);
    assertThat(now.upstreamFailures()).isEqualTo(1);
    assertThat(meters.prometheus()).contains("lockkeeper_recording_seconds_count 1");
  }

  private void judge(String operation, Verdict verdict) {
    meters.judged(SERVICE, operation, verdict, Duration.ofNanos(60_000));
  }
}
