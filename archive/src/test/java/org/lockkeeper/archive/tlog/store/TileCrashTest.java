package org.lockkeeper.archive.tlog.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.tlog.NaiveTree;
import org.lockkeeper.archive.tlog.NoteSigner;
import org.lockkeeper.archive.tlog.SignatureType;
import org.lockkeeper.archive.tlog.TestKeys;
import org.lockkeeper.message.Digest;

/** The process ends, the power goes or the disk fails in each step of writing. */
class TileCrashTest {

  private static final String ORIGIN = TileLogTest.ORIGIN;
  private static final long[] SIZES = {3, 256, 300};

  @TempDir Path directory;

  private final NoteSigner signer = TestKeys.signer(ORIGIN, SignatureType.ED25519);

  /** Grows through all sizes; what it publishes is checked to be whole on the disk. */
  private void grow(Path log, FaultyTiles files) {
    ListedLeaves leaves = new ListedLeaves(0);
    TileLog writer = TileLog.open(log, ORIGIN, List.of(signer), files, leaves);
    for (long size : SIZES) {
      leaves.grow(size);
      writer.advance(TileLogTest.NOW);
    }
  }

  private TileCheck.Result check(Path log) {
    return TileCheck.of(log, List.of(signer.verifier()), (index, leaf) -> {});
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whereverItEndsTheNextStartMendsIt(boolean power) throws IOException {
    FaultyTiles counting = new FaultyTiles();
    grow(Files.createDirectory(directory.resolve("all")).resolve("log"), counting);
    assertThat(counting.steps()).isGreaterThan(60);

    long last = SIZES[SIZES.length - 1];
    Digest root = NaiveTree.mth(NaiveTree.leaves(last));
    for (long end = 0; end < counting.steps(); end++) {
      Path log = Files.createDirectory(directory.resolve("end" + end)).resolve("log");
      FaultyTiles files = new FaultyTiles();
      files.endsAt = end;
      assertThatThrownBy(() -> grow(log, files)).isInstanceOf(ArchiveFailure.class);
      if (power) {
        files.cutPower();
      }
      if (Files.exists(log.resolve("checkpoint"))) {
        assertThat(check(log)).as("ended at step %s", end).isInstanceOf(TileCheck.Intact.class);
      }

      files.endsAt = Long.MAX_VALUE;
      TileLog again = TileLog.open(log, ORIGIN, List.of(signer), files, new ListedLeaves(last));
      again.advance(TileLogTest.NOW);
      // What was said to be published stays so even if power goes right then.
      files.cutPower();
      TileCheck.Result result = check(log);
      assertThat(result).as("mended after step %s", end).isInstanceOf(TileCheck.Intact.class);
      assertThat(((TileCheck.Intact) result).head().root()).isEqualTo(root);
    }
  }

  @Test
  void aFullDiskIsTriedAgain() throws IOException {
    FaultyTiles counting = new FaultyTiles();
    grow(Files.createDirectory(directory.resolve("all")).resolve("log"), counting);

    for (long full = 8; full < counting.steps(); full++) {
      Path log = Files.createDirectory(directory.resolve("full" + full)).resolve("log");
      FaultyTiles files = new FaultyTiles();
      files.fullAt = full;
      ListedLeaves leaves = new ListedLeaves(0);
      TileLog writer = TileLog.open(log, ORIGIN, List.of(signer), files, leaves);
      int failures = 0;
      for (long size : SIZES) {
        leaves.grow(size);
        try {
          writer.advance(TileLogTest.NOW);
        } catch (ArchiveFailure e) {
          assertThat(e.kind()).isEqualTo(ArchiveFailure.Kind.FULL);
          failures++;
          writer.advance(TileLogTest.NOW);
        }
      }
      assertThat(failures).isEqualTo(1);
      assertThat(check(log)).isInstanceOf(TileCheck.Intact.class);
    }
  }

  @Test
  void afterAFailedSyncNothingIsWritten() {
    FaultyTiles files = new FaultyTiles();
    ListedLeaves leaves = new ListedLeaves(5);
    Path log = directory.resolve("log");
    TileLog writer = TileLog.open(log, ORIGIN, List.of(signer), files, leaves);
    writer.advance(TileLogTest.NOW);
    leaves.grow(6);
    files.syncFails = true;

    assertThatThrownBy(() -> writer.advance(TileLogTest.NOW))
        .hasMessageContaining("check the disk");
    files.syncFails = false;
    long before = files.steps();
    assertThatThrownBy(() -> writer.advance(TileLogTest.NOW))
        .hasMessageContaining("check the disk");
    assertThat(files.steps()).isEqualTo(before);
    assertThat(check(log)).isInstanceOf(TileCheck.Intact.class);
  }
}
