package org.lockkeeper.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockkeeper.shared.PolicySourceContract.verdict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.match.Matching;
import org.lockkeeper.policy.bundle.SignedBundle;
import org.lockkeeper.shared.Counters;
import org.lockkeeper.shared.Counters.Count;
import org.lockkeeper.shared.CountersContract;
import org.lockkeeper.shared.FindingsCache;
import org.lockkeeper.shared.FindingsCacheContract;
import org.lockkeeper.shared.LocalCounters;
import org.lockkeeper.shared.Packer;
import org.lockkeeper.shared.PolicySource;
import org.lockkeeper.shared.PolicySourceContract;

/** Three gateways as one: whole, with a member killed, torn to pieces and healed. */
final class ClusterTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<AutoCloseable> opened = new ArrayList<>();
  private ThreeMembers three;

  @BeforeEach
  void start() {
    three = new ThreeMembers();
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
    three.close();
  }

  private HazelcastCounters counters(ClusterMember member) {
    HazelcastCounters counters = HazelcastCounters.of(member, LocalCounters.Limits.DEFAULT);
    opened.add(counters);
    return counters;
  }

  private List<HazelcastCounters> counters() {
    return List.of(counters(three.member(0)), counters(three.member(1)), counters(three.member(2)));
  }

  @Nested
  final class Counting implements CountersContract {

    @Override
    public Counters counters() {
      List<HazelcastCounters> all = ClusterTest.this.counters();
      ThreeMembers.until()
          .until(() -> all.getFirst().sum("nobody", HOUR, NOON).certain());
      return all.getFirst();
    }

    @Test
    void whatOneMemberCountsAllKnowSoon() {
      List<HazelcastCounters> all = ClusterTest.this.counters();
      all.forEach(each -> each.add("ann", 1, NOON));
      ThreeMembers.until()
          .untilAsserted(
              () ->
                  assertThat(all)
                      .allMatch(
                          each -> each.sum("ann", HOUR, NOON).equals(new Count(3, true))));
    }

    @Test
    void whatAKilledMemberHadShownStaysAndSumsAreUncertainUntilOneIsBack() {
      List<HazelcastCounters> all = ClusterTest.this.counters();
      all.get(2).add("ann", 5, NOON);
      ThreeMembers.until().until(() -> all.get(0).sum("ann", HOUR, NOON).sum() == 5);
      three.kill(2);
      assertThat(all.get(0).sum("ann", HOUR, NOON)).isEqualTo(new Count(5, false));
      all.get(1).add("ann", 2, NOON);
      ThreeMembers.until().until(() -> all.get(0).sum("ann", HOUR, NOON).sum() == 7);
      Counters back = ClusterTest.this.counters(three.revive(2));
      ThreeMembers.until()
          .until(() -> back.sum("ann", HOUR, NOON).equals(new Count(7, true)));
      ThreeMembers.until()
          .until(() -> all.get(0).sum("ann", HOUR, NOON).equals(new Count(7, true)));
    }

    @Test
    void tornMembersCountForThemselvesAndAddUpWhenHealed() {
      List<HazelcastCounters> all = ClusterTest.this.counters();
      all.forEach(each -> each.add("ann", 1, NOON));
      ThreeMembers.until()
          .untilAsserted(
              () -> assertThat(all).allMatch(each -> each.sum("ann", HOUR, NOON).sum() == 3));
      three.tear();
      for (HazelcastCounters each : all) {
        each.add("ann", 10, NOON);
        Count count = each.sum("ann", HOUR, NOON);
        assertThat(count.certain()).isFalse();
        assertThat(count.sum()).isBetween(11L, 13L);
      }
      three.heal();
      ThreeMembers.until()
          .untilAsserted(
              () ->
                  assertThat(all)
                      .allMatch(
                          each -> each.sum("ann", HOUR, NOON).equals(new Count(33, true))));
    }

    @Test
    void withoutHazelcastAMemberCountsAlone() {
      HazelcastCounters alone = ClusterTest.this.counters(three.member(0));
      three.member(0).terminate();
      alone.add("ann", 4, NOON);
      assertThat(alone.sum("ann", HOUR, NOON)).isEqualTo(new Count(4, false));
    }
  }

  @Nested
  final class Remembering implements FindingsCacheContract {

    private HazelcastFindingsCache cache(ClusterMember member) {
      HazelcastFindingsCache cache = HazelcastFindingsCache.of(member, 1 << 16);
      opened.add(cache);
      return cache;
    }

    @Override
    public FindingsCache cache() {
      return cache(three.member(0));
    }

    @Test
    void whatOneMemberFindsTheOthersHear() {
      FindingsCache here = cache(three.member(0));
      FindingsCache there = cache(three.member(1));
      ThreeMembers.until()
          .until(
              () -> {
                here.put(FindingsCacheContract.key(1), SOMETHING);
                return there.get(FindingsCacheContract.key(1)).equals(java.util.Optional.of(SOMETHING));
              });
    }

    @Test
    void withoutHazelcastItRemembersAlone() {
      FindingsCache alone = cache(three.member(0));
      three.member(0).terminate();
      alone.put(FindingsCacheContract.key(1), SOMETHING);
      assertThat(alone.get(FindingsCacheContract.key(1))).contains(SOMETHING);
    }
  }

  @Nested
  final class Ruling implements PolicySourceContract {

    private final Packer packer = new Packer();
    private final List<HazelcastPolicySource> sources = new ArrayList<>();

    private HazelcastPolicySource open(ClusterMember member, Path folder, SignedBundle first) {
      try {
        Path file = folder.resolve(member.settings().port() + ".lkp");
        Files.write(file, first.bytes());
        HazelcastPolicySource source =
            HazelcastPolicySource.open(
                member,
                packer.trusted(),
                Matching.plain(),
                file,
                folder.resolve(member.settings().port() + "-kept").resolve("current.lkp"),
                packer,
                PATIENCE);
        opened.add(source);
        return source;
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }

    private void open(Path folder, String word) {
      SignedBundle first = packer.pack(PACK.formatted(word));
      for (int each = 0; each < 3; each++) {
        sources.add(open(three.member(each), folder, first));
      }
    }

    @Override
    public Stage stage(Path folder, String pack) {
      SignedBundle first = packer.pack(pack);
      for (int each = 0; each < 3; each++) {
        sources.add(open(three.member(each), folder, first));
      }
      return new Stage() {
        @Override
        public PolicySource source() {
          return sources.getFirst();
        }

        @Override
        public void change(String next) {
          sources.getLast().publish(packer.pack(next));
        }

        @Override
        public List<String> refusals() {
          return packer.refusals();
        }

        @Override
        public void until(BooleanSupplier holds) {
          ThreeMembers.until().until(holds::getAsBoolean);
        }

        @Override
        public void close() {
          sources.forEach(HazelcastPolicySource::close);
        }
      };
    }

    private boolean all(String word) {
      return sources.stream().allMatch(each -> verdict(each, word).equals("block"));
    }

    @Test
    void aBundleReachesEveryMemberWithinTwoSeconds(@TempDir Path folder) {
      open(folder, "alpha");
      sources.get(1).publish(packer.pack(PACK.formatted("gamma")));
      long began = System.nanoTime();
      ThreeMembers.until().until(() -> all("gamma"));
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      assertThat(took).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aReplacedFileIsPublished(@TempDir Path folder) throws IOException {
      open(folder, "alpha");
      Files.write(
          folder.resolve(three.member(2).settings().port() + ".lkp"),
          packer.pack(PACK.formatted("gamma")).bytes());
      ThreeMembers.until().until(() -> all("gamma"));
    }

    @Test
    void aStrangersBundleIsRefusedEverywhere(@TempDir Path folder) {
      open(folder, "alpha");
      sources.getFirst().publish(packer.packByAStranger(PACK.formatted("delta")));
      ThreeMembers.until().until(() -> packer.refusals().size() >= 3);
      assertThat(packer.refusals()).allMatch(why -> why.contains("not among the trusted"));
      assertThat(all("alpha")).isTrue();
    }

    @Test
    void whoComesBackTakesTheSetInForceBeforeItServes(@TempDir Path folder) {
      open(folder, "alpha");
      SignedBundle old = packer.pack(PACK.formatted("beta"));
      sources.get(2).close();
      three.kill(2);
      sources.remove(2);
      sources.getFirst().publish(packer.pack(PACK.formatted("gamma")));
      ThreeMembers.until().until(() -> all("gamma"));
      HazelcastPolicySource back = open(three.revive(2), folder, old);
      assertThat(verdict(back, "gamma")).as("at once").isEqualTo("block");
    }

    @Test
    void tornMembersKeepTheirLastGoodSetAndSwitchTogetherWhenHealed(@TempDir Path folder) {
      open(folder, "alpha");
      three.tear();
      sources.get(1).publish(packer.pack(PACK.formatted("gamma")));
      Awaiting.looks();
      assertThat(all("alpha")).as("a part alone changes nothing").isTrue();
      three.heal();
      ThreeMembers.until().until(() -> all("gamma"));
      sources.get(0).publish(packer.pack(PACK.formatted("epsilon")));
      ThreeMembers.until().until(() -> all("epsilon"));
    }

    @Test
    void withoutHazelcastTheLastGoodSetStays(@TempDir Path folder) {
      open(folder, "alpha");
      for (int each = 0; each < 3; each++) {
        three.member(each).terminate();
      }
      Awaiting.looks();
      assertThat(all("alpha")).isTrue();
    }
  }

  /** Time for a source to look a few times and do wrong. */
  private static final class Awaiting {
    static void looks() {
      long until = System.nanoTime() + Duration.ofMillis(500).toNanos();
      ThreeMembers.until().until(() -> System.nanoTime() > until);
    }
  }
}
