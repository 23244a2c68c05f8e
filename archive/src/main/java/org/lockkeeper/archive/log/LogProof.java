package org.lockkeeper.archive.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.message.Digest;

/**
 * Proves a whole log from its files: every checksum, sequence and record, the chain over all, and
 * that the log reaches the checkpoint kept beside it. Changes nothing and takes no lock, so it
 * works beside a running writer; it then proves what was there when it came by.
 */
public final class LogProof {

  private final Path archive;
  private final int recordLimit;
  private final RecordSeal seal;
  private long offset;
  private long sequence;
  private byte[] chain = SegmentFormatV1.FIRST_CHAIN;
  private long unfinished;
  private Optional<Checkpoint> kept = Optional.empty();
  private boolean keptSeen;

  private LogProof(Path archive, int recordLimit, RecordSeal seal) {
    this.archive = archive;
    this.recordLimit = recordLimit;
    this.seal = seal;
  }

  /** What came out. */
  public sealed interface Result {}

  /**
   * All proves.
   *
   * @param bytes of all segments, as far as they are whole groups
   * @param unfinished bytes behind the last whole group: of a write under way, or cut short by a
   *     crash and never acknowledged
   */
  public record Intact(int segments, long bytes, Checkpoint checkpoint, long unfinished)
      implements Result {}

  /**
   * Something does not prove.
   *
   * @param file the file's name
   * @param place which byte of it
   * @param sequence the first record that is hit
   */
  public record Damaged(String file, long place, long sequence, String why) implements Result {}

  /**
   * Proves the log of an archive directory.
   *
   * @throws ArchiveFailure BROKEN if there is no log, or it cannot be read
   */
  public static Result of(Path archive, LogLimits limits) {
    return of(archive, limits, new PlainSeal());
  }

  /**
   * Proves the log of an archive directory, and opens every record with the seal it was written
   * with. Segments of another version than the seal's are proven as far as their bytes go.
   *
   * @throws ArchiveFailure as {@link #of(Path, LogLimits)}
   */
  public static Result of(Path archive, LogLimits limits, RecordSeal seal) {
    Path directory = archive.resolve("seg");
    if (!Files.isDirectory(directory)) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.BROKEN, "there is no archive in " + archive + ": it has no seg");
    }
    try {
      return new LogProof(archive, limits.recordBytes(), seal).prove(directory);
    } catch (IOException e) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.BROKEN, "cannot read the log in " + directory + ": " + e, e);
    }
  }

  private Result prove(Path directory) throws IOException {
    try {
      kept = new CheckpointFile(archive, new DiskFiles()).read();
    } catch (ArchiveFailure damaged) {
      return new Damaged("checkpoint", 0, 0, String.valueOf(damaged.getMessage()));
    }
    checkKept();
    List<Segments.Segment> segments = Segments.in(directory);
    for (int i = 0; i < segments.size(); i++) {
      Optional<Damaged> damage = segment(segments.get(i), i == segments.size() - 1);
      if (damage.isPresent()) {
        return damage.get();
      }
    }
    if (kept.isPresent() && !keptSeen) {
      String file = segments.isEmpty() ? "checkpoint" : name(segments.getLast());
      return lost(file);
    }
    Checkpoint end = new Checkpoint(new Position(sequence, offset), Digest.fromBytes(chain));
    return new Intact(segments.size(), offset, end, unfinished);
  }

  private Optional<Damaged> segment(Segments.Segment segment, boolean last) throws IOException {
    String name = name(segment);
    Optional<SegmentReader> opened = SegmentReader.open(segment.path(), recordLimit);
    if (opened.isEmpty()) {
      long size = Files.size(segment.path());
      if (last && size <= SegmentFormatV1.HEADER_BYTES && unborn(segment)) {
        unfinished = size;
        return Optional.empty();
      }
      return Optional.of(new Damaged(name, 0, sequence, "the header is not what was written"));
    }
    try (SegmentReader reader = opened.get()) {
      SegmentFormatV1.Header header = reader.header();
      if (segment.offset() != offset
          || header.offset() != offset
          || header.sequence() != sequence
          || !Arrays.equals(header.chain(), chain)) {
        return Optional.of(
            new Damaged(name, 0, sequence, "the segment does not go on where the one before ends"));
      }
      if (header.version() != seal.version()) {
        return groups(name, reader, last, (_, _, _, _) -> {});
      }
      try (RecordSeal.Opener opener = seal.opener(segment.path(), header.start())) {
        return groups(name, reader, last, opener::open);
      } catch (ArchiveFailure beside) {
        return Optional.of(new Damaged(name, 0, sequence, String.valueOf(beside.getMessage())));
      }
    }
  }

  /** Whether a last file without a header can be one whose making was cut short. */
  private boolean unborn(Segments.Segment segment) {
    return segment.offset() == offset && (kept.isEmpty() || keptSeen);
  }

  private Optional<Damaged> groups(
      String name, SegmentReader reader, boolean last, GroupScan.Frames contents)
      throws IOException {
    GroupScan scan = new GroupScan(reader);
    boolean[] undecodable = new boolean[1];
    GroupScan.Frames frames =
        (number, buffer, start, length) -> {
          checkKept(number, scan);
          undecodable[0] = true;
          contents.take(number, buffer, start, length);
          undecodable[0] = false;
        };
    GroupScan.Step step = scan.walk(frames);
    sequence = scan.sequence();
    chain = scan.chain();
    checkKept();
    if (step instanceof GroupScan.Fault fault) {
      boolean torn = last && !fault.followed() && !undecodable[0] && (kept.isEmpty() || keptSeen);
      if (!torn) {
        return Optional.of(new Damaged(name, fault.place(), fault.sequence(), fault.why()));
      }
      unfinished = reader.size() - scan.end();
    } else if (!last && reader.size() != scan.end()) {
      return Optional.of(
          new Damaged(name, scan.end(), sequence, "bytes behind the segment's last group"));
    }
    offset += scan.end() == SegmentFormatV1.HEADER_BYTES ? 0 : scan.end();
    return Optional.empty();
  }

  private void checkKept() {
    keptSeen |=
        kept.isPresent()
            && kept.get().end().sequence() == sequence
            && kept.get().chain().equals(Digest.fromBytes(chain));
  }

  /** The kept checkpoint stands at the end of a group, so at the first frame of the next. */
  private void checkKept(long number, GroupScan scan) {
    keptSeen |=
        kept.isPresent()
            && kept.get().end().sequence() == number
            && kept.get().end().sequence() == scan.sequence()
            && kept.get().chain().equals(Digest.fromBytes(scan.chain()));
  }

  private Damaged lost(String file) {
    long held = kept.map(checkpoint -> checkpoint.end().sequence()).orElse(0L);
    String why =
        sequence < held
            ? "the log held " + held + " records when it was last closed and ends after " + sequence
            : "record " + held + " and those before are not the ones the log held when last closed";
    return new Damaged(file, offset, Math.min(sequence, held), why);
  }

  private static String name(Segments.Segment segment) {
    return String.valueOf(segment.path().getFileName());
  }
}
