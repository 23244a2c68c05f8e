package org.lockkeeper.proxy.flow;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many things happened in the last sixty seconds, by the second. Safe to share between threads;
 * counting takes no lock.
 */
final class MinuteRate {
  private static final int SECONDS = 60;

  private final InstantSource clock;
  private final AtomicReferenceArray<Slot> slots = new AtomicReferenceArray<>(SECONDS);

  MinuteRate(InstantSource clock) {
    this.clock = clock;
    for (int i = 0; i < SECONDS; i++) {
      slots.set(i, new Slot(Long.MIN_VALUE, new LongAdder()));
    }
  }

  void count() {
    long second = second();
    int place = Math.floorMod(second, SECONDS);
    Slot slot = slots.get(place);
    if (slot.second != second) {
      Slot fresh = new Slot(second, new LongAdder());
      // Whoever loses the race counts in the winner's slot.
      slot = slots.compareAndSet(place, slot, fresh) ? fresh : slots.get(place);
    }
    slot.count.increment();
  }

  /** How many in the last sixty seconds, the running one included. */
  long lastMinute() {
    long second = second();
    long sum = 0;
    for (int i = 0; i < SECONDS; i++) {
      Slot slot = slots.get(i);
      if (slot.second <= second && slot.second > second - SECONDS) {
        sum += slot.count.sum();
      }
    }
    return sum;
  }

  private long second() {
    return Math.floorDiv(clock.millis(), 1000L);
  }

  private record Slot(long second, LongAdder count) {}
}
