package org.lockkeeper.extract;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.lockkeeper.extract.Extracted.Status;

/**
 * Reads files with Apache Tika, in this process, within limits.
 *
 * <p>Each file is read on a thread of its own, of which there are at most {@link
 * ExtractLimits#workers}. At the time limit the caller gets what was read so far and the thread is
 * told to end; a parser that does not listen is abandoned, counted, and keeps its place among the
 * workers until it returns. When all places are taken, callers wait within their own time limit and
 * then get {@link Status#LIMIT}: a hostile file costs threads it can never multiply.
 *
 * <p>Starts no other program, opens no network connection, resolves no external entity. Running out
 * of heap inside a parser is reported as {@link Status#LIMIT} where the JVM survives it.
 */
public final class TikaExtractor implements Extractor {

  private static final String UNKNOWN = "application/octet-stream";

  private final ExtractLimits limits;
  private final Reader reader;
  private final Semaphore places;
  private final AtomicInteger abandoned = new AtomicInteger();

  /**
   * An extractor with the given limits. Cheap: the parsers are loaded when the first file comes.
   */
  public TikaExtractor(ExtractLimits limits) {
    this(
        limits, (name, content, gathered) -> new TikaReading(limits, gathered).read(name, content));
  }

  /** With another reader: for tests of what happens when a parser hangs. */
  TikaExtractor(ExtractLimits limits, Reader reader) {
    this.limits = limits;
    this.reader = reader;
    this.places = new Semaphore(limits.workers());
  }

  /** Reads a file's bytes into what is gathered. */
  interface Reader {
    void read(String name, byte[] content, Gathered gathered);
  }

  /** How many parsers are running on after their time was over. */
  public int abandoned() {
    return abandoned.get();
  }

  @Override
  public Extracted extract(String name, InputStream content) {
    long deadline = System.nanoTime() + limits.time().toNanos();
    boolean placed = false;
    try {
      // The place comes before the bytes, so that the heap holds one file a worker.
      placed = places.tryAcquire(limits.time().toNanos(), TimeUnit.NANOSECONDS);
      if (!placed) {
        return nothing(Status.LIMIT);
      }
      byte[] bytes = content.readNBytes(limits.bytes());
      var gathered = new Gathered(limits, bytes.length);
      if (bytes.length == limits.bytes() && content.read() >= 0) {
        gathered.fault(Status.LIMIT);
      }
      Work work = start(name, bytes, gathered);
      placed = false; // the place is now the worker's to give back
      await(work, gathered, deadline);
      return gathered.result();
    } catch (IOException unreadable) {
      return nothing(Status.ERROR);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      return nothing(Status.LIMIT);
    } finally {
      if (placed) {
        places.release();
      }
    }
  }

  private Work start(String name, byte[] bytes, Gathered gathered) {
    var done = new CountDownLatch(1);
    var late = new AtomicInteger();
    Thread thread =
        Thread.ofPlatform()
            .name("extract")
            .daemon(true)
            .unstarted(
                () -> {
                  try {
                    reader.read(name, bytes, gathered);
                  } catch (RuntimeException | StackOverflowError | OutOfMemoryError failed) {
                    gathered.fault(failed instanceof Error ? Status.LIMIT : Status.ERROR);
                  } finally {
                    if (late.getAndSet(-1) == 1) {
                      abandoned.decrementAndGet();
                    }
                    places.release();
                    done.countDown();
                  }
                });
    thread.start();
    return new Work(thread, done, late);
  }

  private void await(Work work, Gathered gathered, long deadline) throws InterruptedException {
    boolean finished;
    try {
      finished = work.done().await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException ended) {
      abandon(work, gathered);
      throw ended;
    }
    if (!finished) {
      abandon(work, gathered);
    }
  }

  private void abandon(Work work, Gathered gathered) {
    gathered.stop();
    work.thread().interrupt();
    // Counted before the worker may see the mark, so that the count never falls below zero.
    abandoned.incrementAndGet();
    if (!work.late().compareAndSet(0, 1)) {
      abandoned.decrementAndGet();
    }
  }

  private static Extracted nothing(Status status) {
    return new Extracted(UNKNOWN, status, "", List.of());
  }

  /**
   * A file being read.
   *
   * @param late 0 while in time, 1 once abandoned, -1 when ended
   */
  private record Work(Thread thread, CountDownLatch done, AtomicInteger late) {}
}
