package org.lockkeeper.archive.crypt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.lockkeeper.archive.keys.BucketKey;
import org.lockkeeper.archive.keys.KeyRing;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.log.Checkpoint;
import org.lockkeeper.archive.log.FrameSource;
import org.lockkeeper.archive.log.FrameWalk;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.RecordSeal;
import org.lockkeeper.archive.log.SegmentFiles;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.archive.record.RecordFormatV1;
import org.lockkeeper.archive.record.UnreadableRecordException;

/**
 * Version 2 of segments: every record under a key of its own, made of its bucket's key and its
 * salt, and every record's leaf given to the tamper-evident log once the record is durable.
 *
 * <p>The invariant the leaves rest on: {@code heads} stands no further than the durable leaves, and
 * no record is destroyed before its leaf is durable. So after any crash the leaves from there on
 * are derived again from the records, and are the same.
 */
public final class SealedRecords implements RecordSeal {

  /** The version of segments. */
  public static final int VERSION = 2;

  private final KeyRing ring;
  private final BucketChoice choice;
  private final LeafSink sink;
  private final SegmentFiles files;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Packing packing;
  private final HeadsFile headsFile;
  private final FrameCrypt crypt = new FrameCrypt();
  private final List<byte[]> sealed = new ArrayList<>();
  private ChannelHeads heads = new ChannelHeads(Map.of());
  private @Nullable SaltFile salts;
  private Checkpoint durable = new Checkpoint(Position.START, Leaf.NONE);
  private long received;
  private long receivedDurably;
  private Optional<DueHeads> due = Optional.empty();

  /** Heads as they were at a position, waiting for the leaves before it to be durable. */
  private record DueHeads(long sequence, byte[] content) {}

  /**
   * @param archive the archive's directory
   * @param recordLimit the longest record, in bytes
   */
  public SealedRecords(
      Path archive,
      KeyRing ring,
      BucketChoice choice,
      LeafSink sink,
      SegmentFiles files,
      SecureRandom random,
      InstantSource clock,
      int recordLimit) {
    this.ring = ring;
    this.choice = choice;
    this.sink = sink;
    this.files = files;
    this.random = random;
    this.clock = clock;
    packing = new Packing(recordLimit);
    headsFile = new HeadsFile(archive, files);
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public Prepared prepare(ArchiveRecord record) {
    byte[] canonical = RecordFormatV1.encode(record);
    return new Prepared(record, canonical, packing.pack(canonical));
  }

  @Override
  public Opener opener(Path segment, SegmentStart start) throws IOException {
    return new SealedOpener(segment, start, ring, packing);
  }

  @Override
  public void begin(Path segment, SegmentStart start) throws IOException {
    SaltFile full = salts;
    if (full != null) {
      salts = null;
      full.end(durable.end().sequence());
      full.close();
      dueNow();
    }
    salts = SaltFile.begin(segment, start, files, random);
  }

  @Override
  public void resume(Path segment, SegmentStart start, long end) throws IOException {
    salts = SaltFile.resume(segment, start, end, files, random);
  }

  @Override
  public void recover(FrameSource frames, Checkpoint end) throws IOException {
    HeadsFile.Content kept = headsFile.read();
    long known = sink.size();
    if (known < kept.position().sequence() || known > end.end().sequence()) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.CORRUPT,
          "the segments hold "
              + end.end().sequence()
              + " records and the log of leaves "
              + known
              + ", at least "
              + kept.position().sequence()
              + " expected; restore both from one copy");
    }
    heads = new ChannelHeads(kept.heads());
    received = kept.received();
    takeUp(kept.position().sequence(), known);
    derive(frames, kept.position(), known);
    durable = end;
    receivedDurably = received;
    dueNow();
  }

  /** Chains the leaves that are durable already. */
  private void takeUp(long from, long to) {
    long next = from;
    while (next < to) {
      for (byte[] bytes : sink.read(next, (int) Math.min(LEAVES_AT_ONCE, to - next))) {
        chain(Leaf.of(bytes), bytes);
        next++;
      }
    }
    heads.keep();
  }

  /** Makes the leaves anew that were not yet durable when the last process ended. */
  private void derive(FrameSource frames, Position from, long known) throws IOException {
    List<byte[]> leaves = new ArrayList<>();
    long first = known;
    try (FrameWalk walk = frames.walk(from);
        SealedOpeners openers = new SealedOpeners(ring, packing)) {
      while (walk.hasNext()) {
        FrameSource.Frame frame = walk.next();
        if (frame.position().sequence() < known) {
          continue;
        }
        leaves.add(derive(openers.of(frame), frame));
        if (leaves.size() == LEAVES_AT_ONCE) {
          sink.append(first, leaves);
          first += leaves.size();
          leaves = new ArrayList<>();
        }
      }
    }
    heads.keep();
    if (!leaves.isEmpty()) {
      sink.append(first, leaves);
    }
  }

  private byte[] derive(SealedOpener opener, FrameSource.Frame frame) throws IOException {
    long sequence = frame.position().sequence();
    byte[] payload = frame.payload();
    try {
      SealedOpener.Opened opened =
          opener
              .opened(sequence, payload, 0, payload.length)
              .orElseThrow(() -> new UnreadableRecordException("destroyed before it was logged"));
      return leaf(
          opened.bucket(),
          opened.keys(),
          sequence,
          opened.head(),
          opened.canonical(),
          opened.record(),
          payload);
    } catch (UnreadableRecordException e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.CORRUPT,
          frame.segment().getFileName() + ", record " + sequence + ": " + e.getMessage(),
          e);
    }
  }

  @Override
  public void reserve(long sequence, int count) throws IOException {
    sealed.clear();
    heads.discard();
    received = receivedDurably;
    salts().reserve(sequence + count);
  }

  @Override
  public byte[] seal(long sequence, Prepared prepared) {
    BucketKey bucket = ring.keyOf(choice.of(prepared.record()));
    received = Math.max(received, nanoseconds(clock.instant()));
    FrameCrypt.Head head =
        new FrameCrypt.Head(LeafKind.of(prepared.record()), 0, bucket.number(), received);
    FrameCrypt.Keys keys = FrameCrypt.Keys.of(bucket, salts().salt(sequence), sequence);
    byte[] payload = crypt.seal(keys, sequence, head, prepared.packed());
    sealed.add(
        leaf(bucket, keys, sequence, head, prepared.canonical(), prepared.record(), payload));
    return payload;
  }

  private byte[] leaf(
      BucketKey bucket,
      FrameCrypt.Keys keys,
      long sequence,
      FrameCrypt.Head head,
      byte[] canonical,
      ArchiveRecord record,
      byte[] payload) {
    ChannelTag channel = crypt.channel(bucket, channel(record));
    ChannelHeads.Head before = heads.of(new ChannelHeads.Key(bucket.number(), channel));
    Leaf leaf =
        new Leaf(
            head.kind(),
            sequence,
            head.received(),
            bucket.number(),
            bucket.epoch(),
            crypt.cipherHash(payload, 0, payload.length),
            crypt.commitment(keys, canonical),
            crypt.keyCommitment(keys),
            channel,
            before.count(),
            before.last());
    byte[] bytes = leaf.bytes();
    chain(leaf, bytes);
    return bytes;
  }

  private void chain(Leaf leaf, byte[] bytes) {
    heads.put(
        new ChannelHeads.Key(leaf.bucket(), leaf.channel()),
        new ChannelHeads.Head(leaf.place() + 1, crypt.leafHash(bytes)));
    received = Math.max(received, leaf.received());
  }

  @Override
  public void durable(Checkpoint now) {
    long first = durable.end().sequence();
    durable = now;
    receivedDurably = received;
    heads.keep();
    salts().passed(now.end().sequence());
    sink.append(first, List.copyOf(sealed));
    sealed.clear();
    saveDue();
  }

  @Override
  public void discard(long sequence) throws IOException {
    salts().redraw(sequence);
  }

  @Override
  public void close() {
    try {
      SaltFile open = salts;
      if (open != null) {
        // Not cut short: after a failed sync nobody knows which records there are.
        open.close();
      }
      sink.await(durable.end().sequence());
      dueNow();
    } catch (IOException e) {
      throw new ArchiveFailure(ArchiveFailure.Kind.BROKEN, "cannot close the salts", e);
    } catch (InterruptedException e) {
      // The leaves are made again from the records next time.
      Thread.currentThread().interrupt();
    }
  }

  /** Takes the heads as they are now, to be saved when the leaves have come so far. */
  private void dueNow() {
    heads.keepOnly(bucket -> ring.key(bucket).isPresent());
    HeadsFile.Content now = new HeadsFile.Content(durable.end(), receivedDurably, heads.all());
    due = Optional.of(new DueHeads(durable.end().sequence(), HeadsFile.bytes(now)));
    saveDue();
  }

  private void saveDue() {
    if (due.isPresent() && sink.size() >= due.get().sequence()) {
      try {
        headsFile.write(due.get().content());
        due = Optional.empty();
      } catch (IOException e) {
        // The older file still holds; a restart only reads more.
        LOG.log(
            System.Logger.Level.WARNING,
            "cannot renew the file of channel heads: {0}",
            e.toString());
        due = Optional.empty();
      }
    }
  }

  private SaltFile salts() {
    SaltFile open = salts;
    if (open == null) {
      throw new IllegalStateException("no segment has begun");
    }
    return open;
  }

  /** What chains records: the channel of messages; all else of a bucket is one channel. */
  private static byte[] channel(ArchiveRecord record) {
    String name =
        switch (record) {
          case ArchiveRecord.Judged judged ->
              judged.message().service() + "\0" + judged.message().audience().channel();
          case ArchiveRecord.Answered _, ArchiveRecord.Unread _, ArchiveRecord.Act _ -> "";
        };
    return name.getBytes(StandardCharsets.UTF_8);
  }

  private static long nanoseconds(Instant at) {
    return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000_000L), at.getNano());
  }

  private static final System.Logger LOG = System.getLogger("org.lockkeeper.archive.crypt");

  private static final int LEAVES_AT_ONCE = 4_096;
}
