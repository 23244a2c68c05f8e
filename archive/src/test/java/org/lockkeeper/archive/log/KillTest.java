package org.lockkeeper.archive.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.Samples;

/** SIGKILL in the middle of writing, several times on the same log. */
class KillTest {

  @TempDir Path archive;

  @Test
  void everyAcknowledgedRecordSurvives() throws Exception {
    long acknowledged = -1;
    for (int round = 0; round < 4; round++) {
      acknowledged = writeAndKill(acknowledged, 300 + 217 * round);

      assertThat(LogProof.of(archive, LogLimits.defaults())).isInstanceOf(LogProof.Intact.class);
      try (SegmentLog log = SegmentLog.open(archive, LogLimits.defaults())) {
        assertThat(log.checkpoint().end().sequence()).isGreaterThan(acknowledged);
        try (Stream<Entry> entries = log.from(Position.START)) {
          entries.forEach(
              entry -> {
                long number = entry.position().sequence();
                assertThat(entry.record()).isEqualTo(Samples.post(number, "record " + number));
              });
        }
      }
    }
  }

  /** Kills the writer after so many acknowledgements; gives the last one that was heard. */
  private long writeAndKill(long before, int count) throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriter.class.getName(),
                archive.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long last = before;
    try (BufferedReader heard = writer.inputReader(StandardCharsets.US_ASCII)) {
      for (int i = 0; i < count; i++) {
        last = acknowledged(heard.readLine());
      }
      writer.destroyForcibly();
      for (String line = heard.readLine(); line != null; line = heard.readLine()) {
        last = Math.max(last, line.isEmpty() ? last : acknowledged(line));
      }
    } catch (IOException streamClosedByTheKill) {
      assertThat(last).isGreaterThan(before);
    } finally {
      writer.destroyForcibly().waitFor();
    }
    return last;
  }

  private static long acknowledged(String line) {
    assertThat(line).as("the writer lives").isNotNull();
    return Long.parseLong(line);
  }
}
