package org.lockkeeper.archive.log;

import java.io.IOException;
import java.nio.file.Path;
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
import org.lockkeeper.archive.record.RecordFormatV1;
import org.lockkeeper.archive.record.UnreadableRecordException;

/** Reads entries back from segments, up to what is durable. Opens files anew for each call. */
final class SegmentEntries implements RecordSource {

  private final Path directory;
  private final int recordLimit;
  private final Supplier<Checkpoint> durable;

  SegmentEntries(Path directory, int recordLimit, Supplier<Checkpoint> durable) {
    this.directory = directory;
    this.recordLimit = recordLimit;
    this.durable = durable;
  }

  @Override
  public Checkpoint checkpoint() {
    return durable.get();
  }

  @Override
  public Stream<Entry> from(Position start) {
    Walk walk = new Walk(start, durable.get().end(), MANY);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(walk, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(walk::close);
  }

  @Override
  public Entry read(Position at) {
    Walk walk = new Walk(at, durable.get().end(), ONE);
    try {
      if (!walk.hasNext()) {
        throw new ArchiveFailure(
            ArchiveFailure.Kind.REFUSED, "there is no record " + at.sequence() + " yet");
      }
      return walk.next();
    } finally {
      walk.close();
    }
  }

  private final class Walk implements Iterator<Entry> {
    private final long endSequence;
    private final int readAhead;
    private Position next;
    private List<Segments.Segment> segments = List.of();
    private @Nullable SegmentReader reader;

    Walk(Position start, Position end, int readAhead) {
      this.readAhead = readAhead;
      next = start;
      endSequence = end.sequence();
    }

    @Override
    public boolean hasNext() {
      return next.sequence() < endSequence;
    }

    @Override
    public Entry next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      try {
        return readNext();
      } catch (IOException e) {
        throw new ArchiveFailure(
            ArchiveFailure.Kind.BROKEN, "cannot read the log in " + directory, e);
      }
    }

    private Entry readNext() throws IOException {
      SegmentReader in = reader;
      if (in == null) {
        in = open();
        reader = in;
      }
      return switch (in.next()) {
        case SegmentReader.Frame frame -> entry(in, frame);
        case SegmentReader.Closed(var marker) ->
            throw corrupt(in, "a commit marker of record " + marker.sequence() + " stands here");
        case SegmentReader.End() -> throw corrupt(in, "the segment ends");
        case SegmentReader.Bad(String why, boolean _) -> throw corrupt(in, why);
      };
    }

    private Entry entry(SegmentReader in, SegmentReader.Frame frame) throws IOException {
      if (frame.sequence() != next.sequence()) {
        throw corrupt(in, "record " + frame.sequence() + " stands here");
      }
      ArchiveRecord record;
      try {
        record = RecordFormatV1.decode(in.buffer(), frame.payload(), frame.length());
      } catch (UnreadableRecordException e) {
        throw corrupt(in, String.valueOf(e.getMessage()));
      }
      Position here = next;
      Position after = behind(in);
      next = after;
      return new Entry(here, after, record);
    }

    /** The next entry's position: behind the group's marker, where this was its last frame. */
    private Position behind(SegmentReader in) throws IOException {
      long place = in.at();
      switch (in.next()) {
        case SegmentReader.Closed _ -> place = in.at();
        case SegmentReader.Frame _, SegmentReader.End _, SegmentReader.Bad _ -> in.seek(place);
      }
      if (place == in.size()) {
        in.close();
        reader = null;
      }
      return new Position(next.sequence() + 1, in.header().offset() + place);
    }

    private SegmentReader open() throws IOException {
      Segments.Segment segment = holding(next.offset());
      Optional<SegmentReader> opened = SegmentReader.open(segment.path(), recordLimit, readAhead);
      if (opened.isEmpty()) {
        throw new ArchiveFailure(
            ArchiveFailure.Kind.CORRUPT,
            segment.path() + ": the segment's header is not what was written");
      }
      long place = next.offset() - segment.offset();
      opened.get().seek(place == 0 ? SegmentFormatV1.HEADER_BYTES : place);
      return opened.get();
    }

    private Segments.Segment holding(long offset) {
      if (segments.isEmpty() || segments.getLast().offset() < offset) {
        segments = Segments.in(directory);
      }
      return segments.reversed().stream()
          .filter(segment -> segment.offset() <= offset)
          .findFirst()
          .orElseThrow(
              () ->
                  new ArchiveFailure(
                      ArchiveFailure.Kind.CORRUPT,
                      "no segment in " + directory + " holds byte " + offset));
    }

    private ArchiveFailure corrupt(SegmentReader in, String why) {
      return new ArchiveFailure(
          ArchiveFailure.Kind.CORRUPT,
          in.path().getFileName()
              + " at byte "
              + in.at()
              + ", record "
              + next.sequence()
              + ": "
              + why
              + "; run verify, and restore the segment from a copy");
    }

    void close() {
      SegmentReader in = reader;
      if (in != null) {
        try {
          in.close();
        } catch (IOException e) {
          throw new ArchiveFailure(ArchiveFailure.Kind.BROKEN, "cannot close " + in.path(), e);
        }
      }
    }
  }

  // A message and its marker mostly fit in one page; a walk wants fewer, larger reads.
  private static final int ONE = 1 << 12;
  private static final int MANY = 1 << 18;
}
