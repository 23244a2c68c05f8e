package org.lockkeeper.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.lockkeeper.archive.log.DiskFiles;
import org.lockkeeper.archive.log.SegmentFiles;

/**
 * The real disk until the power is cut: at the chosen step, which if it is a write gets half of its
 * bytes down, and from then on nothing is done any more.
 */
public final class CrashingFiles implements SegmentFiles {

  private final DiskFiles disk = new DiskFiles();
  private long left;
  private long done;

  /**
   * @param steps how many writes, truncations, openings and syncs are done before the cut
   */
  public CrashingFiles(long steps) {
    left = steps;
  }

  /** Files that never crash, and count. */
  public static CrashingFiles never() {
    return new CrashingFiles(Long.MAX_VALUE);
  }

  /** How many steps were done. */
  public long done() {
    return done;
  }

  /** Cuts the power after so many more steps. */
  public void crashAfter(long steps) {
    left = steps;
  }

  @Override
  public SegmentFile open(Path path) throws IOException {
    step();
    SegmentFile file = disk.open(path);
    return new SegmentFile() {
      @Override
      public int write(ByteBuffer bytes, long at) throws IOException {
        if (left == 0) {
          left = -1;
          file.write(bytes.slice(bytes.position(), bytes.remaining() / 2), at);
        }
        step();
        return file.write(bytes, at);
      }

      @Override
      public void sync() throws IOException {
        step();
      }

      @Override
      public void truncate(long size) throws IOException {
        step();
        file.truncate(size);
      }

      @Override
      public long size() throws IOException {
        return file.size();
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    step();
  }

  private void step() throws IOException {
    if (left <= 0) {
      left = -1;
      throw new IOException("the power was cut");
    }
    left--;
    done++;
  }
}
