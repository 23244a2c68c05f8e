package org.lockkeeper.archive;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.lockkeeper.archive.index.IndexLimits;
import org.lockkeeper.archive.index.LuceneIndex;
import org.lockkeeper.archive.intake.JsonLinesIntake;
import org.lockkeeper.archive.log.Entry;
import org.lockkeeper.archive.log.FollowerThread;
import org.lockkeeper.archive.log.LogLimits;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.SegmentLog;

/**
 * Measures the archive by itself. Not a test: run its {@code main} with an empty directory on the
 * file system in question and, for import and index, a file of JSON lines.
 */
final class Measurements {

  private Measurements() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    bareSync(directory.resolve("bare"));
    throughput(directory.resolve("throughput"));
    latency(directory.resolve("latency"));
    bareSync(directory.resolve("bare"));
    if (arguments.length > 1) {
      importAndIndex(directory.resolve("import"), Path.of(arguments[1]));
    }
  }

  private static void bareSync(Path file) throws Exception {
    long[] nanos = new long[2_000];
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.allocateDirect(500);
      for (int i = 0; i < nanos.length; i++) {
        channel.write(bytes.clear(), 500L * i);
        long before = System.nanoTime();
        channel.force(false);
        nanos[i] = System.nanoTime() - before;
      }
    }
    Files.delete(file);
    print("bare fdatasync", nanos);
  }

  private static void throughput(Path archive) {
    try (SegmentLog log = SegmentLog.open(archive, LogLimits.defaults())) {
      for (int round = 0; round < 3; round++) {
        int count = 200_000;
        String text = "x".repeat(160);
        ArrayDeque<CompletionStage<Position>> underWay = new ArrayDeque<>();
        long before = System.nanoTime();
        for (int i = 0; i < count; i++) {
          underWay.addLast(log.append(Samples.post(i, text)));
          if (underWay.size() == 1_024) {
            underWay.removeFirst().toCompletableFuture().join();
          }
        }
        underWay.forEach(stage -> stage.toCompletableFuture().join());
        double seconds = (System.nanoTime() - before) / 1e9;
        System.out.printf("append, 1,024 in flight: %,.0f/s%n", count / seconds);
      }
    }
  }

  private static void latency(Path archive) {
    long[] nanos = new long[10_000];
    try (SegmentLog log = SegmentLog.open(archive, LogLimits.defaults())) {
      long start = System.nanoTime();
      ArrayDeque<CompletionStage<?>> done = new ArrayDeque<>();
      for (int i = 0; i < nanos.length; i++) {
        long due = start + i * 1_000_000L;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        int number = i;
        long sent = System.nanoTime();
        done.add(
            log.append(Samples.post(i, "x".repeat(160)))
                .thenRun(() -> nanos[number] = System.nanoTime() - sent));
      }
      done.forEach(stage -> stage.toCompletableFuture().join());
    }
    print("append at 1,000/s", Arrays.copyOfRange(nanos, 2_000, nanos.length));
  }

  private static void importAndIndex(Path archive, Path lines) throws Exception {
    try (SegmentLog log = SegmentLog.open(archive, LogLimits.defaults())) {
      JsonLinesIntake intake = new JsonLinesIntake(log, archive.resolve("intake"));
      long before = System.nanoTime();
      JsonLinesIntake.Summary summary =
          intake.run(
              lines,
              new JsonLinesIntake.Listener() {
                @Override
                public void bad(long item, String why) {}

                @Override
                public void progress(JsonLinesIntake.Summary soFar) {}
              });
      double seconds = (System.nanoTime() - before) / 1e9;
      System.out.printf("import: %,.0f messages/s%n", summary.imported() / seconds);
    }
    for (int round = 0; round < 3; round++) {
      index(archive, archive.resolve("idx" + round));
    }
  }

  private static void index(Path archive, Path directory) throws Exception {
    try (SegmentLog log = SegmentLog.open(archive, LogLimits.defaults())) {
      long entries = log.checkpoint().end().sequence();
      long before = cpu();
      try (Stream<Entry> all = log.from(Position.START)) {
        System.out.printf("read %,d: ", all.count());
      }
      long read = cpu() - before;
      try (LuceneIndex index = LuceneIndex.open(directory, log, IndexLimits.defaults());
          FollowerThread following = FollowerThread.start(log, index, Duration.ofSeconds(1))) {
        following.await(log.checkpoint().end(), Duration.ofMinutes(10));
        index.commit();
      }
      System.out.printf(
          "%.1f µs of CPU a message; index, without reading: %.1f µs%n",
          read / 1e3 / entries, (cpu() - before - 2 * read) / 1e3 / entries);
    }
  }

  private static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void print(String what, long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    System.out.printf(
        "%s: p50 %,d µs, p99 %,d µs%n",
        what, sorted[sorted.length / 2] / 1_000, sorted[sorted.length * 99 / 100] / 1_000);
  }
}
