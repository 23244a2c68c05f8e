package org.lockkeeper.proxy.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lockkeeper.message.Digest;
import org.lockkeeper.shared.FindingsCache;
import org.lockkeeper.shared.FindingsCacheContract;

/** What one of three gateways finds, the others need not look for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HazelcastFindingsCacheTest implements FindingsCacheContract {

  @RegisterExtension private final ThreeMembers three = new ThreeMembers();

  private final List<HazelcastFindingsCache> opened = new ArrayList<>();

  @AfterEach
  void stop() {
    opened.forEach(HazelcastFindingsCache::close);
    opened.clear();
    three.mend();
  }

  private HazelcastFindingsCache cache(ClusterMember member) {
    HazelcastFindingsCache cache = HazelcastFindingsCache.of(member, "1.0", 1 << 17);
    opened.add(cache);
    return cache;
  }

  @Override
  public FindingsCache cache() {
    return cache(three.member(0));
  }

  @Test
  void whatOneMemberFindsTheOthersKnowSoon() {
    FindingsCache here = cache(three.member(0));
    FindingsCache there = cache(three.member(1));
    here.put(FindingsCacheContract.key(7), SOMETHING);
    ThreeMembers.until()
        .until(() -> there.get(FindingsCacheContract.key(7)).equals(Optional.of(SOMETHING)));
    assertThat(there.get(FindingsCacheContract.key(7))).as("and for good").isPresent();
  }

  @Test
  void aStrangerPlantsNothing() {
    FindingsCache there = cache(three.member(1));
    Seal stranger = Seal.of("another secret of the same length, or so".getBytes(UTF_8));
    byte[] clear = FindingsFormatV1.write(SOMETHING).orElseThrow();
    Digest key = FindingsCacheContract.key(8);
    Digest text =
        Digest.of(ByteBuffer.allocate(35).put(key.bytes()).put("1.0".getBytes(UTF_8)).array());
    // Under the right name, which only who has the secret could know, and by the wrong hand.
    Locked forged =
        new Locked(
            Locked.name(ThreeMembers.SEAL, text),
            Locked.of(stranger, text, clear, new SecureRandom()).content());
    three.member(0).topic("findings").publish(stranger.seal("findings", forged.bytes()));
    three.member(0).topic("findings").publish(ThreeMembers.SEAL.seal("findings", forged.bytes()));
    FindingsCache here = cache(three.member(0));
    here.put(FindingsCacheContract.key(9), SOMETHING);
    ThreeMembers.until().until(() -> there.get(FindingsCacheContract.key(9)).isPresent());
    assertThat(there.get(key)).as("told before the other").isEmpty();
  }

  @Test
  void withoutHazelcastItRemembersAlone() {
    FindingsCache alone = cache(three.member(0));
    three.member(0).terminate();
    alone.put(FindingsCacheContract.key(1), SOMETHING);
    assertThat(alone.get(FindingsCacheContract.key(1))).contains(SOMETHING);
  }
}
