package org.lockkeeper.policy.lab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A few of many, each as likely as any other (Vitter's algorithm R), in constant memory. Not for
 * several threads.
 */
final class Examples<T> {

  private final int most;
  private final RandomGenerator random;
  private final List<T> kept = new ArrayList<>();
  private long seen;

  Examples(int most, RandomGenerator random) {
    this.most = most;
    this.random = random;
  }

  /** Takes one in, or not. */
  void add(T each) {
    seen++;
    if (kept.size() < most) {
      kept.add(each);
      return;
    }
    long place = random.nextLong(seen);
    if (place < most) {
      kept.set((int) place, each);
    }
  }

  /** Those that were kept. */
  List<T> kept() {
    return Collections.unmodifiableList(kept);
  }

  /** How many there were. */
  long seen() {
    return seen;
  }
}
