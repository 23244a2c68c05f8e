package org.lockkeeper.tests.load;

import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * What a load gave. Latencies in microseconds; in the open loop counted from the moment a request
 * was due.
 *
 * @param answered answers with status 2xx in the counted time
 * @param failed other answers, broken connections and answers that never came
 * @param took the counted time as it really was
 * @param serverCpu what the server's process tree used in it
 * @param latencies of the answered, in nanoseconds
 */
public record LoadResult(
    long answered, long failed, Duration took, Duration serverCpu, Histogram latencies) {

  /** Answers a second. */
  public double rate() {
    return answered / (took.toNanos() / 1e9);
  }

  /** The server's CPU time for one answer. */
  public double cpuMicros() {
    return answered == 0 ? 0 : serverCpu.toNanos() / 1e3 / answered;
  }

  /** The latency that so many percent did not exceed. */
  public double micros(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e3;
  }

  /** One JSON object on one line, with what it was a measurement of. */
  public String json(String peer, String mode, int round) {
    return String.format(
        Locale.ROOT,
        "{\"peer\":\"%s\",\"mode\":\"%s\",\"round\":%d,\"answered\":%d,\"failed\":%d,"
            + "\"seconds\":%.3f,\"rate\":%.1f,\"cpu_us\":%.2f,\"p50_us\":%.1f,\"p99_us\":%.1f,"
            + "\"max_us\":%.1f}",
        peer,
        mode,
        round,
        answered,
        failed,
        took.toNanos() / 1e9,
        rate(),
        cpuMicros(),
        micros(50),
        micros(99),
        micros(100));
  }
}
