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
   * CPU time used so far by every thread of every process in the tree, user and system, from {@code
   * schedstat} in nanoseconds: the ticks of {@code stat} are too coarse for a short round. Threads
   * that end between two looks are missed, which a proxy's do not.
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
    Path tasks = Path.of("/proc", Long.toString(pid), "task");
    try (Stream<Path> threads = Files.list(tasks)) {
      return threads.mapToLong(ProcessTree::threadNanos).sum();
    } catch (IOException | UncheckedIOException gone) {
      return 0; // ended between the listing and the look
    }
  }

  private static long threadNanos(Path thread) {
    try {
      // Documentation/scheduler/sched-stats.rst: the first number is time on the CPU.
      return Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]);
    } catch (IOException gone) {
      return 0;
    }
  }
}
