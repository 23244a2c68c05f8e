package org.lockkeeper.archive.crypt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Leaves in memory that outlive a close, durable at once. */
public final class MemoryLeaves implements LeafSink {

  private final List<byte[]> leaves = new ArrayList<>();

  /** All that was given. */
  public synchronized List<byte[]> all() {
    return List.copyOf(leaves);
  }

  @Override
  public synchronized long size() {
    return leaves.size();
  }

  @Override
  public synchronized void append(long first, List<byte[]> given) {
    assertThat(first).isEqualTo(leaves.size());
    leaves.addAll(given);
    notifyAll();
  }

  @Override
  public synchronized List<byte[]> read(long first, int most) {
    int from = Math.toIntExact(first);
    return List.copyOf(leaves.subList(from, Math.min(leaves.size(), from + most)));
  }

  @Override
  public synchronized void await(long size) throws InterruptedException {
    while (leaves.size() < size) {
      wait(TimeUnit.SECONDS.toMillis(30));
    }
  }

  @Override
  public void close() {}
}
