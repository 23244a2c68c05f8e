package org.lockkeeper.policy.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.RuleId;

/**
 * Measures, by hand and on real chat: {@code hits RULES CORPUS…} counts the rules' hits, {@code
 * time RULES CORPUS} measures text to decision on 2 KB of chat with 10,000 more terms. The corpus
 * is one JSON object a line with a {@code text}, gzip.
 */
final class PolicyMeasure {

  private static final int TERMS = 10_000;
  private static final int SIZE = 2_048;
  private static final int ROUNDS = 20_000;

  private PolicyMeasure() {}

  public static void main(String[] arguments) throws IOException {
    Path rules = Path.of(arguments[1]);
    List<String> texts = new ArrayList<>();
    for (int at = 2; at < arguments.length; at++) {
      read(Path.of(arguments[at]), texts);
    }
    if (arguments[0].equals("hits")) {
      hits(RuleSet.load(rules), texts);
    } else {
      time(rules, texts);
    }
  }

  private static void hits(RuleSet rules, List<String> texts) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String text : texts) {
      Decision decision = rules.inspect(TestReader.post(text), Facts.NONE);
      for (RuleId rule : decision.because()) {
        counts.merge(rule.value(), 1, Integer::sum);
        String line = text.replace('\n', ' ');
        System.out.println(
            rule + "\t" + Carets.under(text, decision.findings()).strip() + "\t" + line.length());
      }
    }
    System.out.println(texts.size() + " messages " + counts);
  }

  private static void time(Path rules, List<String> texts) throws IOException {
    Path folder = Files.createTempDirectory("measure").resolve("rules");
    for (Path file : RuleFiles.files(rules)) {
      Path copy = folder.resolve(rules.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
    Random random = new Random(3);
    StringBuilder terms = new StringBuilder();
    for (int at = 0; at < TERMS; at++) {
      terms.append("term").append(Long.toString(random.nextLong() >>> 20, 36)).append('\n');
    }
    Path list = folder.resolve("lists/deal-names.txt");
    Files.writeString(list, Files.readString(list) + terms);
    long began = System.nanoTime();
    RuleSet set = RuleSet.load(folder);
    System.out.printf("load %d ms%n", (System.nanoTime() - began) / 1_000_000);

    List<String> messages = new ArrayList<>();
    StringBuilder message = new StringBuilder();
    for (String text : texts) {
      message.append(text).append('\n');
      if (message.length() >= SIZE) {
        messages.add(message.substring(0, SIZE));
        message.setLength(0);
      }
    }
    // The thread's own time: what else the machine does is not what is measured.
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    long[] taken = new long[ROUNDS];
    for (int round = -3 * ROUNDS; round < ROUNDS; round++) {
      String text = messages.get(Math.floorMod(round * 7, messages.size()));
      long start = clock.getCurrentThreadCpuTime();
      Decision unused = set.inspect(TestReader.post(text), Facts.NONE);
      if (round >= 0) {
        taken[round] = clock.getCurrentThreadCpuTime() - start;
      }
    }
    Arrays.sort(taken);
    System.out.printf(
        "mean %.1f µs, p50 %.1f, p99 %.1f, most %.1f%n",
        Arrays.stream(taken).average().orElse(0) / 1e3,
        taken[ROUNDS / 2] / 1e3,
        taken[ROUNDS * 99 / 100] / 1e3,
        taken[ROUNDS - 1] / 1e3);
  }

  /** Takes the text of each line, as far as a measurement needs its escapes. */
  private static void read(Path corpus, List<String> texts) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(corpus)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int at = line.lastIndexOf("\"text\": \"") + 9;
        texts.add(
            line.substring(at, line.length() - 2)
                .replace("\\n", "\n")
                .replace("\\\"", "\"")
                .replace("\\\\", "\\"));
      }
    }
  }
}
