package org.lockkeeper.detect.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Our verdicts against those of python-stdnum, another's reading of the same laws. A script asks
 * stdnum to judge random numbers and near misses of right ones; both must say the same of each.
 * What one of the two leaves out on purpose, the script names with its reason.
 */
final class StdnumOracleTest {

  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final Path STDNUM = Path.of("/usr/lib/python3/dist-packages/stdnum");
  private static final String SEED = "7";

  /** One number and what stdnum says of it. */
  private record Judged(String number, boolean valid) {}

  @Test
  void bothSayTheSame() throws IOException, InterruptedException {
    assumeTrue(
        Files.exists(PYTHON) && Files.isDirectory(STDNUM),
        "needs the Debian package python3-stdnum");
    Map<String, List<Judged>> judged = oracle();
    Map<String, List<String>> differ = new TreeMap<>();
    judged.forEach(
        (id, numbers) -> {
          NumberFormat format = NumberFormat.of(id).orElseThrow();
          for (Judged each : numbers) {
            if (valid(format, each.number()) != each.valid()) {
              differ
                  .computeIfAbsent(id, _ -> new ArrayList<>())
                  .add(each.number() + " is " + (each.valid() ? "right" : "wrong"));
            }
          }
        });
    assertThat(differ).isEmpty();
    Set<String> without = new HashSet<>();
    judged.forEach(
        (id, numbers) -> {
          if (numbers.stream().filter(Judged::valid).count() < 20) {
            without.add(id);
          }
        });
    assertThat(without).as("formats of which stdnum made too few right numbers").isEmpty();
    assertThat(judged).hasSizeGreaterThan(90);
  }

  private static boolean valid(NumberFormat format, String compact) {
    return format.check().test(compact);
  }

  private static Map<String, List<Judged>> oracle() throws IOException, InterruptedException {
    Path script = Path.of("src/test/resources/org/lockkeeper/detect/number/stdnum_oracle.py");
    Process process =
        new ProcessBuilder(PYTHON.toString(), script.toAbsolutePath().toString(), SEED)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    Map<String, List<Judged>> judged = new LinkedHashMap<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split("\t");
        judged
            .computeIfAbsent(fields[0], _ -> new ArrayList<>())
            .add(new Judged(fields[1], fields[2].equals("1")));
      }
    }
    assertThat(process.waitFor()).isZero();
    return judged;
  }
}
