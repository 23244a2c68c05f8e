package org.lockkeeper.archive.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** The real disk, with hooks to make it full, stingy or broken. */
final class FaultyFiles implements SegmentFiles {

  /** Bytes the disk still takes. */
  final AtomicLong space = new AtomicLong(Long.MAX_VALUE);

  /** Whether syncing fails. */
  final AtomicBoolean syncFails = new AtomicBoolean();

  /** Whether syncing is left out, for tests that open hundreds of logs and cut no power. */
  final AtomicBoolean lazy = new AtomicBoolean();

  /** Whether writing fails with something other than a full disk. */
  final AtomicBoolean writeFails = new AtomicBoolean();

  /** The most bytes one write takes. */
  final AtomicLong atOnce = new AtomicLong(Long.MAX_VALUE);

  private final DiskFiles disk = new DiskFiles();

  @Override
  public SegmentFile open(Path path) throws IOException {
    SegmentFile file = disk.open(path);
    return new SegmentFile() {
      @Override
      public int write(ByteBuffer bytes, long at) throws IOException {
        if (writeFails.get()) {
          throw new IOException("Input/output error");
        }
        long fits = Math.min(space.get(), Math.min(atOnce.get(), bytes.remaining()));
        if (fits <= 0) {
          throw new IOException("No space left on device");
        }
        ByteBuffer part = bytes.slice(bytes.position(), (int) fits);
        int written = file.write(part, at);
        bytes.position(bytes.position() + written);
        space.addAndGet(-written);
        return written;
      }

      @Override
      public void sync() throws IOException {
        if (syncFails.get()) {
          throw new IOException("Input/output error");
        }
        if (!lazy.get()) {
          file.sync();
        }
      }

      @Override
      public void truncate(long size) throws IOException {
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
    if (!lazy.get()) {
      disk.syncDirectory(directory);
    }
  }
}
