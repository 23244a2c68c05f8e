package org.lockkeeper.archive.log;

import java.lang.System.Logger;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Leads one follower along a log, on a thread of its own, from where it had got to. A follower that
 * fails is asked again how far it durably got, and led on from there a little later.
 */
public final class FollowerThread implements AutoCloseable {

  private static final Logger LOG = System.getLogger("org.lockkeeper.archive.log");

  private final SegmentLog log;
  private final Follower follower;
  private final Duration pause;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private Position next;
  private volatile boolean closed;
  private int awaiting;
  private Optional<String> failure = Optional.empty();

  private FollowerThread(SegmentLog log, Follower follower, Duration pause) {
    this.log = log;
    this.follower = follower;
    this.pause = pause;
    next = follower.caughtUpTo();
    thread = Thread.ofPlatform().daemon().name("follower-" + follower.name()).unstarted(this::run);
  }

  /**
   * Begins to lead a follower.
   *
   * @param pause how long to wait after a failure before trying again
   */
  public static FollowerThread start(SegmentLog log, Follower follower, Duration pause) {
    FollowerThread led = new FollowerThread(log, follower, pause);
    led.thread.start();
    return led;
  }

  /** How many durable entries the follower has not been given yet. */
  public long lag() {
    lock.lock();
    try {
      return Math.max(0, log.checkpoint().end().sequence() - next.sequence());
    } finally {
      lock.unlock();
    }
  }

  /** Why the follower does not get on; empty while it does. */
  public Optional<String> failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the follower has been given every entry before a position.
   *
   * @return false if time was up first
   */
  public boolean await(Position position, Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    awaiting++;
    try {
      moved.signalAll();
      long left = atMost.toNanos();
      while (next.compareTo(position) < 0 && !closed && left > 0) {
        left = moved.awaitNanos(left);
      }
      return next.compareTo(position) >= 0;
    } finally {
      awaiting--;
      lock.unlock();
    }
  }

  /** Stops behind the entry the follower is at. Does not close the follower. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
    log.wakeFollowers();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        // A follower cut off in the middle of an entry would have to start over.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      try {
        Optional<Batch> batch = log.next(next, BATCH, () -> closed);
        if (batch.isEmpty()) {
          return;
        }
        for (Entry entry : batch.get().entries()) {
          follower.accept(entry);
        }
        reached(batch.get().next(), Optional.empty());
        if (batch.get().entries().size() < BATCH) {
          gather();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.log(
            Logger.Level.WARNING,
            "{0} does not follow the log and will try again: {1}",
            follower.name(),
            e);
        reached(follower.caughtUpTo(), Optional.of(e.toString()));
        rest();
      }
    }
  }

  private void reached(Position position, Optional<String> why) {
    lock.lock();
    try {
      next = position;
      failure = why;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets some entries come together: to be woken for each of them costs more than to take it in.
   * Whoever waits for the follower ends it.
   */
  private void gather() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = GATHERING.toNanos();
      while (left > 0 && !closed && awaiting == 0) {
        left = moved.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void rest() {
    lock.lock();
    try {
      long left = pause.toNanos();
      while (left > 0 && !closed) {
        left = moved.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private static final int BATCH = 1024;

  // Far less than the second within which a record must be found.
  private static final Duration GATHERING = Duration.ofMillis(50);
}
