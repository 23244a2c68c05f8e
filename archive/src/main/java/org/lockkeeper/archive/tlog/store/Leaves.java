package org.lockkeeper.archive.tlog.store;

import java.util.List;

/**
 * The leaves in their order, as the segments hold them: what the tiles are made from, and made from
 * again after a crash. Read by one thread, which may be another than the one that appends.
 */
public interface Leaves {

  /** How many leaves survive a power cut. Never falls. */
  long durable();

  /**
   * Reads durable leaves.
   *
   * @param first the first one, below {@link #durable}
   * @return the leaves from the first on, at least one and no more than {@code most}
   */
  List<byte[]> read(long first, int most);
}
