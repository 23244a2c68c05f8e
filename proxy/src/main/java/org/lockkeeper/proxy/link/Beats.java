package org.lockkeeper.proxy.link;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A beat on a thread of its own. */
public final class Beats {

  /** A list that 'urls update' made new is in force within two of these. */
  private static final Duration EVERY = Duration.ofSeconds(5);

  private Beats() {}

  /** Every five seconds; the first at once, so that a new gateway asks for its lists. */
  public static LinkLists.Beat clock() {
    return look -> {
      ScheduledExecutorService thread =
          Executors.newSingleThreadScheduledExecutor(
              Thread.ofPlatform().daemon().name("url-lists").factory());
      var unused = thread.scheduleWithFixedDelay(look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
      return thread::shutdownNow;
    };
  }
}
