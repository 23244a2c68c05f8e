package org.lockkeeper.archive.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.RecordSource;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.archive.record.Origin;
import org.lockkeeper.message.Digest;

/**
 * How far one file's import has come. The log alone decides; the small file beside it only says
 * from where on the log must be asked, so that it may be lost at any time.
 *
 * @param item every item up to this one is in the log, or bad
 * @param position behind it; items after this one stand behind this position
 */
record ImportProgress(long item, Position position) {

  private static final ImportProgress NOTHING = new ImportProgress(0, Position.START);

  static ImportProgress read(Path file) throws IOException {
    String[] words;
    try {
      words = Files.readString(file).strip().split(" ", -1);
    } catch (NoSuchFileException none) {
      return NOTHING;
    }
    try {
      Position position = new Position(Long.parseLong(words[1]), Long.parseLong(words[2]));
      return new ImportProgress(Long.parseLong(words[0]), position);
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException cutShort) {
      return NOTHING;
    }
  }

  /** Replaces the file. Not synced: losing it costs time, nothing else. */
  void write(Path file) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    String line = item + " " + position.sequence() + " " + position.offset() + "\n";
    Files.write(fresh, line.getBytes(StandardCharsets.US_ASCII));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The items after this progress that the log already holds. */
  Set<Long> itemsBehind(RecordSource log, Digest source) {
    Set<Long> items = new HashSet<>();
    boolean ahead = position.compareTo(log.checkpoint().end()) > 0;
    try (Stream<Entry> entries = log.from(ahead ? Position.START : position)) {
      entries.forEach(entry -> item(entry, source).ifPresent(items::add));
    }
    return items;
  }

  private static Optional<Long> item(Entry entry, Digest source) {
    return entry.record() instanceof ArchiveRecord.Judged judged
            && judged.origin() instanceof Origin.Imported imported
            && imported.source().equals(source)
        ? Optional.of(imported.item())
        : Optional.empty();
  }
}
