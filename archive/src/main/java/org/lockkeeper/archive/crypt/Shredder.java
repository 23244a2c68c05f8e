package org.lockkeeper.archive.crypt;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.lockkeeper.archive.keys.Destruction;
import org.lockkeeper.archive.keys.KeyRing;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.log.FrameSource;
import org.lockkeeper.archive.log.FrameWalk;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.SegmentFiles;
import org.lockkeeper.archive.log.SegmentLog;
import org.lockkeeper.archive.log.SegmentPlace;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.archive.record.ArchiveRecord.ActKind;
import org.lockkeeper.message.EventId;

/**
 * Destroys what may be destroyed: one record by its salt, a bucket by its key, each by overwriting
 * a few bytes, however much there is. Asks nobody whether it may; whoever calls it has asked the
 * holds.
 *
 * <p>The order is what makes it safe. The leaves are durable before the key goes, for they cannot
 * be made again after. The intention stands in the ring's journal before the first byte is
 * overwritten. All that was derived has dropped the record before its end is put on record, and
 * only then is it reported done. A crash in between is finished by {@link #finish}.
 *
 * <p>Safe to call from any thread; one destruction at a time; blocks.
 */
public final class Shredder {

  private final SegmentLog log;
  private final KeyRing ring;
  private final LeafSink sink;
  private final SegmentFiles files;
  private final List<Derived> derived;
  private final Supplier<UUID> ids;
  private final InstantSource clock;

  /**
   * @param derived all that may repeat a record's words
   * @param ids fresh ones, never given twice
   */
  public Shredder(
      SegmentLog log,
      KeyRing ring,
      LeafSink sink,
      SegmentFiles files,
      List<Derived> derived,
      Supplier<UUID> ids,
      InstantSource clock) {
    this.log = log;
    this.ring = ring;
    this.sink = sink;
    this.files = files;
    this.derived = List.copyOf(derived);
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Destroys one record.
   *
   * @param by who asked for it
   * @param why under which rule, for the log
   * @return where its end is on record
   * @throws ArchiveFailure REFUSED if there is no such record; anything else leaves it to be
   *     finished at the next opening
   */
  public synchronized Position record(Position at, String by, String why)
      throws InterruptedException {
    Destruction destruction =
        new Destruction(
            ids.get(), bucketOf(at), OptionalLong.of(at.sequence()), log.checkpoint().end());
    sink.await(at.sequence() + 1);
    ring.begin(destruction);
    destroy(destruction);
    return conclude(destruction, by, why);
  }

  /**
   * Destroys a bucket's key, and with it all its records, names, attachments and index.
   *
   * @return where its end is on record
   * @throws ArchiveFailure REFUSED if there is no such bucket, or it is destroyed already
   */
  public synchronized Position bucket(int number, String by, String why)
      throws InterruptedException {
    if (ring.key(number).isEmpty()) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.REFUSED, "there is no live bucket of number " + number);
    }
    UUID id = ids.get();
    ring.retire(number);
    // Whatever was sealed with the key stands before this act, for the writer goes in order.
    Destruction intended = new Destruction(id, number, OptionalLong.empty(), Position.START);
    Position barrier = append(ActKind.KEY_DESTROYING, intended, by, why);
    sink.await(barrier.sequence() + 1);
    Destruction destruction =
        new Destruction(id, number, OptionalLong.empty(), log.checkpoint().end());
    ring.begin(destruction);
    destroy(destruction);
    return conclude(destruction, by, why);
  }

  /** Finishes what a crash cut short. To be called once the log is open. */
  public synchronized void finish() throws InterruptedException {
    for (Destruction begun : ring.unfinished()) {
      destroy(begun);
      if (onRecord(begun)) {
        ring.concluded(begun);
      } else {
        conclude(begun, "restart", "begun before a crash");
      }
    }
  }

  private void destroy(Destruction destruction) {
    if (destruction.record().isPresent()) {
      long sequence = destruction.record().getAsLong();
      SegmentPlace segment = log.segmentOf(sequence).orElseThrow(() -> noSuch(sequence));
      try {
        SaltFile.destroy(segment.path(), segment.start(), sequence, files);
      } catch (IOException e) {
        throw ArchiveFailure.of("cannot destroy the salt of record " + sequence, e);
      }
      log.forgetRecent();
      derived.forEach(each -> each.forgetRecord(destruction.bucket(), sequence));
      return;
    }
    ring.destroy(destruction.bucket());
    log.forgetRecent();
    derived.forEach(each -> each.forgetBucket(destruction.bucket()));
  }

  private Position conclude(Destruction destruction, String by, String why)
      throws InterruptedException {
    ActKind kind =
        destruction.record().isPresent() ? ActKind.SALT_DESTROYED : ActKind.KEY_DESTROYED;
    Position at = append(kind, destruction, by, why);
    sink.await(at.sequence() + 1);
    ring.concluded(destruction);
    return at;
  }

  private Position append(ActKind kind, Destruction destruction, String by, String why) {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("id", destruction.id().toString());
    facts.put("bucket", Integer.toString(destruction.bucket()));
    facts.put("why", why);
    destruction.record().ifPresent(sequence -> facts.put("record", Long.toString(sequence)));
    ring.status(destruction.bucket())
        .ifPresent(status -> facts.put("name", status.bucket().toString()));
    ArchiveRecord act =
        new ArchiveRecord.Act(new EventId(ids.get()), clock.instant(), kind, by, facts);
    try {
      return log.append(act).toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof ArchiveFailure failure ? failure : e;
    }
  }

  /** Whether the end of a destruction that a crash cut short is on record already. */
  private boolean onRecord(Destruction destruction) {
    String id = destruction.id().toString();
    try (Stream<Entry> entries = log.from(destruction.since())) {
      return entries.anyMatch(
          entry ->
              entry.record() instanceof ArchiveRecord.Act act
                  && act.kind() != ActKind.KEY_DESTROYING
                  && id.equals(act.facts().get("id")));
    }
  }

  private int bucketOf(Position at) {
    try (FrameWalk walk = log.walk(at)) {
      if (!walk.hasNext()) {
        throw noSuch(at.sequence());
      }
      FrameSource.Frame frame = walk.next();
      return FrameCrypt.Head.of(frame.payload(), 0, frame.payload().length).bucket();
    } catch (IOException e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.CORRUPT, "record " + at.sequence() + ": " + e.getMessage(), e);
    }
  }

  private static ArchiveFailure noSuch(long sequence) {
    return new ArchiveFailure(
        ArchiveFailure.Kind.REFUSED, "there is no record " + sequence + " to destroy");
  }
}
