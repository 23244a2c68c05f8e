package org.lockkeeper.proxy.app;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.lockkeeper.archive.ArchiveSearch;
import org.lockkeeper.archive.index.Hits;
import org.lockkeeper.archive.index.Page;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.ReadOnlyLog;
import org.lockkeeper.archive.query.Query;
import org.lockkeeper.archive.query.QueryFault;
import org.lockkeeper.archive.query.QueryParser;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.extract.TikaExtractor;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.policy.inspect.PastMessages;

/** Messages written before, one after the other: of the archive, or of files. */
final class LabMessages {

  /** A page further down costs as much as all above it together. */
  private static final int MOST_HITS = 100_000;

  private static final int PAGE = 1_000;

  private final Walk walk;
  private final long expected;
  private long skipped;

  private LabMessages(long expected, Walk walk) {
    this.walk = walk;
    this.expected = expected;
  }

  /** Takes a message. */
  interface Sink {

    /**
     * One message.
     *
     * @param reference how it is found again: a position on record, or a line's number, with its
     *     file where there are several
     * @param groups its author's, where it says so itself
     */
    void message(String reference, MessageEvent event, Set<String> groups);
  }

  private interface Walk {
    void each(LabMessages messages, Sink sink) throws IOException, InterruptedException;
  }

  /**
   * Messages on record, all in their order, or those a search finds.
   *
   * @throws UsageException if the query cannot be read, or finds too many
   */
  static LabMessages ofArchive(Path archive, GatewayConfig config, Optional<String> query) {
    if (query.isPresent()) {
      Query parsed = parse(query.get());
      return new LabMessages(0, (self, sink) -> self.found(archive, config, parsed, sink));
    }
    ReadOnlyLog log = ReadOnlyLog.open(archive, config.archive().limits().log());
    return new LabMessages(
        log.checkpoint().end().sequence(),
        (self, sink) -> {
          try (Stream<Entry> entries = log.from(Position.START)) {
            entries.forEach(entry -> self.onRecord(entry.position(), entry.record(), sink));
          }
        });
  }

  /** The lines of files, gzip or not. */
  static LabMessages ofFiles(List<Path> files, GatewayConfig config) {
    PastMessages reader =
        new PastMessages(new TikaExtractor(config.files()), InstantSource.system());
    return new LabMessages(
        0,
        (self, sink) -> {
          for (Path file : files) {
            self.lines(file, files.size() == 1 ? "" : file.getFileName() + ":", reader, sink);
          }
        });
  }

  /** How many there are, records that are no messages among them; 0 if nobody knows. */
  long expected() {
    return expected;
  }

  /** How many of those seen so far were no messages, or could not be read. */
  long skipped() {
    return skipped;
  }

  /** Gives every message to a sink. */
  void each(Sink sink) throws IOException, InterruptedException {
    walk.each(this, sink);
  }

  private void onRecord(Position position, ArchiveRecord record, Sink sink) {
    switch (record) {
      case ArchiveRecord.Judged judged ->
          sink.message(position.sequence() + "-" + position.offset(), judged.message(), Set.of());
      case ArchiveRecord.Answered _, ArchiveRecord.Act _ -> {}
      case ArchiveRecord.Unread _ -> skipped++;
    }
  }

  private void found(Path archive, GatewayConfig config, Query query, Sink sink)
      throws InterruptedException {
    try (ArchiveSearch search = ArchiveSearch.open(archive, config.archive().limits())) {
      long total = search.count(query);
      if (total > MOST_HITS) {
        throw new UsageException(
            "the query finds %,d records and %,d are the most; narrow it, or leave it out to read all"
                .formatted(total, MOST_HITS));
      }
      for (int skip = 0; skip < total; skip += PAGE) {
        for (Hits.Hit hit : search.search(query, new Page(skip, PAGE)).page()) {
          onRecord(hit.position(), hit.record(), sink);
        }
      }
    } catch (QueryFault tooMuch) {
      throw new UsageException(String.valueOf(tooMuch.getMessage()));
    }
  }

  private void lines(Path file, String prefix, PastMessages reader, Sink sink) throws IOException {
    try (BufferedReader lines = open(file)) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        PastMessages.Past past;
        try {
          past = reader.read(line);
        } catch (IllegalArgumentException unreadable) {
          skipped++;
          continue;
        }
        sink.message(prefix + number, past.event(), past.groups());
      }
    }
  }

  private static BufferedReader open(Path file) throws IOException {
    BufferedInputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    raw.mark(2);
    boolean gzip = raw.read() == 0x1F && raw.read() == 0x8B; // RFC 1952 §2.3.1
    raw.reset();
    InputStream in = gzip ? new GZIPInputStream(raw, 1 << 16) : raw;
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
  }

  private static Query parse(String text) {
    try {
      return QueryParser.parse(text);
    } catch (QueryFault fault) {
      throw new UsageException("--query: " + fault.getMessage());
    }
  }
}
