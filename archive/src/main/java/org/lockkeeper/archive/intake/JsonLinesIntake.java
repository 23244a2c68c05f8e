package org.lockkeeper.archive.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.RecordLog;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.archive.record.Origin;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Audience;
import org.lockkeeper.message.Digest;
import org.lockkeeper.message.Direction;
import org.lockkeeper.message.EventId;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.PolicyVersion;

/**
 * Brings files of JSON lines into an archive, streaming. Every item stands in the log exactly once,
 * however often the import of the same file was killed and started again; what tells files apart is
 * the digest of their bytes, not their name. Blocks; one import at a time.
 */
public final class JsonLinesIntake {

  /** The rules under which imported records stand: none, they were never judged. */
  public static final PolicyVersion UNJUDGED = new PolicyVersion("imported");

  /** A line is a message; more than this is none. */
  private static final int LONGEST_LINE = 16 << 20;

  /** So many appends under way fill a group at any disk's speed and are a few MiB at most. */
  private static final int WINDOW = 4_096;

  /** So many items a restart asks the log about. */
  private static final int ITEMS_PER_PROGRESS = 20_000;

  private final RecordLog log;
  private final Path progressDirectory;

  /**
   * @param progressDirectory where an import's progress is noted, {@code <data>/archive/intake}
   */
  public JsonLinesIntake(RecordLog log, Path progressDirectory) {
    this.log = log;
    this.progressDirectory = progressDirectory;
  }

  /** Hears how an import goes. Called on the importing thread. */
  public interface Listener {

    /** An item that was left out. The words never repeat its content. */
    void bad(long item, String why);

    /** Now and then, and at the end. */
    void progress(Summary soFar);
  }

  /**
   * What an import did.
   *
   * @param items how many lines with something on them were read
   * @param imported how many of them are in the log by this run
   * @param already how many were there from an earlier one
   * @param bad how many were left out
   */
  public record Summary(long items, long imported, long already, long bad) {}

  /**
   * Imports one file, gzip or not.
   *
   * @throws IOException if the file cannot be read; what was read before stays imported
   * @throws ArchiveFailure if the log does not take a record; starting again goes on there
   */
  public Summary run(Path file, Listener listener) throws IOException {
    Digest source = LineSource.digest(file);
    Files.createDirectories(progressDirectory);
    Run run = new Run(source, progressDirectory.resolve(source.toString()), listener);
    try (LineSource lines = LineSource.open(file)) {
      for (Optional<LineSource.Line> line = lines.next(LONGEST_LINE);
          line.isPresent();
          line = lines.next(LONGEST_LINE)) {
        run.take(line.get());
      }
    }
    // Not after a failure: later items may have got in where an earlier one did not.
    run.note();
    return run.summary();
  }

  private final class Run {
    private final Digest source;
    private final Path progressFile;
    private final Listener listener;
    private final ImportProgress before;
    private final Set<Long> held;
    private final ArrayDeque<CompletionStage<Position>> underWay = new ArrayDeque<>();
    private long item;
    private long items;
    private long imported;
    private long already;
    private long bad;

    Run(Digest source, Path progressFile, Listener listener) throws IOException {
      this.source = source;
      this.progressFile = progressFile;
      this.listener = listener;
      before = ImportProgress.read(progressFile);
      held = before.itemsBehind(log, source);
    }

    Summary summary() {
      return new Summary(items, imported, already, bad);
    }

    void take(LineSource.Line line) throws IOException {
      item++;
      Optional<byte[]> bytes = line.bytes();
      if (bytes.isPresent() && blank(bytes.get())) {
        return;
      }
      items++;
      try {
        if (bytes.isEmpty()) {
          throw new ImportedLine.BadItemException("longer than " + LONGEST_LINE + " bytes");
        }
        ImportedLine parsed = ImportedLine.parse(bytes.get());
        if (item <= before.item() || held.remove(item)) {
          already++;
        } else {
          append(parsed, bytes.get());
        }
      } catch (ImportedLine.BadItemException e) {
        bad++;
        listener.bad(item, String.valueOf(e.getMessage()));
      }
      if (items % ITEMS_PER_PROGRESS == 0) {
        note();
      }
    }

    private void append(ImportedLine parsed, byte[] bytes) {
      underWay.addLast(log.append(record(parsed, bytes)));
      while (underWay.size() > WINDOW) {
        settleFirst();
      }
    }

    /** Waits for the oldest append, so that the first failure ends the import. */
    private void settleFirst() {
      try {
        underWay.removeFirst().toCompletableFuture().join();
        imported++;
      } catch (CompletionException e) {
        // What is still under way may yet get in: an import that starts again must find it there.
        underWay.forEach(each -> each.handle((_, _) -> "").toCompletableFuture().join());
        throw e.getCause() instanceof ArchiveFailure failure ? failure : e;
      }
    }

    void note() throws IOException {
      while (!underWay.isEmpty()) {
        settleFirst();
      }
      // Items still to come are appended behind the log's end as it is now; those already there,
      // from an earlier run, would be missed by it, and keep the older note.
      if (held.isEmpty() && item > before.item()) {
        new ImportProgress(item, log.checkpoint().end()).write(progressFile);
      }
      listener.progress(summary());
    }

    private ArchiveRecord record(ImportedLine line, byte[] bytes) {
      Audience audience =
          new Audience(Audience.Kind.UNKNOWN, line.channel(), line.thread(), Set.of());
      MessageEvent event =
          new MessageEvent(
              id(line),
              line.at(),
              Direction.OUT,
              line.service(),
              new Actor(line.author(), line.author()),
              audience,
              line.action(),
              Digest.of(bytes));
      return new ArchiveRecord.Judged(
          event,
          Decision.allow(UNJUDGED),
          List.of(),
          true,
          Optional.empty(),
          new Origin.Imported(source, item, Optional.of(line.id())));
    }

    /** Named after file and item, so that importing again could never make a second event. */
    private EventId id(ImportedLine line) {
      ByteBuffer seed = ByteBuffer.allocate(Digest.LENGTH + 8).put(source.bytes()).putLong(item);
      ByteBuffer random = ByteBuffer.wrap(Digest.of(seed.array()).bytes());
      // RFC 9562 §5.7; times before 1970 all sort first.
      long millis = Math.max(0, line.at().toEpochMilli());
      long high = (millis << 16) | 0x7000L | (random.getLong() & 0xFFFL);
      long low = Long.MIN_VALUE | (random.getLong() >>> 2);
      return new EventId(new UUID(high, low));
    }
  }

  private static boolean blank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
