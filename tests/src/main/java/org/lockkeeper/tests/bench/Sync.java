package org.lockkeeper.tests.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.HdrHistogram.Histogram;

/**
 * What one fdatasync costs on a file system: a kilobyte is written behind the last and forced, as
 * {@link FileChannel#force} without metadata does.
 */
public final class Sync {

  private static final int BLOCK = 1024;
  private static final long LONGEST_NANOS = 60_000_000_000L;

  private Sync() {}

  /**
   * Measures.
   *
   * @param preallocated whether the file has its length before, so that the sync writes no length
   * @return nanoseconds of each write with its sync
   */
  public static Histogram measure(Path folder, int times, boolean preallocated) throws IOException {
    Path file = Files.createTempFile(folder, "sync", ".bin");
    var took = new Histogram(LONGEST_NANOS, 3);
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (preallocated) {
        channel.write(ByteBuffer.allocate(BLOCK * times), 0);
        channel.force(true);
      }
      var block = ByteBuffer.allocateDirect(BLOCK);
      for (int one = 0; one < times; one++) {
        block.clear();
        long before = System.nanoTime();
        channel.write(block, (long) one * BLOCK);
        channel.force(false);
        took.recordValue(System.nanoTime() - before);
      }
    } finally {
      Files.deleteIfExists(file);
    }
    return took;
  }
}
