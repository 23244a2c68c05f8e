package org.lockkeeper.tests.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A process and all its descendants, as Linux shows them under {@code /proc}. */
public record ProcessTree(ProcessHandle root) {

  /**
   * CPU time used so far by every process in the tree, user and system: that of its living threads
   * from {@code schedstat} in nanoseconds, and that of ended ones, such as an index's merges, from
   * what {@code stat} counts more than them, in whole ticks.
   */
  public Duration cpu() {
    try (Stream<ProcessHandle> all = Stream.concat(Stream.of(root), root.descendants())) {
      return Duration.ofNanos(all.mapToLong(process -> nanos(process.pid())).sum());
    }
  }

  /** Ends the tree by its own ids: first politely, then, after the patience, by force. */
  public void end(Duration patience) {
    var all = Stream.concat(Stream.of(root), root.descendants()).toList();
    all.getFirst().destroy();
    long deadline = System.nanoTime() + patience.toNanos();
    for (ProcessHandle one : all) {
      try {
        one.onExit().get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        one.destroyForcibly();
      } catch (ExecutionException gone) {
        // it has ended
      } catch (InterruptedException ended) {
        Thread.currentThread().interrupt();
        one.destroyForcibly();
      }
    }
  }

  private static long nanos(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try (Stream<Path> threads = Files.list(process.resolve("task"))) {
      long living = threads.mapToLong(ProcessTree::threadNanos).sum();
      long ended = ticks(Files.readString(process.resolve("stat"))) * TICK_NANOS - living;
      return living + (ended > TICKS_ERR_NANOS ? ended : 0);
    } catch (IOException | UncheckedIOException gone) {
      return 0; // ended between the listing and the look
    }
  }

  /** proc_pid_stat(5): fields 14 and 15, counted behind the name, which may hold anything. */
  private static long ticks(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }

  private static long threadNanos(Path thread) {
    try {
      // Documentation/scheduler/sched-stats.rst: the first number is time on the CPU.
      return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]);
    } catch (IOException gone) {
      return 0;
    }
  }

  private static final long TICK_NANOS = 10_000_000;

  // User and system time are each cut to whole ticks.
  private static final long TICKS_ERR_NANOS = 2 * TICK_NANOS;
}
