package org.lockkeeper.archive.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks the log frame by frame over all segments and checks each frame's own checksum. For one
 * thread; close it.
 */
public final class FrameWalk implements Iterator<FrameSource.Frame>, AutoCloseable {

  // A message and its marker mostly fit in one page; a walk wants fewer, larger reads.
  static final int ONE = 1 << 12;
  static final int MANY = 1 << 18;

  private final Path directory;
  private final int recordLimit;
  private final long endSequence;
  private final int readAhead;
  private Position next;
  private List<Segments.Segment> segments = List.of();
  private @Nullable SegmentReader reader;

  FrameWalk(Path directory, int recordLimit, Position start, Position end, int readAhead) {
    this.directory = directory;
    this.recordLimit = recordLimit;
    this.readAhead = readAhead;
    next = start;
    endSequence = end.sequence();
  }

  @Override
  public boolean hasNext() {
    return next.sequence() < endSequence;
  }

  @Override
  public FrameSource.Frame next() {
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

  private FrameSource.Frame readNext() throws IOException {
    SegmentReader in = reader;
    if (in == null) {
      in = open();
      reader = in;
    }
    return switch (in.next()) {
      case SegmentReader.Frame frame -> frame(in, frame);
      case SegmentReader.Closed(var marker) ->
          throw corrupt(
              in.path(),
              in.at(),
              "a commit marker of record " + marker.sequence() + " stands here");
      case SegmentReader.End() -> throw corrupt(in.path(), in.at(), "the segment ends");
      case SegmentReader.Bad(String why, boolean _) -> throw corrupt(in.path(), in.at(), why);
    };
  }

  private FrameSource.Frame frame(SegmentReader in, SegmentReader.Frame frame) throws IOException {
    if (frame.sequence() != next.sequence()) {
      throw corrupt(in.path(), in.at(), "record " + frame.sequence() + " stands here");
    }
    byte[] payload =
        Arrays.copyOfRange(in.buffer(), frame.payload(), frame.payload() + frame.length());
    RecordSeal.SegmentStart start = in.header().start();
    Position here = next;
    Position after = behind(in);
    next = after;
    return new FrameSource.Frame(here, after, in.path(), start, payload);
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

  private ArchiveFailure corrupt(Path segment, long place, String why) {
    return corrupt(segment, place, next.sequence(), why);
  }

  static ArchiveFailure corrupt(Path segment, long place, long sequence, String why) {
    return new ArchiveFailure(
        ArchiveFailure.Kind.CORRUPT,
        segment.getFileName()
            + " at byte "
            + place
            + ", record "
            + sequence
            + ": "
            + why
            + "; run verify, and restore the segment from a copy");
  }

  @Override
  public void close() {
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
