package org.lockkeeper.archive.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lockkeeper.archive.keys.KeyVaultContract.fails;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.CrashingFiles;
import org.lockkeeper.archive.Samples;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.SegmentFiles;

class KeyRingTest {

  private static final Bucket MAY = new Bucket("standard", YearMonth.of(2026, 5));
  private static final Bucket JUNE = new Bucket("standard", YearMonth.of(2026, 6));

  @TempDir Path directory;

  private final MemoryVault vault = new MemoryVault();

  private KeyRing open(SegmentFiles files) {
    return KeyRing.open(
        directory, vault, files, new SecureRandom(), InstantSource.fixed(Samples.NOON));
  }

  private KeyRing open() {
    return open(CrashingFiles.never());
  }

  @Test
  void givesTheSameKeyForABucketAlsoAfterReopening() {
    byte[] name;
    try (KeyRing ring = open()) {
      BucketKey may = ring.keyOf(MAY);
      assertThat(ring.keyOf(MAY)).isSameAs(may);
      assertThat(ring.keyOf(JUNE).derived(BucketKey.Purpose.NAME))
          .isNotEqualTo(may.derived(BucketKey.Purpose.NAME));
      assertThat(may.derived(BucketKey.Purpose.NAME))
          .isNotEqualTo(may.derived(BucketKey.Purpose.TAG));
      name = may.derived(BucketKey.Purpose.NAME);
      assertThat(ring.epoch()).isEqualTo(2);
    }
    try (KeyRing ring = open()) {
      assertThat(ring.keyOf(MAY).derived(BucketKey.Purpose.NAME)).isEqualTo(name);
      assertThat(ring.key(0).map(BucketKey::bucket)).contains(MAY);
      assertThat(ring.key(2)).isEmpty();
      assertThat(ring.epoch()).isEqualTo(2);
      assertThat(ring.attest().kind()).isEqualTo("memory");
    }
  }

  @Test
  void aDestroyedKeyIsInNoFileAndNoHand() throws IOException {
    byte[] wrapped;
    BucketKey held;
    try (KeyRing ring = open()) {
      held = ring.keyOf(MAY);
      wrapped = slot(0);
      ring.destroy(0);
      assertThat(ring.key(0)).isEmpty();
      fails(ArchiveFailure.Kind.DESTROYED, () -> held.derived(BucketKey.Purpose.NAME));
      fails(ArchiveFailure.Kind.DESTROYED, () -> held.record(new byte[32], 1));
      assertThat(ring.status(0).map(KeyRing.Status::live)).contains(false);
      assertThat(ring.keyOf(MAY).number()).isEqualTo(1);
      assertThat(ring.epoch()).isEqualTo(3);
    }
    assertThat(holds(Files.readAllBytes(directory.resolve("ring.cur")), wrapped)).isFalse();
    try (KeyRing ring = open()) {
      assertThat(ring.key(0)).isEmpty();
      assertThat(ring.key(1)).isPresent();
    }
  }

  @Test
  void rotationWrapsAnewAndKeepsEveryKey() throws IOException {
    byte[] name;
    byte[] before;
    try (KeyRing ring = open()) {
      name = ring.keyOf(MAY).derived(BucketKey.Purpose.NAME);
      ring.keyOf(JUNE);
      ring.destroy(1);
      before = slot(0);
      List<String> roots = vault.names();
      ring.rotate();
      assertThat(vault.names()).hasSize(1).doesNotContainAnyElementsOf(roots);
      assertThat(ring.keyOf(JUNE).number()).isEqualTo(2);
    }
    assertThat(slot(0)).isNotEqualTo(before);
    try (KeyRing ring = open()) {
      assertThat(ring.keyOf(MAY).derived(BucketKey.Purpose.NAME)).isEqualTo(name);
      assertThat(ring.key(1)).isEmpty();
      assertThat(ring.key(2)).isPresent();
    }
  }

  @Test
  void aCrashInAnyStepOfMakingAKeyLeavesARingThatGivesOnlyDurableKeys() throws IOException {
    for (int steps = 0; ; steps++) {
      Path before = directory;
      directory = Files.createDirectories(directory.resolve("made" + steps));
      CrashingFiles files = new CrashingFiles(steps);
      Optional<byte[]> given = Optional.empty();
      boolean crashed = true;
      try {
        KeyRing ring = open(files);
        given = Optional.of(ring.keyOf(MAY).derived(BucketKey.Purpose.NAME));
        ring.keyOf(JUNE);
        crashed = false;
      } catch (ArchiveFailure power) {
        assertThat(power.kind()).isEqualTo(ArchiveFailure.Kind.BROKEN);
      }
      try (KeyRing ring = open()) {
        byte[] name = ring.keyOf(MAY).derived(BucketKey.Purpose.NAME);
        given.ifPresent(key -> assertThat(name).isEqualTo(key));
        assertThat(ring.keyOf(JUNE).number()).isNotEqualTo(ring.keyOf(MAY).number());
      }
      directory = before;
      if (!crashed) {
        assertThat(steps).isGreaterThan(10);
        return;
      }
    }
  }

  @Test
  void aDestructionThatWasBegunIsFinishedAfterACrashInAnyStep() throws IOException {
    Destruction destruction =
        new Destruction(new UUID(1, 2), 0, OptionalLong.empty(), new Position(9, 99));
    for (int steps = 0; ; steps++) {
      Path before = directory;
      directory = Files.createDirectories(directory.resolve("destroyed" + steps));
      CrashingFiles files = CrashingFiles.never();
      KeyRing crashing = open(files);
      crashing.keyOf(MAY);
      byte[] kept = crashing.keyOf(JUNE).derived(BucketKey.Purpose.NAME);
      byte[] wrapped = slot(0);
      files.crashAfter(steps);
      boolean begun = false;
      boolean done = false;
      try {
        crashing.begin(destruction);
        begun = true;
        crashing.destroy(0);
        crashing.concluded(destruction);
        done = true;
      } catch (ArchiveFailure power) {
        assertThat(power.kind()).isEqualTo(ArchiveFailure.Kind.BROKEN);
      }
      try (KeyRing ring = open()) {
        if (begun) {
          assertThat(ring.key(0)).isEmpty();
          assertThat(holds(Files.readAllBytes(directory.resolve("ring.cur")), wrapped)).isFalse();
        }
        assertThat(ring.unfinished())
            .isSubsetOf(destruction)
            .hasSize(ring.key(0).isEmpty() && !done ? ring.unfinished().size() : 0);
        assertThat(ring.keyOf(JUNE).derived(BucketKey.Purpose.NAME)).isEqualTo(kept);
        ring.unfinished().forEach(ring::concluded);
        assertThat(ring.unfinished()).isEmpty();
      }
      directory = before;
      if (done) {
        assertThat(steps).isEqualTo(6);
        return;
      }
    }
  }

  @Test
  void aRotationHasHappenedOrHasNotAfterACrashInAnyStep() throws IOException {
    for (int steps = 0; ; steps++) {
      Path before = directory;
      directory = Files.createDirectories(directory.resolve("rotated" + steps));
      CrashingFiles files = CrashingFiles.never();
      KeyRing crashing = open(files);
      byte[] kept = crashing.keyOf(MAY).derived(BucketKey.Purpose.NAME);
      files.crashAfter(steps);
      boolean done = false;
      try {
        crashing.rotate();
        done = true;
      } catch (ArchiveFailure power) {
        assertThat(power.kind()).isEqualTo(ArchiveFailure.Kind.BROKEN);
        fails(ArchiveFailure.Kind.BROKEN, () -> crashing.keyOf(JUNE));
      }
      try (KeyRing ring = open()) {
        assertThat(ring.keyOf(MAY).derived(BucketKey.Purpose.NAME)).isEqualTo(kept);
        ring.rotate();
        assertThat(ring.keyOf(MAY).derived(BucketKey.Purpose.NAME)).isEqualTo(kept);
      }
      vault.clear();
      directory = before;
      if (done) {
        assertThat(steps).isGreaterThan(5);
        return;
      }
    }
  }

  @Test
  void everyFlippedBitIsFound() throws IOException {
    try (KeyRing ring = open()) {
      ring.keyOf(MAY);
      ring.keyOf(JUNE);
      ring.destroy(0);
    }
    for (String name : List.of("ring.cur", "ring.log")) {
      Path file = directory.resolve(name);
      byte[] bytes = Files.readAllBytes(file);
      // The end of the last line is left out: a line without its end was never acted on.
      int bits = 8 * (name.equals("ring.log") ? bytes.length - 1 : bytes.length);
      for (int bit = 0; bit < bits; bit++) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        fails(ArchiveFailure.Kind.CORRUPT, () -> read(name, flipped));
        if (bit % 500 == 0) {
          Files.write(file, flipped);
          fails(ArchiveFailure.Kind.CORRUPT, this::open);
        }
      }
      Files.write(file, bytes);
    }
  }

  @Test
  void refusesARingWithoutItsRootKeyAndAVaultWithoutItsRing() throws IOException {
    try (KeyRing ring = open()) {
      ring.keyOf(MAY);
    }
    MemoryVault other = new MemoryVault();
    fails(
        ArchiveFailure.Kind.REFUSED,
        () ->
            KeyRing.open(
                directory,
                other,
                CrashingFiles.never(),
                new SecureRandom(),
                InstantSource.fixed(Samples.NOON)));
    Files.delete(directory.resolve("ring.cur"));
    fails(ArchiveFailure.Kind.CORRUPT, this::open);
  }

  @Test
  void aBucketHasAPlainName() {
    assertThat(Bucket.parse("standard/2026-05")).isEqualTo(MAY);
    for (String bad : List.of("", "x", "/2026-05", "a b/2026-05", "A/2026-05", "a/2026-13")) {
      assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Bucket.parse(bad)))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void read(String name, byte[] bytes) {
    if (name.equals("ring.log")) {
      RingJournal.read(bytes, name, new ArrayList<>());
    } else if (RingFile.read(bytes, name, Map.of()).torn()) {
      // The journal knows that the last bucket was made: opening the ring tells.
      throw RingFile.corrupt(name, "the last slot");
    }
  }

  private byte[] slot(int number) throws IOException {
    byte[] bytes = Files.readAllBytes(directory.resolve("ring.cur"));
    int from = (int) RingFile.place(number) + 16 + MAY.toString().length();
    return java.util.Arrays.copyOfRange(bytes, from, from + 60);
  }

  private static boolean holds(byte[] all, byte[] part) {
    return new String(all, java.nio.charset.StandardCharsets.ISO_8859_1)
        .contains(new String(part, java.nio.charset.StandardCharsets.ISO_8859_1));
  }
}
