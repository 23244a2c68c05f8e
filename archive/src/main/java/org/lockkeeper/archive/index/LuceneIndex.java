package org.lockkeeper.archive.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.RecordSource;
import org.lockkeeper.archive.query.Query;

/**
 * The index on Lucene, in one directory.
 *
 * <p>What was taken in is found after the refresh interval at the latest, by other processes after
 * the commit interval. It is made findable when somebody searches: while nobody does, small pieces
 * of index are neither written nor merged. A commit names the position it has reached, so that
 * after a restart exactly the rest is read from the log. An index directory that is damaged or of
 * another version is dropped and filled again. After a failed write the index goes back to its last
 * commit.
 */
public final class LuceneIndex implements Index {

  private static final Logger LOG = System.getLogger("org.lockkeeper.archive.index");

  private final Path path;
  private final RecordSource log;
  private final IndexLimits limits;
  private final Alphabet alphabet = new Alphabet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("index-commit").factory());
  private final Object writing = new Object();
  private Optional<IndexWriter> writer;
  private volatile Position taken;
  private volatile Position committed;
  private volatile Snapshot snapshot;
  private volatile long refreshedAt = System.nanoTime();

  private LuceneIndex(Path path, RecordSource log, IndexLimits limits) throws IOException {
    this.path = path;
    this.log = log;
    this.limits = limits;
    IndexWriter opened = IndexDirectory.writer(path, alphabet, limits, log.checkpoint().end());
    writer = Optional.of(opened);
    committed = position(opened);
    taken = committed;
    snapshot = snapshot(DirectoryReader.open(opened));
  }

  /**
   * Opens the index of a log for writing; only one process can.
   *
   * @throws UncheckedIOException if the directory cannot be used
   */
  public static LuceneIndex open(Path path, RecordSource log, IndexLimits limits) {
    try {
      LuceneIndex index = new LuceneIndex(path, log, limits);
      index.every(limits.commitInterval().toNanos(), index::renew);
      return index;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the index in " + path, e);
    }
  }

  /**
   * Opens the index for searching while another process writes it: its last commit, and what the
   * log has beyond that.
   *
   * @throws UncheckedIOException if the directory cannot be read
   */
  public static Searchable openReadOnly(Path path, RecordSource log, IndexLimits limits) {
    try {
      return ReadOnlyIndex.open(path, log, limits);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the index in " + path, e);
    }
  }

  @Override
  public String name() {
    return "index";
  }

  @Override
  public Position caughtUpTo() {
    return committed;
  }

  @Override
  public void accept(Entry entry) {
    synchronized (writing) {
      try {
        open().addDocument(DocumentFields.of(entry));
        taken = entry.next();
      } catch (IOException | RuntimeException e) {
        throw fallBack("cannot index record " + entry.position().sequence(), e);
      }
    }
  }

  /** Makes all that was taken in findable now. */
  public void refresh() {
    synchronized (writing) {
      if (writer.isEmpty() || taken.equals(snapshot.position())) {
        return;
      }
      try {
        refreshedAt = System.nanoTime();
        Snapshot old = snapshot;
        DirectoryReader fresh =
            DirectoryReader.openIfChanged((DirectoryReader) old.reader(), writer.get());
        if (fresh != null) {
          snapshot = snapshot(fresh);
          old.reader().decRef();
        }
      } catch (IOException | RuntimeException e) {
        throw fallBack("cannot refresh the index", e);
      }
    }
  }

  /** Makes all that was taken in durable, and findable by other processes. */
  public void commit() {
    synchronized (writing) {
      if (writer.isEmpty() || taken.equals(committed)) {
        return;
      }
      try {
        Map<String, String> userData = new HashMap<>(IndexDirectory.userData(taken));
        writer.get().setLiveCommitData(userData.entrySet());
        writer.get().commit();
        committed = taken;
      } catch (IOException | RuntimeException e) {
        throw fallBack("cannot commit the index", e);
      }
    }
  }

  /** What a commit has written is taken up, so that files merged away do not stay open. */
  private void renew() {
    commit();
    refresh();
  }

  /** Takes up what came since the last look, if that is longer ago than the refresh interval. */
  private void keepFresh() {
    if (System.nanoTime() - refreshedAt < limits.refreshInterval().toNanos()) {
      return;
    }
    try {
      refresh();
    } catch (UncheckedIOException e) {
      LOG.log(Logger.Level.WARNING, "the index fell back to its last commit", e);
    }
  }

  @Override
  public Hits search(Query query, Page page) {
    return with(snapshot -> snapshot.search(query, page));
  }

  @Override
  public long count(Query query) {
    return with(snapshot -> snapshot.count(query));
  }

  @Override
  public void close() {
    timer.shutdown();
    try {
      // A commit under way is let finish: an interrupt would close Lucene's files under it.
      timer.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (writing) {
      commit();
      try {
        snapshot.reader().decRef();
        if (writer.isPresent()) {
          IndexWriter closing = writer.get();
          writer = Optional.empty();
          closing.close();
          closing.getDirectory().close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot close the index in " + path, e);
      }
    }
    alphabet.close();
  }

  private interface Search<T> {
    T in(Snapshot snapshot) throws IOException;
  }

  private <T> T with(Search<T> search) {
    keepFresh();
    Snapshot seen = snapshot;
    while (!seen.reader().tryIncRef()) {
      // Replaced and closed between the two lines: there is a newer one.
      if (seen == snapshot) {
        throw new IllegalStateException("the index is closed");
      }
      seen = snapshot;
    }
    try {
      return search.in(seen);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot search the index in " + path, e);
    } finally {
      release(seen);
    }
  }

  private void release(Snapshot seen) {
    try {
      seen.reader().decRef();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the index in " + path, e);
    }
  }

  /** The writer; after a failure a new one at the last commit. */
  private IndexWriter open() throws IOException {
    if (writer.isEmpty()) {
      IndexWriter opened = IndexDirectory.writer(path, alphabet, limits, log.checkpoint().end());
      Snapshot old = snapshot;
      taken = position(opened);
      committed = taken;
      snapshot = snapshot(DirectoryReader.open(opened));
      writer = Optional.of(opened);
      old.reader().decRef();
      if (!taken.equals(Position.START)) {
        LOG.log(Logger.Level.INFO, "the index goes on from record {0}", taken.sequence());
      }
    }
    return writer.get();
  }

  private RuntimeException fallBack(String what, Exception why) {
    if (writer.isPresent()) {
      IndexWriter failed = writer.get();
      writer = Optional.empty();
      try {
        failed.rollback();
        failed.getDirectory().close();
      } catch (IOException | RuntimeException e) {
        why.addSuppressed(e);
      }
    }
    return new UncheckedIOException(what, why instanceof IOException e ? e : new IOException(why));
  }

  private Snapshot snapshot(DirectoryReader reader) {
    return new Snapshot(reader, taken, log, alphabet, limits);
  }

  private static Position position(IndexWriter writer) {
    Map<String, String> userData = new HashMap<>();
    Iterable<Map.Entry<String, String>> data = writer.getLiveCommitData();
    if (data != null) {
      data.forEach(entry -> userData.put(entry.getKey(), entry.getValue()));
    }
    return IndexDirectory.position(userData);
  }

  private void every(long nanos, Runnable task) {
    Runnable safe =
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.log(Logger.Level.WARNING, "the index fell back to its last commit", e);
          }
        };
    timer.scheduleWithFixedDelay(safe, nanos, nanos, TimeUnit.NANOSECONDS);
  }
}
