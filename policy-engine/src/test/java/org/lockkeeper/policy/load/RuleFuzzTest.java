package org.lockkeeper.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.yaml.Fault;
import org.lockkeeper.yaml.FaultyFileException;

/** Whatever stands in a pack, the set loads or its faults are named by file and line. */
final class RuleFuzzTest {

  /** Pieces that mean something somewhere. */
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ": ",
          "- ",
          "#",
          "'",
          "\"",
          "\\",
          "|",
          ">",
          "&a",
          "*a",
          "!!int",
          "%",
          "@",
          "\t",
          "\n",
          "  ",
          "...",
          "---",
          "null",
          "~",
          "true",
          "on",
          "-1",
          "0",
          "1e999",
          "99999999999999999999",
          ">=0 high",
          "\u0000",
          "\u200b",
          "\ud800",
          "\ufeff",
          "(a+)+$",
          "(?=x)",
          "\\1",
          "((((((((((a{99}){99}){99}",
          "[[:alpha:]",
          "{{make: gold}}",
          "{{like: [",
          "{{like: a{9999}}}",
          "w/4",
          "pre/99 x",
          "^999",
          "(a|b|c|d)(a|b|c|d)(a|b|c|d)",
          "*",
          "? ",
          "regex: ''",
          "list: nowhere",
          "until: never",
          "members: \">x\"",
          "all: []",
          "not: {}");

  private final RulesFolder rules;

  RuleFuzzTest(@TempDir Path folder) {
    this.rules = new RulesFolder(folder);
  }

  /** Each seed is one stretch of packs, each changed in a few places. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aChangedPackLoadsOrIsNamedWithItsLine(long seed) throws IOException {
    Random random = new Random(seed);
    List<Path> packs = shipped(".yaml");
    int loaded = 0;
    for (int round = 0; round < 60; round++) {
      Path pack = packs.get(random.nextInt(packs.size()));
      String text = Files.readString(pack);
      for (int change = 0; change <= random.nextInt(3); change++) {
        text = changed(text, random);
      }
      loaded += outcome("fuzzed.yaml", text) ? 1 : 0;
    }
    assertThat(loaded).as("some changes are harmless, most are not").isBetween(1, 50);
  }

  @Test
  void aChangedListLoadsOrIsNamedWithItsLine() throws IOException {
    Random random = new Random(5);
    rules.pack(
        "uses",
        """
        lists:
          fuzzed: { file: lists/fuzzed.txt, match: word }
          stems: { file: lists/fuzzed.txt, match: stem, except: { file: lists/fuzzed.txt } }
        rules:
        - id: R-1
          title: Uses them
          mode: shadow
          when: { all: [ { list: fuzzed }, { list: stems } ] }
          do: { allow: true, tag: seen }
          tests:
          - { say: "never said by any list of ours", expect: allow }
          - { say: "nor this", expect: allow, tag: seen }
        """);
    List<Path> lists = shipped(".txt");
    for (int round = 0; round < 60; round++) {
      String text = Files.readString(lists.get(random.nextInt(lists.size())));
      outcome("lists/fuzzed.txt", changed(changed(text, random), random));
    }
  }

  /** Whether the set loads; what is wrong otherwise has a file and, in a pack, mostly a line. */
  private boolean outcome(String name, String text) {
    rules.write(name, text);
    try {
      rules.load();
      return true;
    } catch (FaultyFileException faulty) {
      assertThat(faulty.faults()).isNotEmpty();
      for (Fault fault : faulty.faults()) {
        assertThat(fault.where().file()).startsWith("rules/");
        assertThat(fault.message()).isNotBlank();
        assertThat(fault.where().line() > 0 || wholeFile(fault)).as(fault.toString()).isTrue();
      }
      // What check says is never less than what a load says.
      assertThat(RuleCheck.run(rules.path())).isNotEmpty();
      return false;
    }
  }

  /** Faults of a file as a whole: it is no text, a key is missing at its top, it cannot be read. */
  private static boolean wholeFile(Fault fault) {
    return fault.message().contains("UTF-8")
        || fault.message().contains("is missing or empty")
        || fault.message().startsWith("not YAML");
  }

  private static String changed(String text, Random random) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + 1 + random.nextInt(12));
    String piece = PIECES.get(random.nextInt(PIECES.size()));
    return switch (random.nextInt(6)) {
      case 0 -> text.substring(0, at) + text.substring(end);
      case 1 -> text.substring(0, at) + piece + text.substring(at);
      case 2 -> text.substring(0, at) + piece + text.substring(end);
      case 3 -> text.substring(0, at) + text.substring(at, end).repeat(3) + text.substring(end);
      case 4 -> text.substring(0, at);
      default -> swapped(text, random);
    };
  }

  /** Two lines changed for each other. */
  private static String swapped(String text, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (lines.size() < 2) {
      return text;
    }
    int one = random.nextInt(lines.size());
    int other = random.nextInt(lines.size());
    String kept = lines.get(one);
    lines.set(one, lines.get(other));
    lines.set(other, kept);
    return String.join("\n", lines) + "\n";
  }

  private static List<Path> shipped(String ending) throws IOException {
    try (Stream<Path> walk = Files.walk(ShippedRulesTest.RULES)) {
      return walk.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
