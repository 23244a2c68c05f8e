package org.lockkeeper.archive.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.archive.record.UnreadableRecordException;

/**
 * Reads entries back from segments, up to what is durable. Opens files anew for each call. Records
 * that were destroyed are passed over.
 */
final class SegmentEntries implements RecordSource, FrameSource {

  private final Path directory;
  private final int recordLimit;
  private final RecordSeal seal;
  private final Supplier<Checkpoint> durable;

  SegmentEntries(Path directory, int recordLimit, RecordSeal seal, Supplier<Checkpoint> durable) {
    this.directory = directory;
    this.recordLimit = recordLimit;
    this.seal = seal;
    this.durable = durable;
  }

  @Override
  public Checkpoint checkpoint() {
    return durable.get();
  }

  @Override
  public FrameWalk walk(Position start) {
    return frames(start, FrameWalk.MANY);
  }

  @Override
  public Stream<Entry> from(Position start) {
    Walk walk = new Walk(walk(start));
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(walk, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(walk::close);
  }

  /** The segment that holds a record; empty if there is no such record. */
  Optional<SegmentPlace> segmentOf(long sequence) {
    if (sequence >= durable.get().end().sequence()) {
      return Optional.empty();
    }
    for (Segments.Segment segment : Segments.in(directory).reversed()) {
      try (SegmentReader reader =
          SegmentReader.open(segment.path(), recordLimit, FrameWalk.ONE)
              .orElseThrow(
                  () ->
                      FrameWalk.corrupt(
                          segment.path(), 0, sequence, "the header is not what was written"))) {
        if (reader.header().sequence() <= sequence) {
          return Optional.of(new SegmentPlace(segment.path(), reader.header().start()));
        }
      } catch (IOException e) {
        throw broken(e);
      }
    }
    return Optional.empty();
  }

  /** So many entries at most, and where the next begins; none only at the end. */
  Batch batch(Position start, int most) {
    Walk walk = new Walk(walk(start));
    try {
      List<Entry> entries = new ArrayList<>();
      while (entries.size() < most && walk.hasNext()) {
        entries.add(walk.next());
      }
      Position next = entries.size() == most ? entries.getLast().next() : walk.reached(start);
      return new Batch(entries, next);
    } finally {
      walk.close();
    }
  }

  @Override
  public Entry read(Position at) {
    try (FrameWalk frames = frames(at, FrameWalk.ONE)) {
      if (!frames.hasNext()) {
        throw new ArchiveFailure(
            ArchiveFailure.Kind.REFUSED, "there is no record " + at.sequence() + " yet");
      }
      FrameSource.Frame frame = frames.next();
      try (RecordSeal.Opener opener = seal.opener(frame.segment(), frame.start())) {
        return open(opener, frame)
            .orElseThrow(
                () ->
                    new ArchiveFailure(
                        ArchiveFailure.Kind.DESTROYED,
                        "record " + at.sequence() + " was destroyed"));
      } catch (IOException e) {
        throw broken(e);
      }
    }
  }

  private FrameWalk frames(Position start, int readAhead) {
    return new FrameWalk(directory, recordLimit, start, durable.get().end(), readAhead);
  }

  private static Optional<Entry> open(RecordSeal.Opener opener, FrameSource.Frame frame)
      throws IOException {
    byte[] payload = frame.payload();
    long sequence = frame.position().sequence();
    try {
      Optional<ArchiveRecord> record = opener.open(sequence, payload, 0, payload.length);
      return record.map(found -> new Entry(frame.position(), frame.next(), found));
    } catch (UnreadableRecordException e) {
      long place = frame.position().offset() - frame.start().offset();
      throw FrameWalk.corrupt(frame.segment(), place, sequence, String.valueOf(e.getMessage()));
    }
  }

  private ArchiveFailure broken(IOException e) {
    return new ArchiveFailure(ArchiveFailure.Kind.BROKEN, "cannot read the log in " + directory, e);
  }

  private final class Walk implements Iterator<Entry> {
    private final FrameWalk frames;
    private Optional<Path> segment = Optional.empty();
    private RecordSeal.@Nullable Opener opener;
    private Optional<Entry> ahead = Optional.empty();
    private Optional<Position> reached = Optional.empty();

    Walk(FrameWalk frames) {
      this.frames = frames;
    }

    /** Behind the last frame looked at. */
    Position reached(Position start) {
      return reached.orElse(start);
    }

    @Override
    public boolean hasNext() {
      while (ahead.isEmpty() && frames.hasNext()) {
        FrameSource.Frame frame = frames.next();
        reached = Optional.of(frame.next());
        try {
          ahead = open(opener(frame), frame);
        } catch (IOException e) {
          throw broken(e);
        }
      }
      return ahead.isPresent();
    }

    @Override
    public Entry next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Entry entry = ahead.orElseThrow();
      ahead = Optional.empty();
      return entry;
    }

    private RecordSeal.Opener opener(FrameSource.Frame frame) throws IOException {
      RecordSeal.Opener known = opener;
      if (known != null && segment.filter(frame.segment()::equals).isPresent()) {
        return known;
      }
      closeOpener();
      RecordSeal.Opener fresh = seal.opener(frame.segment(), frame.start());
      opener = fresh;
      segment = Optional.of(frame.segment());
      return fresh;
    }

    private void closeOpener() throws IOException {
      RecordSeal.Opener known = opener;
      if (known != null) {
        known.close();
      }
    }

    void close() {
      frames.close();
      try {
        closeOpener();
      } catch (IOException e) {
        throw broken(e);
      }
    }
  }
}
