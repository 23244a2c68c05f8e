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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.match.Matching;
import org.lockkeeper.policy.bundle.SignedBundle;
import org.lockkeeper.shared.Packer;
import org.lockkeeper.shared.PolicySource;
import org.lockkeeper.shared.PolicySourceContract;

/** One policy for three gateways: whole, with a member killed, torn to pieces and healed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HazelcastPolicySourceTest implements PolicySourceContract {

  @RegisterExtension private final ThreeMembers three = new ThreeMembers();

  private final List<HazelcastPolicySource> sources = new ArrayList<>();
  private Packer packer = new Packer();
  private int round;

  @AfterEach
  void stop() {
    sources.forEach(HazelcastPolicySource::close);
    sources.clear();
    packer = new Packer();
    round++;
    three.mend();
  }

  private HazelcastPolicySource open(int number, Path folder, SignedBundle first) {
    try {
      Path file = folder.resolve(number + ".lkp");
      Files.write(file, first.bytes());
      return HazelcastPolicySource.open(
          three.member(number),
          packer.trusted(),
          Matching.plain(),
          file,
          folder.resolve("kept-" + number).resolve("current.lkp"),
          packer,
          "policy-" + round);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void openAll(Path folder, String pack) {
    SignedBundle first = packer.pack(pack);
    for (int number = 0; number < 3; number++) {
      sources.add(open(number, folder, first));
    }
  }

  private boolean all(String word) {
    return sources.stream().allMatch(each -> verdict(each, word).equals("block"));
  }

  private void awaitAll(String word) {
    ThreeMembers.until().until(() -> all(word));
  }

  @Override
  public Stage stage(Path folder, String pack) {
    openAll(folder, pack);
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

  @Test
  void aBundleReachesEveryMemberWithinTwoSeconds(@TempDir Path folder) {
    openAll(folder, PACK.formatted("alpha"));
    long began = System.nanoTime();
    sources.get(1).publish(packer.pack(PACK.formatted("gamma")));
    awaitAll("gamma");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    ThreeMembers.until()
        .until(
            () ->
                three.members().stream()
                    .allMatch(
                        each ->
                            each.versions().size() == 3
                                && each.versions().values().stream()
                                    .allMatch(sources.getFirst().version().value()::equals)));
  }

  @Test
  void aReplacedFileIsPublished(@TempDir Path folder) throws IOException {
    openAll(folder, PACK.formatted("alpha"));
    Files.write(folder.resolve("2.lkp"), packer.pack(PACK.formatted("gamma")).bytes());
    awaitAll("gamma");
  }

  @Test
  void aBundleThatDoesNotCompileIsRefusedEverywhereAndEveryMemberSaysWhy(@TempDir Path folder) {
    openAll(folder, PACK.formatted("alpha"));
    sources
        .getFirst()
        .publish(packer.pack(PACK.formatted("gamma").replace("list: twos", "list: threes")));
    ThreeMembers.until().until(() -> packer.refusals().size() >= 9);
    for (ClusterMember member : three.members()) {
      assertThat(packer.refusals())
          .filteredOn(why -> why.contains(member.settings().self()) && why.contains("threes"))
          .as("told at each of three")
          .hasSize(3);
    }
    assertThat(all("alpha")).isTrue();
  }

  @Test
  void whatWasRefusedMayBeMendedAndPublishedAgain(@TempDir Path folder) {
    openAll(folder, PACK.formatted("alpha"));
    SignedBundle wrong = packer.pack("pack: 1");
    sources.getFirst().publish(wrong);
    ThreeMembers.until().until(() -> !packer.refusals().isEmpty());
    int told = packer.refusals().size();
    sources.getLast().publish(wrong);
    ThreeMembers.until().until(() -> packer.refusals().size() > told);
    sources.getFirst().publish(packer.pack(PACK.formatted("gamma")));
    awaitAll("gamma");
  }

  @Test
  void aStrangersBundleIsRefusedEverywhere(@TempDir Path folder) {
    openAll(folder, PACK.formatted("alpha"));
    sources.getFirst().publish(packer.packByAStranger(PACK.formatted("delta")));
    ThreeMembers.until().until(() -> packer.refusals().size() >= 9);
    assertThat(packer.refusals()).allMatch(why -> why.contains("not among the trusted"));
    assertThat(all("alpha")).isTrue();
  }

  @Test
  void aStrangersWordPutsNothingInForce(@TempDir Path folder) {
    openAll(folder, PACK.formatted("alpha"));
    SignedBundle next = packer.pack(PACK.formatted("gamma"));
    // Signed by the right hand, but put in force by nobody who may.
    var map = three.member(0).copies("policy-" + round);
    map.put("bundle x", next.bytes());
    map.put("proposed", new byte[] {1, 2, 3});
    map.put("current", new byte[40]);
    sources.getLast().publish(packer.pack(PACK.formatted("delta")));
    awaitAll("delta");
  }

  @Test
  void whoComesBackTakesTheSetInForceBeforeItServes(@TempDir Path folder) {
    openAll(folder, PACK.formatted("alpha"));
    SignedBundle old = packer.pack(PACK.formatted("beta"));
    sources.removeLast().close();
    three.kill(2);
    sources.getFirst().publish(packer.pack(PACK.formatted("gamma")));
    awaitAll("gamma");
    var unused = three.revive(2);
    HazelcastPolicySource back = open(2, folder, old);
    sources.add(back);
    assertThat(verdict(back, "gamma")).as("at once").isEqualTo("block");
  }

  @Test
  void whoComesBackAloneTakesTheSetItKept(@TempDir Path folder) {
    openAll(folder, PACK.formatted("alpha"));
    SignedBundle old = packer.pack(PACK.formatted("beta"));
    sources.getFirst().publish(packer.pack(PACK.formatted("gamma")));
    awaitAll("gamma");
    sources.forEach(HazelcastPolicySource::close);
    sources.clear();
    three.members().forEach(ClusterMember::terminate);
    var unused = three.revive(1);
    HazelcastPolicySource alone = open(1, folder, old);
    sources.add(alone);
    assertThat(verdict(alone, "gamma")).isEqualTo("block");
  }

  @Test
  void tornMembersKeepTheirSetAndSwitchTogetherWhenHealed(@TempDir Path folder) {
    openAll(folder, PACK.formatted("alpha"));
    three.tear();
    sources.get(1).publish(packer.pack(PACK.formatted("gamma")));
    sources.forEach(HazelcastPolicySourceTest::awaitLooks);
    assertThat(all("alpha")).as("a part alone changes nothing").isTrue();
    three.heal();
    awaitAll("gamma");
    sources.getFirst().publish(packer.pack(PACK.formatted("epsilon")));
    awaitAll("epsilon");
  }

  @Test
  void theTwoThatStillSeeEachOtherSwitchAndTheThirdFollowsWhenHealed(@TempDir Path folder) {
    openAll(folder, PACK.formatted("alpha"));
    three.tearOff(0);
    sources.get(2).publish(packer.pack(PACK.formatted("gamma")));
    ThreeMembers.until()
        .until(
            () ->
                sources.subList(1, 3).stream()
                    .allMatch(each -> verdict(each, "gamma").equals("block")));
    assertThat(verdict(sources.getFirst(), "alpha")).isEqualTo("block");
    three.heal();
    awaitAll("gamma");
  }

  @Test
  void withoutHazelcastTheLastGoodSetStays(@TempDir Path folder) {
    openAll(folder, PACK.formatted("alpha"));
    three.members().forEach(ClusterMember::terminate);
    sources.getFirst().publish(packer.pack(PACK.formatted("gamma")));
    sources.forEach(HazelcastPolicySourceTest::awaitLooks);
    assertThat(all("alpha")).isTrue();
  }

  /** Time for a source to look a few times and do wrong. */
  private static void awaitLooks(HazelcastPolicySource source) {
    long seen = source.looks();
    ThreeMembers.until().until(() -> source.looks() > seen + 5);
  }
}
