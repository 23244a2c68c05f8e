package org.lockkeeper.archive.tlog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.tlog.NaiveTree;
import org.lockkeeper.archive.tlog.Note;
import org.lockkeeper.archive.tlog.NoteSigner;
import org.lockkeeper.archive.tlog.ProofFault;
import org.lockkeeper.archive.tlog.SignatureType;
import org.lockkeeper.archive.tlog.TestKeys;
import org.lockkeeper.archive.tlog.TreeHead;

class LeafLogTest {

  @TempDir Path directory;

  private final NoteSigner signer = TestKeys.signer(TileLogTest.ORIGIN, SignatureType.ED25519);
  private final FaultyTiles files = new FaultyTiles();
  private final List<Note> published = new CopyOnWriteArrayList<>();

  /** Nothing is signed by the clock: only when it is asked for. */
  private LeafLog open(long waitingBytes) {
    return open(Duration.ofDays(1), waitingBytes);
  }

  private LeafLog open(Duration cadence, long waitingBytes) {
    return LeafLog.open(
        directory.resolve("log"),
        TileLogTest.ORIGIN,
        List.of(signer),
        files,
        new LeafLog.Settings(cadence, waitingBytes),
        InstantSource.fixed(TileLogTest.NOW),
        published::add);
  }

  private static List<byte[]> leaves(long first, long end) {
    return NaiveTree.leaves(end).subList((int) first, (int) end);
  }

  @Test
  void whatIsAppendedIsInTheTreeSoon() throws InterruptedException, ProofFault {
    try (LeafLog log = open(1 << 20)) {
      log.append(0, leaves(0, 300));
      assertThat(log.size()).isZero();
      assertThat(log.read(299, 10)).containsExactly(NaiveTree.leaf(299));

      log.await(300);

      assertThat(log.size()).isEqualTo(300);
      TreeHead head = TreeHead.parse(published.getLast().text());
      assertThat(head.root()).isEqualTo(NaiveTree.mth(leaves(0, 300)));
      assertThat(log.read(255, 10)).containsExactly(NaiveTree.leaf(255));
      assertThat(log.read(256, 2)).containsExactly(NaiveTree.leaf(256), NaiveTree.leaf(257));
    }
  }

  @Test
  void theClockSignsToo() throws InterruptedException {
    CountDownLatch all = new CountDownLatch(1);
    try (LeafLog log =
        LeafLog.open(
            directory.resolve("log"),
            TileLogTest.ORIGIN,
            List.of(signer),
            files,
            new LeafLog.Settings(Duration.ofMillis(1), 1 << 20),
            InstantSource.fixed(TileLogTest.NOW),
            note -> {
              if (note.text().contains("\n3\n")) {
                all.countDown();
              }
            })) {
      log.append(0, leaves(0, 3));
      assertThat(all.await(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void closingSignsWhatIsWaitingAndARestartGoesOn() throws InterruptedException {
    try (LeafLog log = open(1 << 20)) {
      log.append(0, leaves(0, 10));
    }
    try (LeafLog log = open(1 << 20)) {
      assertThat(log.size()).isEqualTo(10);
      // Given again from before the checkpoint on: nothing is there twice.
      log.append(5, leaves(5, 600));
      log.await(600);
    }
    assertThat(
            TileCheck.of(directory.resolve("log"), List.of(signer.verifier()), (index, leaf) -> {}))
        .isInstanceOfSatisfying(
            TileCheck.Intact.class,
            intact -> assertThat(intact.head().root()).isEqualTo(NaiveTree.mth(leaves(0, 600))));
  }

  @Test
  void aGapIsRefused() {
    try (LeafLog log = open(1 << 20)) {
      log.append(0, leaves(0, 3));
      List<byte[]> later = leaves(4, 5);
      assertThatThrownBy(() -> log.append(4, later)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void whoAppendsTooMuchWaitsForTheDisk() {
    try (LeafLog log = open(100)) {
      for (long i = 0; i < 500; i++) {
        log.append(i, leaves(i, i + 1));
      }
      assertThat(log.size()).isGreaterThan(400);
    }
  }

  @Test
  void aFullDiskIsTriedAgain() throws InterruptedException {
    // Behind opening and an empty checkpoint, amid the tiles.
    files.fullAt = 20;
    try (LeafLog log = open(Duration.ofMillis(1), 1 << 20)) {
      log.append(0, leaves(0, 300));
      log.await(300);
      assertThat(log.failure()).isEmpty();
    }
    assertThat(files.steps()).isGreaterThan(20);
  }

  @Test
  void afterAFailedSyncEverybodyIsTold() {
    LeafLog log = open(1 << 20);
    files.syncFails = true;
    log.append(0, leaves(0, 3));

    assertThatThrownBy(() -> log.await(3))
        .isInstanceOf(ArchiveFailure.class)
        .hasMessageContaining("check the disk");
    List<byte[]> more = leaves(3, 4);
    assertThatThrownBy(() -> log.append(3, more)).isInstanceOf(ArchiveFailure.class);
    assertThat(log.failure()).isPresent();
    log.close();
  }
}
