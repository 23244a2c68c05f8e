package org.lockkeeper.proxy.flow;

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

/** A log in memory whose appends can be made to wait or to fail. */
final class MemoryLog implements RecordLog {

  final List<ArchiveRecord> records = new ArrayList<>();
  final List<CompletableFuture<Position>> waiting = new ArrayList<>();
  boolean holdAppends;
  Optional<ArchiveFailure> failure = Optional.empty();

  @Override
  public CompletionStage<Position> append(ArchiveRecord record) {
    if (failure.isPresent()) {
      return CompletableFuture.failedFuture(failure.get());
    }
    records.add(record);
    CompletableFuture<Position> durable = new CompletableFuture<>();
    if (holdAppends) {
      waiting.add(durable);
    } else {
      durable.complete(end());
    }
    return durable;
  }

  @Override
  public void note(ArchiveRecord record) {
    records.add(record);
  }

  @Override
  public Stream<Entry> from(Position start) {
    return Stream.of();
  }

  @Override
  public Entry read(Position at) {
    return new Entry(at, at, records.get((int) at.sequence()));
  }

  @Override
  public Checkpoint checkpoint() {
    return new Checkpoint(end(), Digest.of(new byte[0]));
  }

  @Override
  public Health health() {
    return new Health(true, "");
  }

  @Override
  public void close() {}

  private Position end() {
    return new Position(records.size(), records.size());
  }
}
