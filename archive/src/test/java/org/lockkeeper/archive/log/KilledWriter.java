package org.lockkeeper.archive.log;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionStage;
import org.lockkeeper.archive.Samples;

/**
 * A process that does nothing but append, printing each sequence once it is acknowledged, until it
 * is killed.
 */
final class KilledWriter {

  private KilledWriter() {}

  public static void main(String[] arguments) {
    LogLimits small = LogLimits.defaults().withSegmentBytes(200_000);
    Path archive = Path.of(arguments[0]);
    SegmentLog log =
        arguments[1].equals("2") ? FiledLogs.open(archive, small) : SegmentLog.open(archive, small);
    ArrayDeque<CompletionStage<Position>> underWay = new ArrayDeque<>();
    long number = log.checkpoint().end().sequence();
    while (true) {
      underWay.addLast(log.append(Samples.post(number, "record " + number)));
      number++;
      if (underWay.size() > 64) {
        System.out.println(underWay.removeFirst().toCompletableFuture().join().sequence());
      }
    }
  }
}
