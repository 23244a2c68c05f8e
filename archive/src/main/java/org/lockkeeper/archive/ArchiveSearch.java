package org.lockkeeper.archive;

import java.nio.file.Path;
import java.time.Duration;
import org.lockkeeper.archive.index.Hits;
import org.lockkeeper.archive.index.LuceneIndex;
import org.lockkeeper.archive.index.Page;
import org.lockkeeper.archive.index.Searchable;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.log.ReadOnlyLog;
import org.lockkeeper.archive.query.Query;

/**
 * An archive directory opened for a search by a command. Finds everything the log holds, whether a
 * gateway runs on it, in which case nothing is written, or not, in which case the index is brought
 * up to date first.
 */
public final class ArchiveSearch implements Searchable {

  private final Searchable index;
  private final AutoCloseable owned;

  private ArchiveSearch(Searchable index, AutoCloseable owned) {
    this.index = index;
    this.owned = owned;
  }

  /**
   * Opens the search.
   *
   * @throws ArchiveFailure BROKEN if there is no archive, CORRUPT if it is damaged
   */
  public static ArchiveSearch open(Path directory, ArchiveLimits limits)
      throws InterruptedException {
    ReadOnlyLog log = ReadOnlyLog.open(directory, limits.log());
    Archive archive;
    try {
      archive = Archive.open(directory, limits);
    } catch (ArchiveFailure failure) {
      if (failure.kind() != ArchiveFailure.Kind.LOCKED) {
        throw failure;
      }
      Searchable index = LuceneIndex.openReadOnly(directory.resolve("idx"), log, limits.index());
      return new ArchiveSearch(index, index);
    }
    archive.awaitIndexed(LONGEST_REBUILD);
    return new ArchiveSearch(archive.index(), archive);
  }

  @Override
  public Hits search(Query query, Page page) {
    return index.search(query, page);
  }

  @Override
  public long count(Query query) {
    return index.count(query);
  }

  @Override
  public void close() {
    try {
      owned.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception impossible) {
      throw new AssertionError("neither an archive nor an index has checked failures", impossible);
    }
  }

  // Hundreds of millions of records: longer is no rebuild but a fault.
  private static final Duration LONGEST_REBUILD = Duration.ofHours(12);
}
