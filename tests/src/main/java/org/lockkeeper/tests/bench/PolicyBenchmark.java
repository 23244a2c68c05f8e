package org.lockkeeper.tests.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lockkeeper.match.Matching;
import org.lockkeeper.match.PatternEngine;
import org.lockkeeper.match.VectorscanDatabase;
import org.lockkeeper.match.VectorscanEngine;
import org.lockkeeper.policy.load.RuleSet;
import org.lockkeeper.proxy.app.Benchmark;

/**
 * {@code lockkeeper bench policy}: what judging costs. All shipped packs with invented terms and
 * patterns on top, on chat and on texts made to hurt, over sizes of sets and of messages, a reload,
 * and a bare native scan. {@code bench policy [texts|lengths|sizes|reload|native]…}; Markdown
 * tables on standard output.
 */
public final class PolicyBenchmark implements Benchmark {

  private static final int SIZE = 2_048;
  private static final int TERMS = 9_800;
  private static final int PATTERNS = 200;
  private static final String COLUMNS =
      "| text | mean µs | p50 | p99 | max | messages | with a fault |\n|---|---|---|---|---|---|---|";

  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
  private final Path project = Path.of(System.getProperty("lockkeeper.root", "."));
  private final PolicyTexts texts = new PolicyTexts(SIZE);

  @Override
  public String name() {
    return "policy";
  }

  @Override
  public String description() {
    return "text to decision: 10,000 terms and patterns, hurting texts, large sets, reloads";
  }

  @Override
  public int run(List<String> arguments) throws Exception {
    List<Part> parts = new ArrayList<>();
    for (String argument : arguments) {
      parts.add(Part.valueOf(argument.toUpperCase(Locale.ROOT)));
    }
    for (Part part : parts.isEmpty() ? List.of(Part.values()) : parts) {
      switch (part) {
        case TEXTS -> texts();
        case LENGTHS -> lengths();
        case SIZES -> sizes();
        case RELOAD -> reload();
        case NATIVE -> vectorscan();
      }
    }
    return 0;
  }

  /** What can be asked for alone; without a name, all. */
  private enum Part {
    TEXTS,
    LENGTHS,
    SIZES,
    RELOAD,
    NATIVE
  }

  private void texts() throws IOException {
    GrownRules grown = grown().terms(TERMS).patterns(PATTERNS);
    texts(grown, Matching.plain(), "");
    Optional<PatternEngine> engine = VectorscanEngine.installed();
    if (engine.isPresent()) {
      texts(grown, new Matching(engine.get(), Matching.DEFAULT_BUDGET), ", filtered by Vectorscan");
    }
  }

  private void texts(GrownRules grown, Matching matching, String how) throws IOException {
    RuleSet rules = RuleSet.load(grown.folder(), matching);
    List<String> chat = texts.chat(project);
    List<String> keywords = grown.keywords();
    heading(
        "Text to decision, 2 KB, " + TERMS + " terms, " + PATTERNS + " patterns, shipped packs");
    out.println(COLUMNS);
    out.println(PolicyTimes.of(rules, chat, 6, 6).row("chat"));
    out.println(PolicyTimes.of(rules, lines(chat), 1, 2).row("chat, one line"));
    out.println(PolicyTimes.of(rules, texts.base64(), 1, 2).row("random base64"));
    out.println(PolicyTimes.of(rules, texts.printable(), 1, 2).row("random ASCII"));
    out.println(PolicyTimes.of(rules, texts.digits(), 1, 2).row("digits"));
    out.println(PolicyTimes.of(rules, texts.markup(), 1, 2).row("markup"));
    out.println(PolicyTimes.of(rules, texts.everyKeyword(keywords), 2, 3).row("every keyword"));
    out.println(
        PolicyTimes.of(rules, texts.longRuns(keywords), 2, 3).row("one keyword, long runs"));
    out.println(PolicyTimes.of(rules, texts.nested(), 1, 2).row("nested and odd repeats"));
  }

  private void lengths() throws IOException {
    RuleSet rules = RuleSet.load(grown().terms(TERMS).patterns(PATTERNS).folder());
    List<String> chat = texts.chat(project);
    heading("Length of a message");
    out.println("| chars | mean µs | µs a KB |\n|---|---|---|");
    String all = String.join("", chat);
    for (int length = 1 << 10; length <= 1 << 20; length <<= 2) {
      List<String> pieces = new ArrayList<>();
      for (int at = 0; at + length <= all.length() && pieces.size() < 500; at += length) {
        pieces.add(all.substring(at, at + length));
      }
      double mean = PolicyTimes.of(rules, pieces, 1, 2).meanMicros();
      out.printf(Locale.ROOT, "| %d | %.1f | %.2f |%n", length, mean, mean * 1024 / length);
    }
  }

  private void sizes() throws IOException {
    List<String> chat = texts.chat(project);
    heading("Number of terms, beside all shipped packs");
    out.println(
        "| terms | mean µs | of 100 | load ms | MB of the compiled set |\n|---|---|---|---|---|");
    double first = 0;
    for (int count = 100; count <= 100_000; count *= 10) {
      GrownRules grown = grown().terms(count);
      long before = usedBytes();
      long began = System.nanoTime();
      RuleSet rules = RuleSet.load(grown.folder());
      double load = (System.nanoTime() - began) / 1e6;
      double bytes = usedBytes() - before;
      double mean = PolicyTimes.of(rules, chat, 2, 3).meanMicros();
      first = first == 0 ? mean : first;
      out.printf(
          Locale.ROOT,
          "| %d | %.1f | %.2f | %.0f | %.1f |%n",
          count,
          mean,
          mean / first,
          load,
          bytes / (1 << 20));
    }
  }

  private void reload() throws IOException {
    heading("Reload of 10,000 rules with 20,000 tests");
    GrownRules grown = grown().rules(10_000);
    Matching matching = Matching.plain();
    out.println("| load | ms |\n|---|---|");
    for (int round = 0; round < 6; round++) {
      if (round > 0) {
        grown.rulePack(0, round);
      }
      long began = System.nanoTime();
      RuleSet rules = RuleSet.load(grown.folder(), matching);
      String what = round == 0 ? "first" : "one pack changed";
      out.printf(
          Locale.ROOT,
          "| %s, %d rules | %.0f |%n",
          what,
          rules.ruleIds().size(),
          (System.nanoTime() - began) / 1e6);
    }
  }

  /** The same patterns in a bare scan: no decision, no places, only which of them match. */
  private void vectorscan() throws IOException {
    heading("Against a bare scan by Vectorscan of the same terms and patterns, 2 KB");
    if (!VectorscanDatabase.available()) {
      out.println("libvectorscan5 is not installed.");
      return;
    }
    GrownRules grown = grown().terms(TERMS).patterns(PATTERNS);
    RuleSet rules = RuleSet.load(grown.folder());
    long began = System.nanoTime();
    VectorscanDatabase database = VectorscanDatabase.of(grown.expressions());
    out.printf(Locale.ROOT, "Compiled in %.1f s.%n%n", (System.nanoTime() - began) / 1e9);
    out.println("| text | decision, mean µs | bare scan, mean µs | ratio |\n|---|---|---|---|");
    compare("chat", rules, database, texts.chat(project));
    compare("random base64", rules, database, texts.base64());
    compare("digits", rules, database, texts.digits());
    compare("every keyword", rules, database, texts.everyKeyword(grown.keywords()));
  }

  private void compare(
      String name, RuleSet rules, VectorscanDatabase database, List<String> pieces) {
    double decision = PolicyTimes.of(rules, pieces, 1, 2).meanMicros();
    double scan = PolicyTimes.of(database, pieces, 1, 2).meanMicros();
    out.printf(Locale.ROOT, "| %s | %.1f | %.1f | %.2f |%n", name, decision, scan, decision / scan);
  }

  private GrownRules grown() throws IOException {
    Path folder = Files.createTempDirectory("lockkeeper-bench-").resolve("rules");
    return GrownRules.of(project.resolve("rules"), folder);
  }

  /** About sixty chars each. */
  private static List<String> lines(List<String> chat) {
    return chat.stream()
        .flatMap(String::lines)
        .filter(line -> line.length() >= 50 && line.length() <= 70)
        .toList();
  }

  private void heading(String text) {
    out.printf("%n%s%n%n", text);
  }

  private static long usedBytes() {
    for (int round = 0; round < 3; round++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
