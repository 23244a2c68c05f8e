package org.lockkeeper.proxy.net;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The clock of one event loop: looks at every connection's deadline several times a second. A timer
 * a request would cost a queue operation on every message; a deadline is one field. Used on its
 * loop only.
 */
final class Deadlines {

  /** What can be late. */
  interface Timed {
    /** When, in the clock's nanoseconds; 0 for never. */
    long deadline();

    /** It is late. Sets another deadline or ends. */
    void late();
  }

  private final LongSupplier nanos;
  private final Set<Timed> watched = Collections.newSetFromMap(new IdentityHashMap<>());

  Deadlines(EventLoop loop, LongSupplier nanos, Duration shortest) {
    this.nanos = nanos;
    long tick = Math.clamp(shortest.toMillis() / 4, 10, 250);
    var unused = loop.scheduleAtFixedRate(this::look, tick, tick, TimeUnit.MILLISECONDS);
  }

  void watch(Timed one) {
    watched.add(one);
  }

  void forget(Timed one) {
    watched.remove(one);
  }

  Set<Timed> watched() {
    return watched;
  }

  /** The deadline of something that may take so long from now. */
  long in(Duration time) {
    long at = nanos.getAsLong() + time.toNanos();
    return at == 0 ? 1 : at;
  }

  private void look() {
    long now = nanos.getAsLong();
    List<Timed> late = new ArrayList<>();
    for (Timed one : watched) {
      long deadline = one.deadline();
      if (deadline != 0 && now - deadline >= 0) {
        late.add(one);
      }
    }
    late.forEach(Timed::late);
  }
}
