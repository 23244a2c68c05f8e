package org.lockkeeper.archive.tlog.store;

import java.util.List;
import java.util.stream.LongStream;
import org.lockkeeper.archive.tlog.NaiveTree;

/** Leaves of numbers, as many as a test says are durable. */
public final class ListedLeaves implements Leaves {

  private long durable;
  private long exchanged = -1;

  public ListedLeaves(long durable) {
    this.durable = durable;
  }

  public ListedLeaves grow(long to) {
    durable = to;
    return this;
  }

  /** One leaf is another from now on, as if someone had changed it in the segments. */
  public ListedLeaves exchange(long index) {
    exchanged = index;
    return this;
  }

  @Override
  public long durable() {
    return durable;
  }

  @Override
  public List<byte[]> read(long first, int most) {
    if (first >= durable) {
      throw new AssertionError("asked for a leaf that is not durable");
    }
    // Fewer than asked for, as a segment's end makes it.
    long end = Math.min(durable, first + Math.min(most, 1000));
    return LongStream.range(first, end)
        .mapToObj(i -> NaiveTree.leaf(i == exchanged ? -i : i))
        .toList();
  }
}
