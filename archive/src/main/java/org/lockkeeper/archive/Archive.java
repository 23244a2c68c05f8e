package org.lockkeeper.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.lockkeeper.archive.blob.BlobStore;
import org.lockkeeper.archive.blob.DirectoryBlobStore;
import org.lockkeeper.archive.index.LuceneIndex;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.log.FollowerThread;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.SegmentLog;

/**
 * One archive directory, open for writing: the log in {@code seg}, attachments in {@code blob}, the
 * index in {@code idx}, which follows the log by itself. Safe to call from any thread.
 */
public final class Archive implements AutoCloseable {

  /** So long a follower that failed, as on a full disk, waits before it tries again. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(5);

  private final SegmentLog log;
  private final BlobStore blobs;
  private final LuceneIndex index;
  private final FollowerThread following;

  private Archive(SegmentLog log, BlobStore blobs, LuceneIndex index) {
    this.log = log;
    this.blobs = blobs;
    this.index = index;
    following = FollowerThread.start(log, index, PAUSE);
  }

  /**
   * Opens an archive, or begins one. The index catches up in the background.
   *
   * @param directory the archive's own, {@code <data>/archive}
   * @throws ArchiveFailure as {@link SegmentLog#open(Path, org.lockkeeper.archive.log.LogLimits)}
   * @throws UncheckedIOException if index or attachments cannot be opened
   */
  public static Archive open(Path directory, ArchiveLimits limits) {
    SegmentLog log = SegmentLog.open(directory, limits.log());
    try {
      BlobStore blobs = DirectoryBlobStore.open(directory.resolve("blob"));
      LuceneIndex index = LuceneIndex.open(directory.resolve("idx"), log, limits.index());
      return new Archive(log, blobs, index);
    } catch (IOException e) {
      log.close();
      throw new UncheckedIOException("cannot open the attachments in " + directory, e);
    } catch (RuntimeException e) {
      log.close();
      throw e;
    }
  }

  public SegmentLog log() {
    return log;
  }

  public BlobStore blobs() {
    return blobs;
  }

  public LuceneIndex index() {
    return index;
  }

  /** What leads the index along the log: its lag, and why it does not get on. */
  public FollowerThread indexing() {
    return following;
  }

  /**
   * Waits until a search finds everything that is durable now.
   *
   * @return false if time was up first
   */
  public boolean awaitIndexed(Duration atMost) throws InterruptedException {
    Position end = log.checkpoint().end();
    boolean caughtUp = following.await(end, atMost);
    index.refresh();
    return caughtUp;
  }

  /** Writes what is waiting, lets the index take it in, then closes all. */
  @Override
  public void close() {
    log.close();
    try {
      following.await(log.checkpoint().end(), LONGEST_DRAIN);
    } catch (InterruptedException e) {
      // The index reads the rest from the log next time.
      Thread.currentThread().interrupt();
    }
    following.close();
    index.close();
  }
}
