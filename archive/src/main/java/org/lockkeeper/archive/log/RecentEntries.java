package org.lockkeeper.archive.log;

import java.util.ArrayDeque;
import java.util.Iterator;
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

  /** Drops all entries; followers read the rest from disk. */
  void forget() {
    lock.lock();
    try {
      entries.clear();
      bytes = 0;
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

  /**
   * Entries from a sequence on; empty if they are no longer, or not yet, kept. Counted from the
   * newest, for a follower that keeps up is near it and the writer waits for this lock.
   */
  Optional<List<Entry>> from(long sequence, int most) {
    lock.lock();
    try {
      long ahead = end - sequence;
      if (ahead <= 0 || ahead > entries.size()) {
        return Optional.empty();
      }
      Entry[] found = new Entry[(int) Math.min(most, ahead)];
      Iterator<Sized> newestFirst = entries.descendingIterator();
      for (long place = ahead - 1; place >= 0; place--) {
        Entry entry = newestFirst.next().entry();
        if (place < found.length) {
          found[(int) place] = entry;
        }
      }
      return Optional.of(List.of(found));
    } finally {
      lock.unlock();
    }
  }
}
