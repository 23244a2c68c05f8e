package org.lockkeeper.archive.crypt;

import java.util.List;

/**
 * Where leaves go, in order of the log and without a gap: the tamper-evident log. Called from the
 * log's writer thread, and from one other that reads.
 */
public interface LeafSink extends AutoCloseable {

  /** How many leaves survive a power cut. */
  long size();

  /**
   * Takes the next leaves; their records are durable. Does not wait for the disk. Leaves that were
   * not yet durable when the process died are given again.
   *
   * @param first the index of the first, which is how many were given before
   */
  void append(long first, List<byte[]> leaves);

  /** So many of the durable leaves at most, from an index on; at least one if there is one. */
  List<byte[]> read(long first, int most);

  /**
   * Waits until so many leaves are durable.
   *
   * @throws org.lockkeeper.archive.log.ArchiveFailure if they will not be
   */
  void await(long size) throws InterruptedException;

  @Override
  void close();
}
