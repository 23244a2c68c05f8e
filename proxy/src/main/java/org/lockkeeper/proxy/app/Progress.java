package org.lockkeeper.proxy.app;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far long work has come: a bar on a terminal, a plain line every few seconds elsewhere.
 */
final class Progress {

  private static final Duration BAR_EVERY = Duration.ofMillis(100);
  private static final Duration LINE_EVERY = Duration.ofSeconds(3);
  private static final int WIDTH = 32;

  private final String what;
  private final long total;
  private final PrintWriter out;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private final long start;
  private long shown;

  /**
   * @param total how much there is to do; 0 if nobody knows
   */
  Progress(String what, long total, PrintWriter out, boolean terminal, LongSupplier nanoTime) {
    this.what = what;
    this.total = total;
    this.out = out;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.shown = start;
  }

  /** Progress of work by this process, on standard error. */
  static Progress of(String what, long total, PrintWriter out) {
    return new Progress(what, total, out, System.console() != null, System::nanoTime);
  }

  /** Shows how much is done, if it is time to. */
  void at(long done) {
    long now = nanoTime.getAsLong();
    if (now - shown >= (terminal ? BAR_EVERY : LINE_EVERY).toNanos()) {
      shown = now;
      show(done, now);
    }
  }

  /** Shows the end. */
  void end(long done) {
    show(done, nanoTime.getAsLong());
    if (terminal) {
      out.println();
      out.flush();
    }
  }

  private void show(long done, long now) {
    double seconds = Math.max(1e-3, (now - start) / 1e9);
    String rate = String.format(Locale.ROOT, "%,d, %,.0f/s", done, done / seconds);
    if (!terminal) {
      out.println(what + ": " + (total > 0 ? percent(done) + "%, " : "") + rate);
    } else if (total > 0) {
      int full = (int) Math.min(WIDTH, done * WIDTH / total);
      out.print(
          "\r"
              + what
              + " ["
              + "#".repeat(full)
              + ".".repeat(WIDTH - full)
              + "] "
              + percent(done)
              + "% "
              + rate
              + "  ");
    } else {
      out.print("\r" + what + " " + rate + "  ");
    }
    out.flush();
  }

  private long percent(long done) {
    return Math.min(100, done * 100 / total);
  }
}
