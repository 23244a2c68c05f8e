package org.lockkeeper.archive.index;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.RecordSource;
import org.lockkeeper.archive.query.Query;

/**
 * The index as another process has committed it, and beside it, in memory, what the log has more:
 * together all the log holds. Writes nothing. Does not move on.
 */
final class ReadOnlyIndex implements Searchable {

  private final Alphabet alphabet = new Alphabet();
  private final Deque<Closeable> opened = new ArrayDeque<>();
  private final Snapshot snapshot;

  private ReadOnlyIndex(Path path, RecordSource log, IndexLimits limits) throws IOException {
    opened.push(alphabet::close);
    Position end = log.checkpoint().end();
    Optional<DirectoryReader> stored = stored(path, end);
    Position from = stored.isPresent() ? IndexDirectory.position(stored.get()) : Position.START;
    IndexReader rest = rest(log, from, limits);
    IndexReader all = stored.isPresent() ? new MultiReader(stored.get(), rest) : rest;
    opened.push(all);
    snapshot = new Snapshot(all, end, log, alphabet, limits);
  }

  static ReadOnlyIndex open(Path path, RecordSource log, IndexLimits limits) throws IOException {
    return new ReadOnlyIndex(path, log, limits);
  }

  private Optional<DirectoryReader> stored(Path path, Position logEnd) throws IOException {
    if (!Files.isDirectory(path)) {
      return Optional.empty();
    }
    Directory directory = FSDirectory.open(path);
    opened.push(directory);
    if (!DirectoryReader.indexExists(directory)) {
      return Optional.empty();
    }
    DirectoryReader reader = DirectoryReader.open(directory);
    if (!IndexDirectory.usable(reader, logEnd)) {
      reader.close();
      return Optional.empty();
    }
    return Optional.of(reader);
  }

  private IndexReader rest(RecordSource log, Position from, IndexLimits limits) throws IOException {
    Directory memory = new ByteBuffersDirectory();
    opened.push(memory);
    try (IndexWriter writer = new IndexWriter(memory, IndexDirectory.config(alphabet, limits));
        Stream<Entry> entries = log.from(from)) {
      for (Iterator<Entry> more = entries.iterator(); more.hasNext(); ) {
        writer.addDocument(DocumentFields.of(more.next()));
      }
      writer.commit();
    }
    return DirectoryReader.open(memory);
  }

  @Override
  public Hits search(Query query, Page page) {
    try {
      return snapshot.search(query, page);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot search the index", e);
    }
  }

  @Override
  public long count(Query query) {
    try {
      return snapshot.count(query);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot search the index", e);
    }
  }

  @Override
  public void close() {
    try {
      for (Closeable next : opened) {
        next.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the index", e);
    }
  }
}
