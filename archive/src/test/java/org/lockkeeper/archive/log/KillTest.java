package org.lockkeeper.archive.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.archive.Samples;

/** SIGKILL in the middle of writing, several times on the same log. */
class KillTest {

  private static final LogLimits LIMITS = LogLimits.defaults();

  @TempDir Path archive;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void everyAcknowledgedRecordSurvives(int version) throws Exception {
    long acknowledged = -1;
    for (int round = 0; round < 4; round++) {
      acknowledged = writeAndKill(version, acknowledged, 300 + 217 * round);

      assertThat(
              version == 1
                  ? LogProof.of(archive, LIMITS)
                  : LogProof.of(archive, LIMITS, FiledLogs.seal(archive, LIMITS)))
          .isInstanceOf(LogProof.Intact.class);
      try (SegmentLog log =
          version == 1 ? SegmentLog.open(archive, LIMITS) : FiledLogs.open(archive, LIMITS)) {
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
  private long writeAndKill(int version, long before, int count)
      throws IOException, InterruptedException {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriter.class.getName(),
                archive.toString(),
                Integer.toString(version))
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
