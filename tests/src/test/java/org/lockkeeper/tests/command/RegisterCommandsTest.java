package org.lockkeeper.tests.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.tests.command.Shell.Ended;

/** {@code edm build}, {@code fingerprint add} and {@code extract}, as people call them. */
class RegisterCommandsTest {

  private static final String PAPER =
      "The board resolves to open talks with Zephyr Maritime about its eleven coastal ferries, "
          + "provided that the banks extend the bridge loan beyond the first quarter and the "
          + "pension deficit is shared by both parties in equal halves.";

  @TempDir private Path folder;
  private Path rules;

  @BeforeEach
  void makeRules() throws IOException {
    rules = Files.createDirectories(folder.resolve("rules"));
  }

  private String write(String name, String text, Charset charset) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(charset)).toString();
  }

  private void pack(String find, String hit) throws IOException {
    Files.writeString(
        rules.resolve("p.yaml"),
        """
        pack: p
        version: 1
        owner: test
        detectors:
          ours: { find: %s }
        rules:
        - id: P-1
          title: Ours
          when: { ours: high }
          do: { block: true, tell: "No." }
          tests:
          - { say: "%s", expect: block }
          - { say: "nothing of ours", expect: allow }
        """
            .formatted(find, hit));
  }

  @Test
  void aTableOfCustomersWorksInARule() throws IOException {
    String csv =
        write(
            "customers.csv",
            "name;account\n\"Schlüter; Anne\";DE-48120937\nx\nJo;n/a\n",
            StandardCharsets.ISO_8859_1);
    Ended ended =
        Shell.bare(
            "edm",
            "build",
            "--in",
            csv,
            "--column",
            "account",
            "--with",
            "name",
            "--charset",
            "ISO-8859-1",
            "--delimiter",
            ";",
            "--json",
            "--out",
            rules.resolve("c.edm").toString());
    pack("{ exact: c.edm }", "Anne Schlüter? schlüter, anne has de48120937");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out())
        .contains("\"rows\":2", "\"values\":1", "\"bad\":1", "\"filler\":1")
        .doesNotContain("48120937");
    assertThat(ended.err()).contains("customers.csv:3: the row has only 1 fields");
    assertThat(Shell.bare("rules", "test", rules.toString()).code()).isZero();
    try (Stream<Path> files = Files.list(rules)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void valuesAreNeverSaid() throws IOException {
    String out = rules.resolve("c.edm").toString();
    String headless =
        write("h.csv", "Ottilie,48120937\n\"Kweku,48120938\n", StandardCharsets.UTF_8);

    Ended unnamed = Shell.bare("edm", "build", "--in", headless, "--column", "id", "--out", out);
    Ended open = Shell.bare("edm", "build", "--in", headless, "--column", "Ottilie", "--out", out);

    assertThat(unnamed.code()).isEqualTo(2);
    assertThat(unnamed.err()).contains("2 fields").doesNotContain("Ottilie", "4812");
    assertThat(open.code()).isEqualTo(2);
    assertThat(open.err()).contains(":2: a quote is opened").doesNotContain("Kweku", "4812");
    assertThat(rules).isEmptyDirectory();
  }

  @Test
  void aKeyIsNeededOnBothSides() throws IOException {
    String csv = write("c.csv", "account\n48120937\n", StandardCharsets.UTF_8);
    String key = write("c.key", "0123456789abcdef", StandardCharsets.UTF_8);
    String out = rules.resolve("c.edm").toString();

    assertThat(
            Shell.bare(
                    "edm", "build", "--in", csv, "--column", "account", "--key", key, "--out", out)
                .code())
        .isZero();
    pack("{ exact: c.edm }", "48120937");
    assertThat(Shell.bare("rules", "check", rules.toString()).out()).contains("built with a key");
    pack("{ exact: c.edm, key: \"" + key + "\" }", "48120937");
    assertThat(Shell.bare("rules", "test", rules.toString()).code()).isZero();
  }

  @Test
  void aDocumentIsFoundInAMessage() throws IOException {
    String paper = write("paper.txt", PAPER, StandardCharsets.UTF_8);
    String scrap = write("scrap.txt", "too short", StandardCharsets.UTF_8);
    String out = rules.resolve("b.fpr").toString();

    Ended ended = Shell.bare("fingerprint", "add", paper, scrap, "--label", "board", "--out", out);
    Ended again = Shell.bare("fingerprint", "add", paper, "--out", out);
    pack("{ fingerprint: b.fpr }", PAPER.toUpperCase(java.util.Locale.ROOT).substring(20));

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("scrap.txt: left out: the text is too short");
    assertThat(again.code()).isZero();
    assertThat(Shell.bare("rules", "test", rules.toString()).code()).isZero();
  }

  @Test
  void extractSaysWhatIsInAFile() throws IOException {
    String paper = write("paper.txt", PAPER, StandardCharsets.UTF_8);

    Ended json = Shell.bare("extract", paper, "--json");
    Ended words = Shell.bare("extract", paper);
    Ended absent = Shell.bare("extract", folder.resolve("absent").toString());

    assertThat(json.code()).isZero();
    assertThat(json.lines())
        .singleElement()
        .asString()
        .contains("\"type\":\"text/plain\"", "\"status\":\"extracted\"", "eleven coastal ferries")
        .contains("\"embedded\":[]");
    assertThat(words.lines()).first().asString().endsWith("text/plain, extracted");
    assertThat(absent.code()).isEqualTo(2);
  }
}
