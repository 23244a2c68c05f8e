package org.lockkeeper.archive.index;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.lockkeeper.archive.log.Position;

/**
 * The index's files, and what is written beside each commit: the version of our fields and how much
 * of the log is in it.
 */
final class IndexDirectory {

  private static final Logger LOG = System.getLogger("org.lockkeeper.archive.index");

  /**
   * Raise it when {@link DocumentFields} or {@link Alphabet} change: old indexes are then rebuilt.
   */
  private static final String VERSION = "1";

  private IndexDirectory() {}

  /**
   * Opens the index for writing, at its last commit. One that is damaged, of another version or
   * ahead of its log is dropped, for the log has everything.
   */
  static IndexWriter writer(Path path, Alphabet alphabet, IndexLimits limits, Position logEnd)
      throws IOException {
    Files.createDirectories(path);
    try {
      IndexWriter writer = open(path, alphabet, limits);
      if (usable(writer.getLiveCommitData(), writer.getDocStats().numDocs, logEnd)) {
        return writer;
      }
      writer.rollback();
      LOG.log(
          Logger.Level.WARNING, "the index in {0} is of another version or log; rebuilding", path);
    } catch (CorruptIndexException
        | IndexFormatTooOldException
        | IndexFormatTooNewException
        | IndexNotFoundException
        | java.io.EOFException
        | java.nio.file.NoSuchFileException
        | IllegalArgumentException e) {
      LOG.log(Logger.Level.WARNING, "the index in {0} is damaged ({1}); rebuilding", path, e);
    }
    delete(path);
    return open(path, alphabet, limits);
  }

  static Map<String, String> userData(Position position) {
    return Map.of(
        "version",
        VERSION,
        "sequence",
        Long.toString(position.sequence()),
        "offset",
        Long.toString(position.offset()));
  }

  /** How much of the log the last commit has. */
  static Position position(Map<String, String> userData) {
    return new Position(
        Long.parseLong(userData.getOrDefault("sequence", "0")),
        Long.parseLong(userData.getOrDefault("offset", "0")));
  }

  static Position position(DirectoryReader reader) throws IOException {
    return position(reader.getIndexCommit().getUserData());
  }

  static boolean usable(DirectoryReader reader, Position logEnd) throws IOException {
    return usable(reader.getIndexCommit().getUserData(), reader.numDocs(), logEnd);
  }

  private static boolean usable(
      Iterable<Map.Entry<String, String>> data, int documents, Position logEnd) {
    Map<String, String> userData = new java.util.HashMap<>();
    if (data != null) {
      data.forEach(entry -> userData.put(entry.getKey(), entry.getValue()));
    }
    return usable(userData, documents, logEnd);
  }

  private static boolean usable(Map<String, String> userData, int documents, Position logEnd) {
    if (userData.isEmpty()) {
      return documents == 0;
    }
    // Every entry is one document: another number means that the commit is not of this log.
    Position position = position(userData);
    return VERSION.equals(userData.get("version"))
        && position.sequence() == documents
        && position.compareTo(logEnd) <= 0;
  }

  private static IndexWriter open(Path path, Alphabet alphabet, IndexLimits limits)
      throws IOException {
    Directory directory = FSDirectory.open(path);
    try {
      return new IndexWriter(directory, config(alphabet, limits));
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  static IndexWriterConfig config(Alphabet alphabet, IndexLimits limits) {
    IndexWriterConfig config = new IndexWriterConfig(alphabet);
    config.setRAMBufferSizeMB(limits.bufferBytes() / (double) (1 << 20));
    config.setUseCompoundFile(false);
    config.setCommitOnClose(false);
    TieredMergePolicy merges = new TieredMergePolicy();
    merges.setNoCFSRatio(0);
    config.setMergePolicy(merges);
    ConcurrentMergeScheduler scheduler = new ConcurrentMergeScheduler();
    // One merge at a time: messages come first on the machine.
    scheduler.setMaxMergesAndThreads(6, 1);
    config.setMergeScheduler(scheduler);
    return config;
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(path)) {
          Files.delete(file);
        }
      }
    }
  }
}
