package org.lockkeeper.archive.tlog.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.tlog.Note;
import org.lockkeeper.archive.tlog.NoteSigner;
import org.lockkeeper.archive.tlog.SignatureType;
import org.lockkeeper.archive.tlog.TestKeys;
import org.lockkeeper.message.Digest;

/** Any change of any file of a log is found, and the first leaf it hits is named. */
class TileDamageTest {

  private static final long SIZE = 600;

  @TempDir Path directory;

  private final NoteSigner signer = TestKeys.signer(TileLogTest.ORIGIN, SignatureType.ED25519);
  private Path log = Path.of("");

  @BeforeEach
  void build() throws IOException {
    log = directory.resolve("log");
    ListedLeaves leaves = new ListedLeaves(0);
    TileLog writer =
        TileLog.open(log, TileLogTest.ORIGIN, List.of(signer), new FaultyTiles(), leaves);
    for (long size : new long[] {550, SIZE}) {
      leaves.grow(size);
      Note note = writer.advance(TileLogTest.NOW).orElseThrow();
      Files.createDirectories(log.resolve("history"));
      Files.write(log.resolve("history").resolve(size + ".note"), note.bytes());
    }
  }

  private TileCheck.Result check() {
    return TileCheck.of(log, List.of(signer.verifier()), (index, leaf) -> {});
  }

  @Test
  void everyFlippedByteIsFoundAndTheRightLeafNamed() throws IOException {
    for (Path path : files()) {
      String file = log.relativize(path).toString();
      byte[] bytes = Files.readAllBytes(path);
      // Bytes of the large tiles by sample; odd, so that all places of a hash and a leaf come up.
      int step = bytes.length > 1000 ? 211 : 5;
      for (int at = 0; at < bytes.length; at += step) {
        byte[] flipped = bytes.clone();
        flipped[at] ^= (byte) (1 << at % 8);
        Files.write(path, flipped);
        TileCheck.Result result = check();
        assertThat(result).as("%s byte %s", file, at).isInstanceOf(TileCheck.Damaged.class);
        TileCheck.Damaged damaged = (TileCheck.Damaged) result;
        assertThat(damaged.file()).isEqualTo(file);
        assertThat(damaged.leaf()).as("%s byte %s", file, at).isEqualTo(hit(file, bytes, at));
      }
      Files.write(path, bytes);
    }
    assertThat(check()).isInstanceOf(TileCheck.Intact.class);
  }

  @Test
  void everyMissingOrCutFileIsFound() throws IOException {
    for (Path path : files()) {
      String file = log.relativize(path).toString();
      if (file.equals("checkpoint")
          || file.endsWith(".vkey")
          || file.startsWith("history")
          || file.contains(".p/3")) {
        continue;
      }
      byte[] bytes = Files.readAllBytes(path);
      Files.write(path, Arrays.copyOf(bytes, bytes.length - 1));
      assertThat(check()).as("%s cut", file).isInstanceOf(TileCheck.Damaged.class);
      Files.write(path, Arrays.copyOf(bytes, bytes.length + 1));
      assertThat(check()).as("%s longer", file).isInstanceOf(TileCheck.Damaged.class);
      Files.delete(path);
      assertThat(check()).as("%s missing", file).isInstanceOf(TileCheck.Damaged.class);
      Files.write(path, bytes);
    }
  }

  @Test
  void aStrangeFileIsFound() throws IOException {
    Files.writeString(log.resolve("tile/0/777"), "");
    Files.writeString(log.resolve("tile/0/note.txt"), "");
    assertThat(check()).isInstanceOf(TileCheck.Damaged.class);
  }

  @Test
  void aCheckpointByAnotherKeyIsFound() {
    NoteSigner other = TestKeys.signer(TileLogTest.ORIGIN, SignatureType.ED25519);
    assertThat(TileCheck.of(log, List.of(other.verifier()), (index, leaf) -> {}))
        .isInstanceOf(TileCheck.Damaged.class);
  }

  /** The first leaf below a byte of a file. */
  private static long hit(String file, byte[] bytes, int at) {
    TileName name = TileName.parse(file).orElse(new TileName(0, 0, 1));
    if (!file.startsWith("tile")) {
      return 0;
    }
    boolean old = !name.equals(TileName.in(SIZE, name.level(), name.index()));
    if (old) {
      return name.firstLeaf();
    }
    if (name.level() != TileName.ENTRIES) {
      return name.firstLeaf() + ((long) (at / Digest.LENGTH) << 8 * name.level());
    }
    long leaf = name.firstLeaf();
    for (int next = 0; ; leaf++) {
      next += 2 + ((bytes[next] & 0xff) << 8 | bytes[next + 1] & 0xff);
      if (at < next) {
        return leaf;
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(log)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
