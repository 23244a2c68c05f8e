package org.lockkeeper.tests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.lockkeeper.match.VectorscanDatabase;
import org.lockkeeper.match.VectorscanDatabase.Expression;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.YamlMap;
import org.lockkeeper.yaml.YamlReader;

/** The shipped packs, copied, and made as large as a measurement wants them. */
final class GrownRules {

  private static final String[] SYLLABLES = {
    "ba", "con", "de", "fer", "gra", "in", "ka", "lo", "mer", "ning", "or", "pro", "re", "sta",
    "ter", "un", "ver", "win", "ex", "ly"
  };

  private final Path folder;

  private GrownRules(Path folder) {
    this.folder = folder;
  }

  /** Copies the packs and lists of a folder. */
  static GrownRules of(Path shipped, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(shipped.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    return new GrownRules(folder);
  }

  Path folder() {
    return folder;
  }

  /** Adds one list of invented names, of one to three words, each of letters chat is made of. */
  GrownRules terms(int count) throws IOException {
    Random random = new Random(17);
    TreeSet<String> terms = new TreeSet<>();
    while (terms.size() < count) {
      String term = word(random);
      for (int more = random.nextInt(3); more > 0; more--) {
        term += " " + word(random);
      }
      terms.add(term);
    }
    Files.writeString(folder.resolve("lists/grown.txt"), String.join("\n", terms) + "\n");
    String first = terms.first();
    Files.writeString(
        folder.resolve("grown-terms.yaml"),
        """
        pack: grown/terms
        version: 2026.11.1
        owner: bench@corp.example
        lists:
          grown-terms: { file: lists/grown.txt, match: word }
        rules:
        - id: GROWN-TERMS
          title: t
          when: { list: grown-terms }
          do: { hold: { queue: review }, tell: t }
          tests:
          - { say: "%s", expect: hold }
          - { say: "nothing", expect: allow }
        """
            .formatted(first));
    return this;
  }

  /**
   * Adds patterns of the three common forms: a fixed beginning; a name, a sign and a value; and a
   * bare shape that only a word nearby makes a find.
   */
  GrownRules patterns(int count) throws IOException {
    StringBuilder pack = new StringBuilder();
    pack.append(
        "pack: grown/patterns\nversion: 2026.11.1\nowner: bench@corp.example\ndetectors:\n");
    List<String> conditions = new ArrayList<>();
    Random random = new Random(23);
    for (int at = 0; at < count; at++) {
      String name = word(random) + at;
      String find =
          switch (at % 3) {
            case 0 -> "regex: '\\b%s_[A-Za-z0-9]{36}\\b', keyword: [%s_]".formatted(name, name);
            case 1 ->
                ("regex: '(?i)[\\w.-]{0,30}%s[ \\t\\w.-]{0,20}[\\s\"]{0,3}[=:]{1,2}[\\s\"]{0,5}"
                        + "[a-z0-9]{32}\\b', keyword: [%s]")
                    .formatted(name, name);
            default -> "regex: '\\b[A-Z]{2}\\d{7}\\b', keyword: [%s]".formatted(name);
          };
      String hit =
          switch (at % 3) {
            case 0 -> name + "_" + "Ab1d".repeat(9);
            case 1 -> name + "_key = " + "a1b2".repeat(8);
            default -> name + " no AB1234567";
          };
      pack.append(
          "  grown-%d:\n    find: { %s }\n    tests: { hit: ['%s'], miss: ['%s nothing'] }\n"
              .formatted(at, find, hit, name));
      conditions.add("{ grown-" + at + ": high }");
    }
    pack.append(
        """
        rules:
        - id: GROWN-PATTERNS
          title: t
          when: { any: [%s] }
          do: { hold: { queue: review }, tell: t }
          tests:
          - { say: "%s_%s", expect: hold }
          - { say: "nothing", expect: allow }
        """
            .formatted(String.join(", ", conditions), word(new Random(23)) + 0, "Ab1d".repeat(9)));
    Files.writeString(folder.resolve("grown-patterns.yaml"), pack);
    return this;
  }

  /** Adds rules with a list, a pattern in ten, and two tests each, fifty to a pack. */
  GrownRules rules(int count) throws IOException {
    for (int pack = 0; pack * 50 < count; pack++) {
      rulePack(pack, 0);
    }
    return this;
  }

  /** Writes one of those packs anew, with other words. */
  void rulePack(int pack, int version) throws IOException {
    StringBuilder lists = new StringBuilder();
    StringBuilder detectors = new StringBuilder();
    StringBuilder rules = new StringBuilder();
    for (int at = pack * 50; at < pack * 50 + 50; at++) {
      String secret = "project" + Integer.toString(at * 7919 + version, 36) + "x";
      if (at % 10 == 0) {
        detectors.append(
            "  number-%d: { find: { regex: '\\b%s-\\d{6}\\b', keyword: [%s-] }, tests: { hit: ['%s-123456'], miss: ['%s-1'] } }\n"
                .formatted(at, secret, secret, secret, secret));
      } else {
        lists.append("  names-%d: { terms: [%s, %s two] }\n".formatted(at, secret, secret));
      }
      rules.append(
          """
          - id: MANY-%d
            title: t
            when: { %s }
            do: { hold: { queue: review }, tell: t }
            tests:
            - { say: "about %s", expect: hold }
            - { say: "about nothing", expect: allow }
          """
              .formatted(
                  at,
                  at % 10 == 0 ? "number-" + at + ": high" : "list: names-" + at,
                  at % 10 == 0 ? secret + "-123456" : secret));
    }
    Files.writeString(
        folder.resolve("many-" + pack + ".yaml"),
        "pack: many/pack-%d\nversion: 2026.11.1\nowner: bench@corp.example\nlists:\n%sdetectors:\n%srules:\n%s"
            .formatted(pack, lists, detectors, rules));
  }

  /** Every keyword of every detector in the folder, the grown ones among them. */
  List<String> keywords() throws IOException {
    TreeSet<String> keywords = new TreeSet<>();
    finds(find -> keywords.addAll(find.texts("keyword")));
    return List.copyOf(keywords);
  }

  /** The grown terms and every pattern of every pack, as Vectorscan takes them. */
  List<Expression> expressions() throws IOException {
    List<Expression> expressions = new ArrayList<>();
    int flags = VectorscanDatabase.UTF8 | VectorscanDatabase.SINGLE_MATCH;
    for (String term : Files.readAllLines(folder.resolve("lists/grown.txt"))) {
      expressions.add(
          new Expression(
              "\\b" + term.replace(" ", "\\s+") + "\\b", flags | VectorscanDatabase.CASELESS));
    }
    finds(
        find ->
            find.text("regex")
                .ifPresent(
                    regex ->
                        expressions.add(
                            new Expression(regex, flags | VectorscanDatabase.PREFILTER))));
    return expressions;
  }

  private void finds(Consumer<YamlMap> each) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".yaml")).toList()) {
        new YamlReader(new Faults())
            .read(file, file.toString())
            .ifPresent(
                pack -> {
                  YamlMap detectors = pack.section("detectors");
                  detectors
                      .keys()
                      .forEach(name -> each.accept(detectors.section(name).section("find")));
                });
      }
    }
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int more = 2 + random.nextInt(3); more > 0; more--) {
      word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    }
    return word.toString().toLowerCase(Locale.ROOT);
  }
}
