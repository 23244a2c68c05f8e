package org.lockkeeper.archive.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be written: many threads put, the writer takes. Bounded in bytes.
 *
 * <p>An urgent record is given out at once, with all that waits before it; a record nobody waits
 * for when the next urgent one comes or the flush interval is over.
 */
final class AppendQueue {

  /** A record on its way, with its bytes. */
  record Waiting(RecordSeal.Prepared prepared, Optional<CompletableFuture<Position>> stage) {
    int bytes() {
      return prepared.canonical().length;
    }
  }

  private final LogLimits limits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ready = lock.newCondition();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private long bytes;
  private int urgent;
  private long oldestSince;
  private boolean closed;

  /** The writer sleeps without an end: whatever comes must wake it. */
  private boolean idle;

  AppendQueue(LogLimits limits) {
    this.limits = limits;
  }

  /** Takes a record in; gives the reason if it is refused. */
  Optional<String> put(Waiting record) {
    lock.lock();
    try {
      if (closed) {
        return Optional.of("the log is closed");
      }
      if (bytes > 0 && bytes + record.bytes() > limits.queueBytes()) {
        return Optional.of(
            "more than " + limits.queueBytes() + " bytes wait to be written; the disk is too slow");
      }
      if (waiting.isEmpty()) {
        oldestSince = System.nanoTime();
      }
      bytes += record.bytes();
      waiting.addLast(record);
      boolean wakes = idle;
      if (record.stage().isPresent()) {
        wakes |= urgent == 0;
        urgent++;
      }
      wakes |= bytes >= limits.groupBytes();
      if (wakes) {
        ready.signal();
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the next group's records, in order; none once the queue is closed and empty. */
  List<Waiting> take() {
    lock.lock();
    try {
      awaitAny();
      awaitUrgency();
      List<Waiting> group = new ArrayList<>(waiting.size());
      long groupBytes = 0;
      while (!waiting.isEmpty()
          && (group.isEmpty() || groupBytes + waiting.getFirst().bytes() <= limits.groupBytes())) {
        Waiting record = waiting.removeFirst();
        group.add(record);
        groupBytes += record.bytes();
        urgent -= record.stage().isPresent() ? 1 : 0;
      }
      bytes -= groupBytes;
      return group;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until there is a record. Only after a flush interval without any does the writer sleep so
   * that a record nobody waits for must wake it; before that it looks by itself, in time.
   */
  private void awaitAny() {
    if (waiting.isEmpty()) {
      awaitUrgency(limits.flushInterval().toNanos());
    }
    idle = true;
    while (waiting.isEmpty() && !closed) {
      ready.awaitUninterruptibly();
    }
    idle = false;
  }

  private void awaitUrgency() {
    long until = oldestSince + limits.flushInterval().toNanos();
    awaitUrgency(until - System.nanoTime());
  }

  private void awaitUrgency(long nanos) {
    long left = nanos;
    while (urgent == 0 && !closed && left > 0 && bytes < limits.groupBytes()) {
      try {
        left = ready.awaitNanos(left);
      } catch (InterruptedException e) {
        // Nobody may interrupt the writer: an interrupt would close its file. Write at once.
        return;
      }
    }
  }

  /** Refuses what comes from now on; what waits is still given out. */
  void close() {
    lock.lock();
    try {
      closed = true;
      ready.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
