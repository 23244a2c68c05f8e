package org.lockkeeper.tests.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.tests.service.Json;

/** What an analyst does with rules at the command line: explain, try, compare. */
class RuleCommandsTest {

  private static final String PACK =
      """
      pack: test/fruit
      version: 1
      owner: test
      lists:
        fruit: { terms: [apple, pear] }
      rules:
      - id: R-1
        title: Fruit
        when: { list: fruit }
        do: { hold: true, tell: "Fruit waits." }
        tests:
        - { say: apple, expect: hold }
        - { say: stone, expect: allow }
      """;

  @TempDir private Path folder;

  private Path rules(String name, String pack) throws IOException {
    Path rules = Files.createDirectories(folder.resolve(name));
    Files.writeString(rules.resolve("fruit.yaml"), pack);
    return rules;
  }

  @Test
  void aMessageIsExplainedToAPerson() {
    String card = "4012 " + "8888 ".repeat(2) + "1881";
    Shell.Ended ended = Shell.bare("explain", "card " + card);

    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.lines().getFirst()).isEqualTo("verdict   redact, by PAY-001");
    assertThat(ended.out())
        .contains("sent      card •••• •••• •••• 1881")
        .contains("found     identifier payment-card visa, high, text 5 to 24 \"" + card + "\"")
        .contains("rule      PAY-001 Mask card numbers outside finance: redact")
        .contains("scope   yes     channels not finance-*")
        .contains("unless  no      groups finance until 2027-12-31 (FIN-12)")
        .contains("more were not asked")
        .containsPattern("took +views \\d+ µs, patterns");
    assertThat(Shell.bare("explain", "--all", "card " + card).out())
        .contains("not asked: nothing was found by deal-names");
  }

  @Test
  void theSameIsSaidInJsonOfALineOnStandardInput() throws IOException {
    Path rules = rules("rules", PACK);
    InputStream input = System.in;
    Shell.Ended ended;
    try {
      System.setIn(
          new ByteArrayInputStream("{\"text\":\"an apple\",\"channel\":\"c\"}\n".getBytes(UTF_8)));
      ended = Shell.bare("explain", "--json", "--rules", rules.toString());
    } finally {
      System.setIn(input);
    }
    assertThat(ended.code()).as(ended.err()).isZero();
    JsonNode line = Json.read(ended.out());
    assertThat(line.path("verdict").asText()).isEqualTo("hold");
    assertThat(line.path("notice").asText()).isEqualTo("Fruit waits.");
    assertThat(line.at("/findings/0/start").asInt()).isEqualTo(3);
    assertThat(line.at("/findings/0/views/0").asText()).isEqualTo("folded");
    assertThat(line.at("/rules/0/outcome").asText()).isEqualTo("matched");
    assertThat(line.at("/rules/0/when/condition").asText()).isEqualTo("fruit >=1 low");
    assertThat(line.at("/took/patterns").asDouble()).isPositive();
  }

  @Test
  void aDraftIsTriedOnAFile() throws IOException {
    Path before = rules("before", PACK);
    Path draft = rules("draft", PACK.replace("pear", "plum"));
    Path file = folder.resolve("messages.jsonl");
    Files.writeString(
        file,
        """
        {"id":"1","ts":"2026-01-01T00:00:00Z","channel":"c","author":"ann","text":"a plum"}
        {"id":"2","text":"a pear"}
        nonsense
        {"id":"3","author":"bob","text":"an apple"}
        """);
    String[] words = {
      "rules", "lab", "--rules", draft.toString(), "--against", before.toString(), file.toString()
    };
    Shell.Ended people = Shell.bare(words);
    String[] more = Arrays.copyOf(words, words.length + 1);
    more[words.length] = "--json";
    Shell.Ended programs = Shell.bare(more);

    assertThat(people.code()).as(people.err()).isZero();
    assertThat(people.out())
        .contains("3 messages by the rules in force", "1 could not be read")
        .contains("1 new hits, 1 lost hits, 0 judged otherwise")
        .containsPattern("R-1 +2 +2 +1 +1 +1; lost 2")
        .contains("new hits by author: ann 1")
        .contains("most costly of the draft");
    JsonNode line = Json.read(programs.out());
    assertThat(line.path("messages").asInt()).isEqualTo(3);
    assertThat(line.path("skipped").asInt()).isEqualTo(1);
    assertThat(line.path("new").asInt()).isEqualTo(1);
    assertThat(line.at("/verdicts/hold/before").asInt()).isEqualTo(2);
    assertThat(line.at("/rules/0/newExamples/0").asText()).isEqualTo("1");
    assertThat(line.at("/channels/0/name").asText()).isEqualTo("c");
    assertThat(line.at("/costly/0/detector").asText()).isEqualTo("fruit");
  }

  @Test
  void aDraftIsTriedOnTheArchiveAndARecordExplained() throws IOException {
    Path before = rules("before", PACK);
    Path draft = rules("draft", PACK.replace("pear", "plum"));
    Path file = folder.resolve("messages.jsonl");
    Files.writeString(
        file,
        """
        {"id":"1","ts":"2026-01-01T00:00:00Z","service":"s","channel":"c","author":"ann","text":"a plum"}
        {"id":"2","ts":"2026-01-01T00:00:01Z","service":"s","channel":"c","author":"ann","text":"a pear"}
        """);
    Shell shell = new Shell(folder.resolve("data"));
    assertThat(shell.run("import", "--format", "jsonl", file.toString()).code()).isZero();
    String[] lab = {
      "rules", "lab", "--json", "--rules", draft.toString(), "--against", before.toString()
    };

    JsonNode all = Json.read(shell.run(lab).out());
    String[] plums = Arrays.copyOf(lab, lab.length + 2);
    plums[lab.length] = "--query";
    plums[lab.length + 1] = "plum";
    JsonNode some = Json.read(shell.run(plums).out());

    assertThat(all.path("messages").asInt()).isEqualTo(2);
    assertThat(all.path("lost").asInt()).isEqualTo(1);
    assertThat(some.path("messages").asInt()).isEqualTo(1);
    assertThat(some.path("lost").asInt()).isZero();
    String reference = some.at("/rules/0/newExamples/0").asText();
    for (String position : new String[] {reference, reference.split("-")[0]}) {
      Shell.Ended why = shell.run("explain", "--record", position, "--rules", draft.toString());
      assertThat(why.out()).as(why.err()).startsWith("verdict   hold, by R-1").contains("a plum");
    }
    assertThat(shell.run("explain", "--record", "99").errors())
        .containsExactly("lockkeeper: the archive has no record 99; its last is 1");
    assertThat(shell.run("explain", "--record", "first").code()).isEqualTo(2);
  }

  @Test
  void packsAreLaidOutInTheStandardForm() throws IOException {
    Path rules = rules("rules", PACK);
    Path pack = rules.resolve("fruit.yaml");

    Shell.Ended asked = Shell.bare("rules", "fmt", "--check", rules.toString());
    assertThat(asked.code()).isEqualTo(1);
    assertThat(asked.lines()).containsExactly("not in the standard form: fruit.yaml");
    assertThat(pack).hasContent(PACK);

    assertThat(Shell.bare("rules", "fmt", rules.toString()).lines())
        .containsExactly("rewritten: fruit.yaml");
    assertThat(pack).content().contains("version: \"1\"", "- { say: \"apple\", expect: hold }");
    Shell.Ended again = Shell.bare("rules", "fmt", "--check", rules.toString());
    assertThat(again.code()).isZero();
    assertThat(again.lines()).containsExactly("the pack is in the standard form");
    assertThat(
            Shell.bare("rules", "diff", rules.toString(), rules("plain", PACK).toString()).lines())
        .containsExactly("no difference in meaning");
    assertThat(Shell.bare("rules", "fmt", "--check").code()).as("the shipped packs").isZero();

    Files.writeString(pack, "pack: [");
    Shell.Ended broken = Shell.bare("rules", "fmt", rules.toString());
    assertThat(broken.code()).isEqualTo(1);
    assertThat(broken.errors()).singleElement().asString().startsWith("lockkeeper: fruit.yaml:");
    assertThat(pack).hasContent("pack: [");
  }

  @Test
  void whatNeedsNoThoughtIsMended() throws IOException {
    Path rules = rules("rules", PACK.replace("hold: true", "quarantine: true"));
    Path pack = rules.resolve("fruit.yaml");
    String before = Files.readString(pack);

    assertThat(Shell.bare("rules", "fix", "--dry-run", pack.toString()).out())
        .contains("key \"quarantine\" is now \"hold\"", "1 thing would be mended");
    assertThat(pack).hasContent(before);
    assertThat(Shell.bare("rules", "fix", rules.toString()).lines())
        .containsExactly("fruit.yaml:10: key \"quarantine\" is now \"hold\"", "1 thing mended");
    assertThat(Shell.bare("rules", "check", rules.toString()).lines()).containsExactly("no faults");
    assertThat(Shell.bare("rules", "fix", rules.toString()).out()).startsWith("nothing to mend");
  }

  @Test
  void twoSetsAreComparedByMeaning() throws IOException {
    Path before = rules("before", PACK);
    Path after = rules("after", PACK.replace("pear", "plum").replace("hold: true", "block: true"));
    Shell.Ended words = Shell.bare("rules", "diff", before.toString(), after.toString());
    Shell.Ended json = Shell.bare("rules", "diff", "--json", before.toString(), after.toString());

    assertThat(words.code()).as(words.err()).isZero();
    assertThat(words.lines())
        .containsExactly(
            "changed  rule R-1",
            "  - do        hold for review",
            "  + do        block",
            "changed  list fruit",
            "  - terms     pear",
            "  + terms     plum",
            "0 added, 0 removed, 2 changed");
    assertThat(Json.read(json.lines().getFirst()).at("/details/0/after/0").asText())
        .isEqualTo("block");
    assertThat(Shell.bare("rules", "diff", before.toString(), before.toString()).lines())
        .containsExactly("no difference in meaning");
  }

  @Test
  void whatIsNotThereIsNamedInOneLine() throws IOException {
    Path rules = rules("rules", PACK);
    Path empty = Files.createDirectories(folder.resolve("empty"));
    Path none = folder.resolve("none");
    for (String[] words :
        new String[][] {
          {"explain", ""},
          {"explain", "text", "--rules", none.toString()},
          {"explain", "text", "--record", "1"},
          {"explain", "--record", "1", "--data", none.toString()},
          {"explain", "{broken"},
          {"rules", "lab", "--rules", none.toString()},
          {"rules", "lab", "--rules", empty.toString(), rules.resolve("fruit.yaml").toString()},
          {"rules", "lab", "--rules", rules.toString(), none.toString()},
          {"rules", "lab", "--rules", rules.toString(), "--query", "x", none.toString()},
          {"rules", "lab", "--rules", rules.toString(), "--data", none.toString()},
          {"rules", "diff", rules.toString(), none.toString()},
          {"rules", "fmt", none.toString()},
          {"rules", "fmt", "--check", empty.toString()},
          {"rules", "fix", none.toString()},
          {"inspect", "--rules", none.toString()},
        }) {
      Shell.Ended ended = Shell.bare(words);
      assertThat(ended.code()).as(String.join(" ", words)).isIn(2, 3);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.errors()).as(String.join(" ", words)).hasSize(1);
    }
  }
}
