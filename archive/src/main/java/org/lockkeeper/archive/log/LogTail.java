package org.lockkeeper.archive.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.message.Digest;

/**
 * Where a log ends: found by proving its last segment from the start. Changes nothing on disk.
 *
 * @param segment the last segment that has a header; empty in a log without any
 * @param torn bytes behind the last whole group, of a write that was never acknowledged
 * @param unborn a file behind the last segment that a crash left without a header
 */
record LogTail(Optional<Last> segment, Checkpoint checkpoint, long torn, Optional<Path> unborn) {

  /**
   * The last segment.
   *
   * @param end where in the file its last whole group ends
   */
  record Last(Path path, SegmentFormatV1.Header header, long end) {}

  private static final Checkpoint NOTHING =
      new Checkpoint(Position.START, Digest.fromBytes(SegmentFormatV1.FIRST_CHAIN));

  /**
   * Finds the end.
   *
   * @throws ArchiveFailure CORRUPT if segments are missing, a bad group is followed by whole ones,
   *     or the log ends before the checkpoint kept beside it
   */
  static LogTail find(Path directory, int recordLimit, Optional<Checkpoint> kept) {
    try {
      List<Segments.Segment> segments = Segments.in(directory);
      Optional<Path> unborn = unborn(segments, recordLimit);
      if (unborn.isPresent()) {
        segments = segments.subList(0, segments.size() - 1);
      }
      checkContiguous(segments);
      LogTail tail =
          segments.isEmpty()
              ? new LogTail(Optional.empty(), NOTHING, 0, unborn)
              : scan(segments.getLast(), recordLimit, unborn);
      kept.ifPresent(before -> tail.checkReaches(before, directory));
      return tail;
    } catch (IOException e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.BROKEN, "cannot read the log in " + directory, e);
    }
  }

  /**
   * The last file, where it has neither a header nor anything else: its making was cut short. A
   * header is durable before the first group is written, so a damaged header with groups behind it
   * is something else.
   */
  private static Optional<Path> unborn(List<Segments.Segment> segments, int recordLimit)
      throws IOException {
    if (segments.isEmpty()) {
      return Optional.empty();
    }
    Path last = segments.getLast().path();
    if (Files.size(last) > SegmentFormatV1.HEADER_BYTES) {
      return Optional.empty();
    }
    Optional<SegmentReader> reader = SegmentReader.open(last, recordLimit);
    if (reader.isPresent()) {
      reader.get().close();
      return Optional.empty();
    }
    return Optional.of(last);
  }

  private static void checkContiguous(List<Segments.Segment> segments) throws IOException {
    long expected = 0;
    for (Segments.Segment segment : segments) {
      if (segment.offset() != expected) {
        throw new ArchiveFailure(
            ArchiveFailure.Kind.CORRUPT,
            "the segment that begins at "
                + expected
                + " is missing or shortened before "
                + segment.path()
                + "; restore it from a copy");
      }
      expected += Files.size(segment.path());
    }
  }

  private static LogTail scan(Segments.Segment last, int recordLimit, Optional<Path> unborn)
      throws IOException {
    Optional<SegmentReader> opened = SegmentReader.open(last.path(), recordLimit);
    if (opened.isEmpty() || opened.get().header().offset() != last.offset()) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.CORRUPT,
          last.path() + ": the segment's header is not what was written; restore it from a copy");
    }
    try (SegmentReader reader = opened.get()) {
      GroupScan scan = new GroupScan(reader);
      GroupScan.Step step = scan.walk((sequence, buffer, offset, length) -> {});
      if (step instanceof GroupScan.Fault fault && fault.followed()) {
        throw corrupt(last, fault);
      }
      long torn = step instanceof GroupScan.Fault ? reader.size() - scan.end() : 0;
      Last found = new Last(last.path(), reader.header(), scan.end());
      Position end = new Position(scan.sequence(), last.offset() + logical(scan.end()));
      Checkpoint checkpoint = new Checkpoint(end, Digest.fromBytes(scan.chain()));
      return new LogTail(Optional.of(found), checkpoint, torn, unborn);
    }
  }

  /**
   * A segment's first entry has the segment's own offset: the header in front of it is no entry.
   */
  private static long logical(long place) {
    return place == SegmentFormatV1.HEADER_BYTES ? 0 : place;
  }

  private static ArchiveFailure corrupt(Segments.Segment segment, GroupScan.Fault fault) {
    return new ArchiveFailure(
        ArchiveFailure.Kind.CORRUPT,
        segment.path().getFileName()
            + " at byte "
            + fault.place()
            + ", record "
            + fault.sequence()
            + ": "
            + fault.why()
            + ", and whole groups follow; restore the segment from a copy");
  }

  private void checkReaches(Checkpoint before, Path directory) {
    long held = checkpoint.end().sequence();
    long wanted = before.end().sequence();
    boolean other = held == wanted && !checkpoint.chain().equals(before.chain());
    if (held < wanted || other) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.CORRUPT,
          "the log in "
              + directory
              + " held "
              + wanted
              + " records when it was last closed and now "
              + (other ? "holds others" : "ends after " + held)
              + "; restore its last segment from a copy");
    }
  }
}
