package org.lockkeeper.tests.whole;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.lockkeeper.tests.process.Command;

/** A file system of a few mebibytes, that can be filled to its last byte and emptied again. */
final class SmallDisk implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path mounted;

  private SmallDisk(Path mounted) {
    this.mounted = mounted;
  }

  /** Mounts one on a folder; skips the test where that is not permitted. */
  static SmallDisk on(Path folder, int mebibytes) throws IOException {
    Files.createDirectories(folder);
    Command.Ended ended =
        run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString());
    if (ended.code() != 0) {
      return abort("needs the right to mount a small file system (root)");
    }
    return new SmallDisk(folder);
  }

  /** Takes every byte that is left. */
  void fill() throws IOException {
    try (OutputStream out = Files.newOutputStream(filler())) {
      // Down to single bytes: a page can hold one more small group.
      for (int step = 64 * 1024; step > 0; step /= 4) {
        write(out, step);
      }
    }
  }

  private static void write(OutputStream out, int step) {
    byte[] block = new byte[step];
    while (true) {
      try {
        out.write(block);
      } catch (IOException full) {
        return;
      }
    }
  }

  /** Gives back what {@link #fill} took. */
  void free() throws IOException {
    Files.delete(filler());
  }

  private Path filler() {
    return mounted.resolve("filler");
  }

  @Override
  public void close() throws IOException {
    // Lazy: an index that is slow to let go of its files must not fail the test.
    run("umount", "-l", mounted.toString());
  }

  private static Command.Ended run(String... words) throws IOException {
    return Command.run(Path.of("/"), Map.of(), PATIENCE, List.of(words));
  }
}
