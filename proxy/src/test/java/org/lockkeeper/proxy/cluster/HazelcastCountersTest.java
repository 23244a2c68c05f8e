package org.lockkeeper.proxy.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lockkeeper.shared.Counters;
import org.lockkeeper.shared.Counters.Count;
import org.lockkeeper.shared.CountersContract;
import org.lockkeeper.shared.LocalCounters;

/** Counts of three gateways: whole, with a member killed, torn to pieces and healed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HazelcastCountersTest implements CountersContract {

  @RegisterExtension private final ThreeMembers three = new ThreeMembers();

  private final List<HazelcastCounters> opened = new ArrayList<>();
  private int round;

  @AfterEach
  void stop() {
    opened.forEach(HazelcastCounters::close);
    opened.clear();
    round++;
    three.mend();
  }

  private HazelcastCounters counters(ClusterMember member) {
    HazelcastCounters counters =
        HazelcastCounters.of(member, LocalCounters.Limits.DEFAULT, "counts-" + round);
    opened.add(counters);
    return counters;
  }

  /** One at each member, all of whom have heard each other. */
  private List<HazelcastCounters> all() {
    List<HazelcastCounters> all = three.members().stream().map(this::counters).toList();
    ThreeMembers.until().until(() -> all.stream().allMatch(HazelcastCounters::complete));
    return all;
  }

  @Override
  public Counters counters() {
    return all().getFirst();
  }

  private static Count ann(Counters counters) {
    return counters.sum("ann", HOUR, NOON);
  }

  private static void awaitAll(List<? extends Counters> all, Count count) {
    ThreeMembers.until()
        .untilAsserted(
            () -> assertThat(all).extracting(HazelcastCountersTest::ann).allMatch(count::equals));
  }

  @Test
  void whatOneMemberCountsAllKnowSoon() {
    List<HazelcastCounters> all = all();
    all.forEach(each -> each.add("ann", 1, NOON));
    awaitAll(all, new Count(3, true));
  }

  @Test
  void whatAKilledMemberHadToldStaysAndSumsAreUncertainUntilOneIsBack() {
    List<HazelcastCounters> all = all();
    all.get(2).add("ann", 5, NOON);
    awaitAll(all, new Count(5, true));
    all.get(2).close();
    three.kill(2);
    List<HazelcastCounters> left = all.subList(0, 2);
    awaitAll(left, new Count(5, false));
    all.get(1).add("ann", 2, NOON);
    awaitAll(left, new Count(7, false));
    HazelcastCounters back = counters(three.revive(2));
    awaitAll(List.of(all.get(0), all.get(1), back), new Count(7, true));
  }

  @Test
  void tornMembersCountForThemselvesAndAddUpWhenHealed() {
    List<HazelcastCounters> all = all();
    all.forEach(each -> each.add("ann", 1, NOON));
    awaitAll(all, new Count(3, true));
    three.tear();
    all.forEach(each -> each.add("ann", 10, NOON));
    awaitAll(all, new Count(13, false));
    three.heal();
    awaitAll(all, new Count(33, true));
  }

  @Test
  void theTwoThatStillSeeEachOtherGoOnTogether() {
    List<HazelcastCounters> all = all();
    three.tearOff(2);
    all.forEach(each -> each.add("ann", 10, NOON));
    awaitAll(all.subList(0, 2), new Count(20, false));
    awaitAll(all.subList(2, 3), new Count(10, false));
    three.heal();
    awaitAll(all, new Count(30, true));
  }

  @Test
  void whoComesLateKnowsWhatTheGoneHadCounted() {
    List<HazelcastCounters> all = all();
    all.forEach(each -> each.add("ann", 1, NOON));
    awaitAll(all, new Count(3, true));
    for (int gone = 1; gone <= 2; gone++) {
      all.get(gone).close();
      three.kill(gone);
    }
    HazelcastCounters late = counters(three.revive(1));
    HazelcastCounters later = counters(three.revive(2));
    awaitAll(List.of(all.getFirst(), late, later), new Count(3, true));
  }

  @Test
  void withoutHazelcastAMemberCountsAloneAndSaysSo() {
    HazelcastCounters alone = all().getFirst();
    three.member(0).terminate();
    alone.add("ann", 4, NOON);
    ThreeMembers.until().until(() -> ann(alone).equals(new Count(4, false)));
  }

  @Test
  void aStrangersCountsDoNotCount() {
    List<HazelcastCounters> all = all();
    byte[] forged =
        Seal.of("another secret of the same length, or so".getBytes(UTF_8))
            .seal(
                "counts-" + round,
                CountMessage.write(
                    new CountMessage.Batch(
                        three.member(1).origin(),
                        three.member(1).settings().self(),
                        1_000_000,
                        false,
                        false,
                        0,
                        Long.MIN_VALUE,
                        List.of(),
                        List.of())));
    three.member(1).topic("counts-" + round).publish(forged);
    all.get(1).add("ann", 1, NOON);
    awaitAll(all, new Count(1, true));
  }
}
