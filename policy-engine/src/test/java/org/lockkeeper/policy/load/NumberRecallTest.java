package org.lockkeeper.policy.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.detect.Finding.Confidence;

/**
 * How many right numbers the shipped packs find. The numbers, and how they are printed, come from
 * python-stdnum, which shares nothing with the scanner. Half of them may be looked at to mend a
 * format; what is asserted and printed is the other half.
 */
final class NumberRecallTest {

  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final Path STDNUM = Path.of("/usr/lib/python3/dist-packages/stdnum");
  private static final Path SCRIPT =
      Path.of("src/test/resources/org/lockkeeper/detect/number/stdnum_oracle.py");

  /** What became of one format's numbers. */
  private record Recall(int numbers, int alone, int beside) {
    Recall plus(boolean found, boolean high) {
      return new Recall(numbers + 1, alone + (found ? 1 : 0), beside + (high ? 1 : 0));
    }
  }

  @Test
  void besideAWordOfTheCountryNearlyAllAreHigh() throws IOException, InterruptedException {
    assumeTrue(
        Files.exists(PYTHON) && Files.isDirectory(STDNUM),
        "needs the Debian package python3-stdnum");
    Map<String, Recall> table = measure(SCRIPT);
    assertThat(table).hasSizeGreaterThan(90);
    assertThat(table)
        .allSatisfy(
            (id, recall) ->
                assertThat(recall.beside()).isGreaterThanOrEqualTo(recall.numbers() * 9 / 10));
  }

  /** Prints the table of docs/accuracy.md; run from policy-engine. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Recall all = new Recall(0, 0, 0);
    System.out.println("| format | numbers | found alone, medium or more | beside a word, high |");
    System.out.println("| --- | --- | --- | --- |");
    for (Map.Entry<String, Recall> row : measure(SCRIPT).entrySet()) {
      Recall one = row.getValue();
      System.out.printf(
          "| %s | %d | %d | %d |%n", row.getKey(), one.numbers(), one.alone(), one.beside());
      all =
          new Recall(
              all.numbers() + one.numbers(),
              all.alone() + one.alone(),
              all.beside() + one.beside());
    }
    System.out.printf("| all | %d | %d | %d |%n", all.numbers(), all.alone(), all.beside());
  }

  private static Map<String, Recall> measure(Path script) throws IOException, InterruptedException {
    RuleSet rules = RuleSet.compile(ShippedRulesTest.RULES.resolve("identifiers"));
    Map<String, String> words = new HashMap<>();
    rules
        .detectorDrafts()
        .forEach(
            draft ->
                draft.detector().sureness().levels().stream()
                    .filter(level -> !level.near().isEmpty())
                    .findFirst()
                    .ifPresent(
                        level -> words.put(draft.detector().name(), level.near().getFirst())));
    Map<String, Recall> table = new TreeMap<>();
    for (String[] each : otherHalf(script)) {
      String id = each[0];
      boolean alone = found(rules, id, "it is " + each[1] + ", thanks", Confidence.MEDIUM);
      boolean beside =
          found(rules, id, words.getOrDefault(id, "") + ": " + each[1], Confidence.HIGH);
      table.put(id, table.getOrDefault(id, new Recall(0, 0, 0)).plus(alone, beside));
    }
    return table;
  }

  private static boolean found(RuleSet rules, String id, String text, Confidence least) {
    for (Finding finding : rules.detect(TestReader.post(text)).findings()) {
      if (finding.detector().equals(id) && finding.confidence().compareTo(least) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static List<String[]> otherHalf(Path script) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(PYTHON.toString(), script.toAbsolutePath().toString(), "41", "printed")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String[]> half = new ArrayList<>();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      int line = 0;
      for (String each = lines.readLine(); each != null; each = lines.readLine()) {
        if (line++ % 2 == 1) {
          half.add(each.split("\t"));
        }
      }
    }
    assertThat(process.waitFor()).isZero();
    return half;
  }
}
