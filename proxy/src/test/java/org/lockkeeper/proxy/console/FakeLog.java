package org.lockkeeper.proxy.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.log.Checkpoint;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.RecordLog;
import org.lockkeeper.archive.record.ArchiveRecord;
import org.lockkeeper.message.Digest;

/** A log in memory. Each entry is taken to be 100 bytes long. */
final class FakeLog implements RecordLog {
  private static final int BYTES = 100;

  private final List<Entry> entries = new ArrayList<>();

  /** When present, every read fails so. */
  Optional<ArchiveFailure> broken = Optional.empty();

  synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  synchronized Position add(ArchiveRecord record) {
    Position at = place(entries.size());
    entries.add(new Entry(at, place(entries.size() + 1), record));
    return at;
  }

  @Override
  public CompletionStage<Position> append(ArchiveRecord record) {
    return CompletableFuture.completedStage(add(record));
  }

  @Override
  public void note(ArchiveRecord record) {
    add(record);
  }

  @Override
  public Stream<Entry> from(Position start) {
    return entries().stream().filter(entry -> entry.position().compareTo(start) >= 0);
  }

  @Override
  public Entry read(Position at) {
    broken.ifPresent(
        failure -> {
          throw failure;
        });
    return entries().stream()
        .filter(entry -> entry.position().equals(at))
        .findFirst()
        .orElseThrow(() -> new ArchiveFailure(ArchiveFailure.Kind.CORRUPT, "no entry at " + at));
  }

  @Override
  public synchronized Checkpoint checkpoint() {
    return new Checkpoint(place(entries.size()), Digest.of(new byte[0]));
  }

  @Override
  public Health health() {
    return new Health(true, "");
  }

  @Override
  public void close() {}

  private static Position place(int sequence) {
    return new Position(sequence, (long) sequence * BYTES);
  }
}
