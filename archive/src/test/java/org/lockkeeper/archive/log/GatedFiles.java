package org.lockkeeper.archive.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** The real disk behind a gate: while held, a sync waits. */
final class GatedFiles implements SegmentFiles {

  private final DiskFiles disk = new DiskFiles();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile CountDownLatch held = new CountDownLatch(0);

  void hold() {
    held = new CountDownLatch(1);
    gate = new CountDownLatch(1);
  }

  void awaitHeld() {
    uninterrupted(held);
  }

  void release() {
    gate.countDown();
  }

  @Override
  public SegmentFile open(Path path) throws IOException {
    SegmentFile file = disk.open(path);
    return new SegmentFile() {
      @Override
      public int write(ByteBuffer bytes, long at) throws IOException {
        return file.write(bytes, at);
      }

      @Override
      public void sync() throws IOException {
        held.countDown();
        uninterrupted(gate);
        file.sync();
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
    disk.syncDirectory(directory);
  }

  private static void uninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
