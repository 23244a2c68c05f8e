package org.lockkeeper.proxy.net;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of bodies may be in memory at once, over all event loops. */
final class HeldBudget {

  private final long limit;
  private final AtomicLong taken = new AtomicLong();

  HeldBudget(long limit) {
    this.limit = limit;
  }

  /** Takes bytes if they fit. */
  boolean take(long bytes) {
    if (taken.addAndGet(bytes) > limit) {
      taken.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void give(long bytes) {
    taken.addAndGet(-bytes);
  }

  long taken() {
    return taken.get();
  }
}
