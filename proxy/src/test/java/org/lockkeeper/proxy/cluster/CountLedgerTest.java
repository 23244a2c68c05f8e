package org.lockkeeper.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.lockkeeper.proxy.cluster.CountMessage.Batch;
import org.lockkeeper.proxy.cluster.CountMessage.Known;
import org.lockkeeper.proxy.cluster.CountMessage.Series;
import org.lockkeeper.shared.AmountSeries;
import org.lockkeeper.shared.Counters.Count;
import org.lockkeeper.shared.LocalCounters;
import org.lockkeeper.shared.LocalCounters.Kept;

/** What is known of two others' counts, and when it is known to be all. */
final class CountLedgerTest {

  private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final UUID ANT = new UUID(0, 1);
  private static final UUID BEE = new UUID(0, 2);
  private static final UUID CAT = new UUID(0, 3);
  private static final long SECOND = 1_000_000_000;

  private final CountLedger ledger =
      new CountLedger(
          ANT, List.of("b:1", "c:1"), LocalCounters.Limits.DEFAULT, Duration.ofSeconds(2));
  private long nanos = 7 * SECOND;

  private static Series ann(UUID origin, long amount, Instant at) {
    AmountSeries series = AmountSeries.EMPTY.plus(at.getEpochSecond(), amount, HOUR);
    return new Series(origin, "ann", new Kept(series, Long.MIN_VALUE));
  }

  private Optional<UUID> hear(UUID origin, long number, Series... series) {
    return ledger.heard(batch(origin, number, false, false, List.of(), series), nanos);
  }

  private static Batch batch(
      UUID origin, long number, boolean first, boolean last, List<Known> known, Series... series) {
    return new Batch(
        origin,
        origin.equals(BEE) ? "b:1" : "c:1",
        number,
        first,
        last,
        NOON.getEpochSecond(),
        Long.MIN_VALUE,
        known,
        List.of(series));
  }

  private Count ann() {
    return ledger.sum("ann", HOUR, NOON.plusSeconds(1), nanos);
  }

  @Test
  void aSumIsCertainOnceBothWereHeardFromTheirBeginning() {
    assertThat(ann()).isEqualTo(new Count(0, false));
    hear(BEE, 1, ann(BEE, 2, NOON));
    assertThat(ann()).isEqualTo(new Count(2, false));
    hear(CAT, 1, ann(CAT, 3, NOON));
    assertThat(ann()).isEqualTo(new Count(5, true));
  }

  @Test
  void aMemberThatFallsSilentMakesItUncertain() {
    hear(BEE, 1);
    hear(CAT, 1, ann(CAT, 3, NOON));
    nanos += SECOND;
    hear(BEE, 2);
    assertThat(ann().certain()).isTrue();
    nanos += SECOND + 1;
    assertThat(ann()).isEqualTo(new Count(3, false));
    hear(CAT, 2);
    assertThat(ann().certain()).isTrue();
  }

  @Test
  void aLostBatchMakesItUncertainUntilAllWasToldAgain() {
    hear(BEE, 1);
    hear(CAT, 1);
    assertThat(hear(BEE, 3, ann(BEE, 1, NOON))).as("whom to ask").contains(BEE);
    assertThat(ann()).isEqualTo(new Count(1, false));
    assertThat(hear(BEE, 4)).as("asked just now").isEmpty();
    assertThat(ann().certain()).isFalse();
    ledger.heard(batch(BEE, 5, true, false, List.of(), ann(BEE, 4, NOON)), nanos);
    assertThat(ann()).as("half told").isEqualTo(new Count(4, false));
    ledger.heard(batch(BEE, 6, false, true, List.of()), nanos);
    assertThat(ann()).isEqualTo(new Count(4, true));
  }

  @Test
  void whatIsLostWhileAllIsToldIsAskedForAgain() {
    hear(CAT, 1);
    assertThat(hear(BEE, 9)).contains(BEE);
    ledger.heard(batch(BEE, 10, true, false, List.of()), nanos);
    nanos += SECOND;
    hear(CAT, 2);
    assertThat(ledger.heard(batch(BEE, 12, false, true, List.of()), nanos)).contains(BEE);
    assertThat(ann().certain()).isFalse();
  }

  @Test
  void whatWasSaidBeforeCanNotBeSaidAgain() {
    hear(CAT, 1);
    hear(BEE, 1, ann(BEE, 1, NOON));
    hear(BEE, 2, ann(BEE, 9, NOON));
    hear(BEE, 1, ann(BEE, 1, NOON));
    assertThat(ann()).isEqualTo(new Count(9, true));
  }

  @Test
  void whatAKilledMemberToldStaysAndItsSuccessorCountsBesideIt() {
    hear(BEE, 1);
    hear(CAT, 1, ann(CAT, 3, NOON));
    nanos += 9 * SECOND;
    hear(BEE, 2);
    assertThat(ann()).isEqualTo(new Count(3, false));
    UUID successor = new UUID(0, 4);
    hear(successor, 1, ann(successor, 1, NOON));
    assertThat(ann()).isEqualTo(new Count(4, true));
  }

  @Test
  void whatAKilledMemberMayHaveToldUnheardKeepsTheWindowUncertain() {
    hear(BEE, 1);
    hear(CAT, 1);
    hear(CAT, 3);
    nanos += 9 * SECOND;
    hear(BEE, 2);
    hear(new UUID(0, 4), 1);
    assertThat(ann().certain()).as("an hour back").isFalse();
    Count minute = ledger.sum("ann", Duration.ofMinutes(1), NOON.plusSeconds(120), nanos);
    assertThat(minute.certain()).as("after what was lost").isTrue();
  }

  @Test
  void whoComesLateInheritsWhatTheOthersHeardOfTheGone() {
    UUID gone = new UUID(0, 9);
    assertThat(hear(BEE, 50)).contains(BEE);
    hear(CAT, 1);
    Known known = new Known(gone, Long.MIN_VALUE, Long.MIN_VALUE);
    ledger.heard(batch(BEE, 51, true, true, List.of(known), ann(gone, 7, NOON)), nanos);
    assertThat(ann()).isEqualTo(new Count(7, true));
    ledger.heard(batch(CAT, 2, true, true, List.of(known), ann(gone, 6, NOON)), nanos);
    assertThat(ann()).as("the fuller copy stays").isEqualTo(new Count(7, true));
  }

  @Test
  void whatTheOthersHeardOfThisOneIsNotCountedAgain() {
    hear(BEE, 50);
    hear(CAT, 1);
    Known known = new Known(ANT, Long.MIN_VALUE, Long.MIN_VALUE);
    ledger.heard(batch(BEE, 51, true, true, List.of(known), ann(ANT, 7, NOON)), nanos);
    assertThat(ann()).isEqualTo(new Count(0, true));
  }

  @Test
  void whatTheOthersLackOfTheGoneIsLackingHere() {
    UUID gone = new UUID(0, 9);
    hear(BEE, 50);
    hear(CAT, 1);
    Known known = new Known(gone, NOON.getEpochSecond(), Long.MIN_VALUE);
    ledger.heard(batch(BEE, 51, true, true, List.of(known), ann(gone, 7, NOON)), nanos);
    assertThat(ann()).isEqualTo(new Count(7, false));
  }

  @Test
  void messagesComeBackAsTheyWereSentAndOthersAreNone() {
    Series odd = new Series(CAT, "\uD800 é", new Kept(AmountSeries.EMPTY.plus(5, 6, HOUR), 4));
    Batch batch = batch(BEE, 3, true, false, List.of(new Known(CAT, 1, 2)), ann(BEE, 1, NOON), odd);
    byte[] bytes = CountMessage.write(batch);
    assertThat(CountMessage.read(bytes)).contains(batch);
    assertThat(CountMessage.read(CountMessage.write(new CountMessage.Ask(BEE))))
        .contains(new CountMessage.Ask(BEE));
    for (int length = 0; length < bytes.length; length++) {
      assertThat(CountMessage.read(java.util.Arrays.copyOf(bytes, length))).isEmpty();
    }
    assertThat(CountMessage.read(java.util.Arrays.copyOf(bytes, bytes.length + 1))).isEmpty();
  }
}
