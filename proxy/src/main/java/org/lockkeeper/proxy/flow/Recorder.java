package org.lockkeeper.proxy.flow;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.lockkeeper.archive.log.RecordLog;
import org.lockkeeper.archive.record.ArchiveRecord;

/**
 * The gate's way to the archive. Keeps the invariant <em>recorded before released</em>: what waits
 * on {@link #append} goes on only when its records survive a power cut.
 */
public sealed interface Recorder {

  /** Completes when every record is durable; exceptionally if one could not be made so. */
  CompletionStage<Void> append(List<ArchiveRecord> records);

  /** Records something nobody waits for. */
  void note(ArchiveRecord record);

  /** Whether anything is recorded at all. */
  boolean recording();

  /** Records into a log. */
  record ToLog(RecordLog log, Meters meters, LongSupplier nanoTime) implements Recorder {

    @Override
    public CompletionStage<Void> append(List<ArchiveRecord> records) {
      long start = nanoTime.getAsLong();
      CompletableFuture<?>[] appends = new CompletableFuture<?>[records.size()];
      for (int i = 0; i < appends.length; i++) {
        appends[i] = log.append(records.get(i)).toCompletableFuture();
      }
      CompletableFuture<?> all =
          appends.length == 1 ? appends[0] : CompletableFuture.allOf(appends);
      return all.handle(
          (_, failure) -> {
            if (failure != null) {
              meters.recordFailed();
              throw new CompletionException(failure);
            }
            meters.recorded(Duration.ofNanos(nanoTime.getAsLong() - start));
            return null;
          });
    }

    @Override
    public void note(ArchiveRecord record) {
      log.note(record);
    }

    @Override
    public boolean recording() {
      return true;
    }
  }

  /** Records nothing. A setting for benchmarks, shown in /health. */
  record Off() implements Recorder {

    @Override
    public CompletionStage<Void> append(List<ArchiveRecord> records) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void note(ArchiveRecord record) {}

    @Override
    public boolean recording() {
      return false;
    }
  }
}
