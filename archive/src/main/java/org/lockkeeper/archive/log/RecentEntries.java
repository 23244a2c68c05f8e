package org.lockkeeper.archive.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The newest durable entries, kept in memory for followers that keep up, and the bell that wakes
 * them. Bounded in bytes of the log. Safe to call from any thread.
 */
final class RecentEntries {

  /** An entry and its length in the log. */
  record Sized(Entry entry, int bytes) {}

  private final int limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final ArrayDeque<Sized> entries = new ArrayDeque<>();
  private long bytes;
  private long end;
  private boolean closed;

  RecentEntries(int limit, long end) {
    this.limit = limit;
    this.end = end;
  }

  /** Adds a group that is durable now and wakes who waits. */
  void publish(List<Sized> group) {
    lock.lock();
    try {
      for (Sized sized : group) {
        entries.addLast(sized);
        bytes += sized.bytes();
      }
      while (bytes > limit && !entries.isEmpty()) {
        bytes -= entries.removeFirst().bytes();
      }
      end += group.size();
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends every wait, now and later. */
  void close() {
    lock.lock();
    try {
      closed = true;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is an entry of this sequence, or the caller stops, or the log is closed. */
  boolean await(long sequence, BooleanSupplier stopped) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (end <= sequence && !closed && !stopped.getAsBoolean()) {
        grown.await();
      }
      return end > sequence && !stopped.getAsBoolean();
    } finally {
      lock.unlock();
    }
  }

  /** Lets every waiting caller ask again whether to stop. */
  void wake() {
    lock.lock();
    try {
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Entries from a sequence on; empty if they are no longer, or not yet, kept. */
  Optional<List<Entry>> from(long sequence, int most) {
    lock.lock();
    try {
      if (entries.isEmpty() || entries.getFirst().entry().position().sequence() > sequence) {
        return Optional.empty();
      }
      long skip = sequence - entries.getFirst().entry().position().sequence();
      if (skip >= entries.size()) {
        return Optional.empty();
      }
      List<Entry> found = new ArrayList<>(Math.min(most, entries.size()));
      for (Sized sized : entries) {
        if (skip-- > 0) {
          continue;
        }
        if (found.size() == most) {
          break;
        }
        found.add(sized.entry());
      }
      return Optional.of(found);
    } finally {
      lock.unlock();
    }
  }
}
