package org.lockkeeper.policy.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockkeeper.yaml.Fault;
import org.lockkeeper.yaml.Faults;
import org.lockkeeper.yaml.WrittenReader;

/** The standard form is one, says what was said, and stays as it is. */
final class PackFormTest {

  private static final Path RULES = Path.of(System.getProperty("lockkeeper.root", ".."), "rules");

  private static String form(String text) {
    Faults faults = new Faults();
    Optional<PackForm> form = PackForm.of(text, "p.yaml", faults);
    assertThat(faults.all()).isEmpty();
    String laid = form.orElseThrow().text();
    assertThat(PackForm.of(laid, "p.yaml", new Faults()).orElseThrow().text())
        .as("it stays as it is")
        .isEqualTo(laid);
    return laid;
  }

  private static Stream<Path> packs() throws IOException {
    try (Stream<Path> walk = Files.walk(RULES)) {
      return walk.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @Test
  void everyShippedPackIsInTheStandardForm() throws IOException {
    List<String> others = new ArrayList<>();
    for (Path pack : packs().toList()) {
      String text = Files.readString(pack);
      if (!form(text).equals(text)) {
        others.add(RULES.relativize(pack).toString());
      }
    }
    assertThat(others).as("run: bin/lockkeeper rules fmt").isEmpty();
  }

  @Test
  void keysQuotesAndLinesAreThoseOfTheForm() {
    assertThat(
            form(
                """
                # About this pack.

                owner: "me"
                pack: 'test/p'   # its name
                version: 1
                rules:
                # First.
                - title: 'A: rule'
                  id: R-1
                  tests:
                    - expect: block
                      say: alpha
                    # A miss.
                    - { expect: allow, say: 'it''s "fine"' }   # quoted
                  do: { tell: { de: Nein, en: "No." }, block: true }


                  when: {any: [{list: words},{staff-no: '>=2 high'}]}
                - id: R-2
                  title: B
                  when: { list: words }
                  do:
                    allow: true
                  tests: []
                lists:
                  words:
                    match: "word"
                    terms: ["alpha", "007", yes, "a, b"]

                  # Others.
                  others: { terms: [a], fold: [case] }
                detectors:
                  staff-no:
                    sure: { high: { within: "40", near: [staff] }, medium: {} }
                    find: { keyword: [staff], regex: "\\\\bE\\\\d{6}\\\\b" }
                    # Said of find.
                """))
        .isEqualTo(
            """
            pack: test/p  # its name
            version: "1"
            # About this pack.

            owner: me

            lists:
              words: { terms: [alpha, "007", "yes", "a, b"], match: word }

              # Others.
              others: { terms: [a], fold: [case] }

            detectors:
              staff-no:
                find: { regex: '\\bE\\d{6}\\b', keyword: [staff] }
                # Said of find.
                sure: { high: { near: [staff], within: 40 }, medium: {} }

            rules:
            # First.
            - id: R-1
              title: "A: rule"
              when: { any: [ { list: words }, { staff-no: ">=2 high" } ] }
              do: { block: true, tell: { de: "Nein", en: "No." } }
              tests:
              - { say: "alpha", expect: block }
              # A miss.
              - { say: 'it''s "fine"', expect: allow }  # quoted

            - id: R-2
              title: B
              when: { list: words }
              do: { allow: true }
              tests: []
            """);
  }

  @Test
  void whatCannotBeSeenIsEscapedAndWhatCanIsNot() {
    String laid =
        form(
            "pack: p\nversion: a\nowner: o\nrules:\n- id: R\n  tests:\n"
                + "  - { say: \"a\\u200bb\\u00a0c\\U0001F600\\u2019\\u0430x\\\\\", expect: allow }\n");
    assertThat(laid).contains("\"a\\u200bb\\u00a0c\uD83D\uDE00\u2019\\u0430x\\\\\"");
  }

  @Test
  void whatDoesNotFitOnALineStandsOnSeveral() {
    String words = "word-number-one, ".repeat(12) + "last";
    String laid =
        form(
            "pack: p\nversion: a\nowner: o\ndetectors:\n  d:\n    find: { id: iban }\n"
                + "    sure: { high: { near: ["
                + words
                + "], within: 40 } }\n");
    assertThat(laid.lines()).allMatch(line -> line.length() <= 120);
    assertThat(laid)
        .contains("      high:\n        near: [word-number-one, ")
        .contains(",\n          w");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "pack: [                      | not YAML",
        "- a list                     | must be a map",
        "a: &x 1                      | anchors and aliases",
        "a: 1\\na: 2                  | a second time",
      })
  void whatCannotBeReadIsAFaultAndNotRewritten(String text, String words) {
    Faults faults = new Faults();
    assertThat(PackForm.of(text.replace("\\n", "\n"), "p.yaml", faults)).isEmpty();
    assertThat(faults.all()).extracting(Fault::message).anyMatch(each -> each.contains(words));
  }

  @Test
  void aCommentInsideBracesIsKeptAboveThem() {
    assertThat(
            form(
                """
                pack: p
                lists:
                  words:
                    terms: [alpha,   # the first
                      # and on its own
                      beta]
                """))
        .isEqualTo(
            """
            pack: p

            lists:
              words:
                # the first
                # and on its own
                terms: [alpha, beta]
            """);
  }

  /** Comments, blank lines and line breaks anywhere: nothing is lost, and one pass is enough. */
  @Test
  void nothingIsLostWhereverCommentsStand() throws IOException {
    Random random = new Random(20_261_125);
    List<Path> packs = packs().toList();
    for (int round = 0; round < 400; round++) {
      String text = Files.readString(packs.get(random.nextInt(packs.size())));
      List<String> lines = new ArrayList<>(text.lines().toList());
      for (int change = 0; change < 6; change++) {
        int at = random.nextInt(lines.size());
        switch (random.nextInt(4)) {
          case 0 -> lines.add(at, " ".repeat(random.nextInt(8)) + "# note " + change);
          case 1 -> lines.set(at, lines.get(at) + "   # end " + change);
          case 2 -> lines.add(at, "");
          default -> lines.set(at, lines.get(at).replaceFirst(", ", ",\n            "));
        }
      }
      String noisy = String.join("\n", lines) + "\n";
      Faults faults = new Faults();
      Optional<PackForm> form = PackForm.of(noisy, "p.yaml", faults);
      if (WrittenReader.read(noisy).isEmpty()) {
        continue; // a break inside quotes made it something else
      }
      assertThat(faults.all()).as(noisy).isEmpty();
      String laid = form.orElseThrow().text();
      assertThat(PackForm.of(laid, "p.yaml", new Faults()).orElseThrow().text())
          .as(noisy)
          .isEqualTo(laid);
    }
  }
}
