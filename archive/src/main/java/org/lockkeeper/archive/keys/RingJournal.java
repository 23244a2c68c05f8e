package org.lockkeeper.archive.keys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.SegmentFiles;

/**
 * {@code ring.log}: one line an act on the ring, in order, never changed and without any key. What
 * was begun and not ended before a crash is read from it and finished. A last line that is not
 * whole was never acted on and is cut off. For one thread at a time.
 */
final class RingJournal implements AutoCloseable {

  private final SegmentFiles.SegmentFile file;
  private final List<Act> acts;
  private long end;

  private RingJournal(SegmentFiles.SegmentFile file, List<Act> acts, long end) {
    this.file = file;
    this.acts = acts;
    this.end = end;
  }

  /** What was done. */
  enum Kind {
    /** A bucket's key was made. */
    CREATED,
    /** A bucket's key is about to be destroyed. */
    DESTROYING,
    /** Its end is on record. */
    DESTROYED,
    /** One record's salt is about to be destroyed. */
    FORGETTING,
    /** Its end is on record. */
    FORGOTTEN,
    /** All live keys were wrapped anew under another root key. */
    ROTATED
  }

  /**
   * One line.
   *
   * @param bucket the bucket's number; -1 where it is about none
   * @param name the bucket's name, where its key is made or goes; else {@code -}
   * @param epoch the ring's epoch when the bucket's key was made; 0 where it is about none
   * @param record the record's sequence; -1 where it is about none
   * @param id of the destruction; zero where it is none
   * @param log where the log ended at that moment
   */
  record Act(
      Instant at,
      Kind kind,
      int bucket,
      String name,
      int epoch,
      long record,
      UUID id,
      Position log) {

    private static final UUID NO_ID = new UUID(0, 0);

    static Act created(Instant at, RingFile.Slot slot) {
      return new Act(
          at,
          Kind.CREATED,
          slot.number(),
          slot.bucket().toString(),
          slot.made(),
          -1,
          NO_ID,
          Position.START);
    }

    static Act rotated(Instant at) {
      return new Act(at, Kind.ROTATED, -1, "-", 0, -1, NO_ID, Position.START);
    }

    /** A step of a destruction in a bucket's slot. */
    static Act of(Instant at, Kind kind, Destruction destruction, RingFile.Slot slot) {
      return new Act(
          at,
          kind,
          destruction.bucket(),
          slot.bucket().toString(),
          slot.made(),
          destruction.record().orElse(-1),
          destruction.id(),
          destruction.since());
    }

    private Destruction destruction() {
      OptionalLong one = record < 0 ? OptionalLong.empty() : OptionalLong.of(record);
      return new Destruction(id, bucket, one, log);
    }

    String line() {
      return String.join(
          " ",
          at.toString(),
          kind.name(),
          Integer.toString(bucket),
          name,
          Integer.toString(epoch),
          Long.toString(record),
          id.toString(),
          Long.toString(log.sequence()),
          Long.toString(log.offset()));
    }
  }

  static RingJournal open(Path path, SegmentFiles files) throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (NoSuchFileException none) {
      bytes = new byte[0];
    }
    List<Act> acts = new ArrayList<>();
    int whole = read(bytes, path.toString(), acts);
    SegmentFiles.SegmentFile file = files.open(path);
    if (whole < bytes.length) {
      file.truncate(whole);
      file.sync();
    }
    return new RingJournal(file, acts, whole);
  }

  /** Reads all whole lines; gives where they end. */
  static int read(byte[] bytes, String file, List<Act> acts) {
    int at = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        acts.add(
            parse(new String(bytes, at, i - at, StandardCharsets.US_ASCII), file, acts.size()));
        at = i + 1;
      }
    }
    return at;
  }

  List<Act> acts() {
    return List.copyOf(acts);
  }

  /** What was begun and not ended, oldest first. */
  List<Destruction> unfinished() {
    Map<UUID, Destruction> open = new LinkedHashMap<>();
    for (Act act : acts) {
      switch (act.kind()) {
        case DESTROYING, FORGETTING -> open.put(act.id(), act.destruction());
        case DESTROYED, FORGOTTEN -> open.remove(act.id());
        case CREATED, ROTATED -> {}
      }
    }
    return List.copyOf(open.values());
  }

  /** Adds a line; it survives a power cut when this returns. */
  void add(Act act) throws IOException {
    String line = act.line();
    ByteBuffer bytes = StandardCharsets.US_ASCII.encode(line + " " + crc(line) + "\n");
    long place = end;
    while (bytes.hasRemaining()) {
      place += file.write(bytes, place);
    }
    file.sync();
    end = place;
    acts.add(act);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static Act parse(String line, String file, int number) {
    String[] words = line.split(" ", -1);
    int crcAt = line.lastIndexOf(' ');
    try {
      if (words.length == WORDS && crc(line.substring(0, crcAt)).equals(words[WORDS - 1])) {
        return new Act(
            Instant.parse(words[0]),
            Kind.valueOf(words[1]),
            Integer.parseInt(words[2]),
            words[3],
            Integer.parseInt(words[4]),
            Long.parseLong(words[5]),
            UUID.fromString(words[6]),
            new Position(Long.parseLong(words[7]), Long.parseLong(words[8])));
      }
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new IllegalStateException("a line with a right checksum does not parse: " + line, e);
    }
    throw RingFile.corrupt(file, "line " + (number + 1));
  }

  private static String crc(String line) {
    CRC32C crc = new CRC32C();
    crc.update(line.getBytes(StandardCharsets.ISO_8859_1));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  private static final int WORDS = 10;
}
