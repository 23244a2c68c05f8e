package org.lockkeeper.archive.log;

import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.lockkeeper.archive.record.ArchiveRecord;

/**
 * The log in segment files, with group commit, as FORMAT.md draws it.
 *
 * <p>One thread writes. It takes all that waits, writes it as one group and syncs; what comes
 * meanwhile is the next group, so the slower the disk, the larger the groups. There is no delay
 * beyond that. After a write for which there was no space the log goes on with the next append;
 * after any other failed write or a failed sync it never writes again.
 */
public final class SegmentLog implements RecordLog, FrameSource {

  private static final Logger LOG = System.getLogger("org.lockkeeper.archive.log");
  private static final Health GOOD = new Health(true, "");

  private final LogLimits limits;
  private final ArchiveLock lock;
  private final SegmentWriter writer;
  private final RecordSeal seal;
  private final AppendQueue queue;
  private final RecentEntries recent;
  private final SegmentEntries entries;
  private final Thread thread;
  private final GroupBuffer group = new GroupBuffer();
  private Optional<ArchiveFailure> dead = Optional.empty();
  private volatile Checkpoint durable;
  private volatile Health health = GOOD;

  private SegmentLog(
      Path archive, LogLimits limits, ArchiveLock lock, SegmentWriter writer, RecordSeal seal)
      throws IOException {
    this.limits = limits;
    this.lock = lock;
    this.writer = writer;
    this.seal = seal;
    durable = writer.durable();
    queue = new AppendQueue(limits);
    recent = new RecentEntries(limits.recentBytes(), durable.end().sequence());
    entries = new SegmentEntries(archive.resolve("seg"), limits.recordBytes(), seal, () -> durable);
    seal.recover(entries, durable);
    thread = Thread.ofPlatform().name("archive-writer").unstarted(this::writeGroups);
  }

  /**
   * Opens the log of an archive directory, or begins one.
   *
   * @throws ArchiveFailure LOCKED if another process has it open, CORRUPT if bytes that were
   *     acknowledged are not there any more, BROKEN if the directory cannot be used
   */
  public static SegmentLog open(Path archive, LogLimits limits) {
    return open(archive, limits, new DiskFiles(), new SecureRandom()::nextLong);
  }

  /**
   * Opens a log in clear with a given file system and source of segments' salts.
   *
   * @throws ArchiveFailure as {@link #open(Path, LogLimits)}
   */
  public static SegmentLog open(
      Path archive, LogLimits limits, SegmentFiles files, LongSupplier salts) {
    return open(archive, limits, files, salts, new PlainSeal());
  }

  /**
   * Opens a log of the version that the seal writes. The seal is closed with the log, not if
   * opening fails.
   *
   * @throws ArchiveFailure as {@link #open(Path, LogLimits)}; REFUSED if the log is of another
   *     version
   */
  public static SegmentLog open(
      Path archive, LogLimits limits, SegmentFiles files, LongSupplier salts, RecordSeal seal) {
    ArchiveLock lock = ArchiveLock.take(archive);
    try {
      Path directory = Files.createDirectories(archive.resolve("seg"));
      files.syncDirectory(archive);
      CheckpointFile kept = new CheckpointFile(archive, files);
      LogTail tail = LogTail.find(directory, limits.recordBytes(), kept.read());
      if (tail.torn() > 0) {
        LOG.log(
            Logger.Level.WARNING,
            "cut {0} bytes of an unfinished write off the log behind record {1}; none was"
                + " acknowledged",
            tail.torn(),
            tail.checkpoint().end().sequence());
      }
      SegmentWriter writer = new SegmentWriter(directory, tail, files, limits, salts, kept, seal);
      SegmentLog log = new SegmentLog(archive, limits, lock, writer, seal);
      log.thread.start();
      return log;
    } catch (IOException e) {
      lock.close();
      throw new ArchiveFailure(
          ArchiveFailure.Kind.BROKEN, "cannot open the archive in " + archive + ": " + e, e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  @Override
  public CompletionStage<Position> append(ArchiveRecord record) {
    CompletableFuture<Position> stage = new CompletableFuture<>();
    put(record, Optional.of(stage)).ifPresent(stage::completeExceptionally);
    return stage;
  }

  @Override
  public void note(ArchiveRecord record) {
    put(record, Optional.empty())
        .ifPresent(
            why -> LOG.log(Logger.Level.WARNING, "a record was not kept: {0}", why.getMessage()));
  }

  /** Encodes on the caller's thread, so that the writer only copies. */
  private Optional<ArchiveFailure> put(
      ArchiveRecord record, Optional<CompletableFuture<Position>> stage) {
    RecordSeal.Prepared prepared = seal.prepare(record);
    int length = Math.max(prepared.canonical().length, prepared.packed().length);
    if (length > limits.recordBytes()) {
      return Optional.of(
          refused("a record of " + length + " bytes; " + limits.recordBytes() + " are the limit"));
    }
    return queue.put(new AppendQueue.Waiting(prepared, stage)).map(SegmentLog::refused);
  }

  private static ArchiveFailure refused(String why) {
    return new ArchiveFailure(ArchiveFailure.Kind.REFUSED, why);
  }

  @Override
  public Stream<Entry> from(Position start) {
    return entries.from(start);
  }

  @Override
  public Entry read(Position at) {
    return entries.read(at);
  }

  /**
   * Entries from a position on, for a follower: from memory if it keeps up, from disk if not. Waits
   * for some; none if the follower has stopped or the log is closed.
   *
   * @throws ArchiveFailure as {@link #from}
   */
  Optional<Batch> next(Position start, int most, BooleanSupplier stopped)
      throws InterruptedException {
    if (!recent.await(start.sequence(), stopped)) {
      return Optional.empty();
    }
    Optional<List<Entry>> kept = recent.from(start.sequence(), most);
    return Optional.of(
        kept.isPresent()
            ? new Batch(kept.get(), kept.get().getLast().next())
            : entries.batch(start, most));
  }

  /** Frames as they stand, sealed. */
  @Override
  public FrameWalk walk(Position start) {
    return entries.walk(start);
  }

  /** The segment that holds a record; empty if there is no such record. */
  public Optional<SegmentPlace> segmentOf(long sequence) {
    return entries.segmentOf(sequence);
  }

  /** Forgets all entries kept in memory: what was destroyed is not to be found there either. */
  public void forgetRecent() {
    recent.forget();
  }

  /** Lets a waiting follower ask again whether it has stopped. */
  void wakeFollowers() {
    recent.wake();
  }

  @Override
  public Checkpoint checkpoint() {
    return durable;
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public void close() {
    queue.close();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        // What waits is written all the same: somebody has been promised an answer.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeGroups() {
    try {
      for (List<AppendQueue.Waiting> next = queue.take(); !next.isEmpty(); next = queue.take()) {
        writeGroup(next);
      }
    } finally {
      writer.close();
      seal.close();
      health = new Health(false, "the log is closed");
      recent.close();
      lock.close();
    }
  }

  private void writeGroup(List<AppendQueue.Waiting> waiting) {
    if (dead.isPresent()) {
      fail(waiting, dead.get());
      return;
    }
    try {
      writer.makeRoom();
      writer.reserve(waiting.size());
      List<RecentEntries.Sized> written = put(waiting);
      byte[] chain = group.seal(writer.chain(), writer.salt());
      durable = writer.write(group, chain);
      if (health != GOOD) {
        LOG.log(Logger.Level.INFO, "the log takes records again");
        health = GOOD;
      }
      for (int i = 0; i < waiting.size(); i++) {
        Position position = written.get(i).entry().position();
        waiting.get(i).stage().ifPresent(stage -> stage.complete(position));
      }
      recent.publish(written);
      seal.durable(durable);
    } catch (ArchiveFailure failure) {
      fail(waiting, failure);
    } catch (RuntimeException | Error ours) {
      // Our own mistake. Whoever waits, now or later, is told so; nobody waits for ever.
      LOG.log(Logger.Level.ERROR, "the log's writer failed", ours);
      dead =
          Optional.of(
              new ArchiveFailure(ArchiveFailure.Kind.BROKEN, "the log's writer failed", ours));
      fail(waiting, dead.get());
    }
  }

  /** Builds the group's bytes and the entries they will be. */
  private List<RecentEntries.Sized> put(List<AppendQueue.Waiting> waiting) {
    long first = durable.end().sequence();
    group.begin(first);
    Position[] positions = new Position[waiting.size() + 1];
    for (int i = 0; i < waiting.size(); i++) {
      int place = group.add(seal.seal(first + i, waiting.get(i).prepared()));
      positions[i] = new Position(first + i, writer.offsetOf(place));
    }
    positions[waiting.size()] = new Position(first + waiting.size(), writer.offsetOf(group.size()));
    List<RecentEntries.Sized> entriesOfGroup = new ArrayList<>(waiting.size());
    for (int i = 0; i < waiting.size(); i++) {
      AppendQueue.Waiting record = waiting.get(i);
      Entry entry = new Entry(positions[i], positions[i + 1], record.prepared().record());
      entriesOfGroup.add(new RecentEntries.Sized(entry, record.prepared().canonical().length));
    }
    return entriesOfGroup;
  }

  private void fail(List<AppendQueue.Waiting> waiting, ArchiveFailure failure) {
    String why = String.valueOf(failure.getMessage());
    if (!health.why().equals(why)) {
      LOG.log(Logger.Level.ERROR, "records are refused: {0}", why);
    }
    health = new Health(false, why);
    waiting.forEach(record -> record.stage().ifPresent(s -> s.completeExceptionally(failure)));
  }
}
