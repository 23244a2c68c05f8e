package org.lockkeeper.tests.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.tests.Needs;
import org.lockkeeper.tests.service.Json;

/** Usage, configuration, rules, judging from standard input, and the demonstration. */
class CommandLineTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "demo",
        "inspect",
        "explain",
        "rules check",
        "rules test",
        "rules fmt",
        "rules fix",
        "rules lab",
        "rules diff",
        "services",
        "import",
        "search",
        "verify"
      })
  void aWrongFlagIsOneLineThatSaysWhereToLook(String command) {
    String[] words = (command + " --frobnicate").split(" ");

    Shell.Ended ended = Shell.bare(words);

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.errors())
        .singleElement()
        .asString()
        .startsWith("lockkeeper: ")
        .endsWith("see 'lockkeeper " + command + " --help'");
  }

  @Test
  void anUnknownCommandIsOneLine() {
    Shell.Ended ended = Shell.bare("enlighten");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.errors()).singleElement().asString().contains("enlighten").contains("--help");
  }

  @Test
  void helpNamesEveryCommand() {
    Shell.Ended ended = Shell.bare("--help");

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains(
            "run",
            "demo",
            "inspect",
            "explain",
            "rules",
            "services",
            "import",
            "search",
            "verify",
            "bench");
  }

  @Test
  void allFaultsOfAConfigurationAreReportedTogetherWithFileAndLine() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("lockkeeper.yaml"),
            """
            listen: { port: 99999 }
            colour: green
            archive:
              segment: much
            """);

    Shell.Ended ended =
        Shell.bare("run", "--config", config.toString(), "--data", folder.toString());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.errors()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(ended.errors())
        .anySatisfy(line -> assertThat(line).contains(config + ":1").contains("port"))
        .anySatisfy(line -> assertThat(line).contains(config + ":2").contains("colour"))
        .anySatisfy(line -> assertThat(line).contains(config + ":4").contains("segment"));
  }

  @Test
  void aServiceNobodyDescribedIsNamed() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("lockkeeper.yaml"),
            """
            listen: { port: 0 }
            services:
            - { service: telepathy, host: localhost, upstream: "http://localhost:1" }
            policy: { rules: %s }
            """
                .formatted(Needs.project().resolve("rules")));

    Shell.Ended ended =
        Shell.bare("run", "--config", config.toString(), "--data", folder.toString());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.errors())
        .singleElement()
        .asString()
        .contains("telepathy")
        .contains("mastodon, mattermost");
  }

  @Test
  void aGatewayWithoutServicesSaysWhatToDo() {
    Shell.Ended ended = Shell.bare("run", "--data", folder.toString());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.errors()).singleElement().asString().contains("services").contains("local.d");
  }

  @Test
  void aMissingConfigurationIsNamed() {
    Shell.Ended ended = Shell.bare("run", "--config", folder.resolve("none.yaml").toString());

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.errors())
        .singleElement()
        .asString()
        .contains("none.yaml")
        .contains("--config");
  }

  @Test
  void theShippedRulesHaveNoFaultsAndPassTheirTests() {
    Shell.Ended check = Shell.bare("rules", "check");
    Shell.Ended test = Shell.bare("rules", "test", "--json");

    assertThat(check.code()).as(check.out()).isZero();
    assertThat(check.lines()).containsExactly("no faults");
    assertThat(Shell.bare("rules", "check", "--json").out()).isEmpty();
    assertThat(test.code()).as(test.out()).isZero();
    assertThat(test.lines()).hasSizeGreaterThan(10);
    for (String line : test.lines()) {
      assertThat(Json.read(line).path("passed").asInt()).as(line).isPositive();
      assertThat(Json.read(line).path("failures").size()).as(line).isZero();
    }
  }

  @Test
  void brokenRulesAreNamedWithFileAndLine() throws IOException {
    Path rules = Files.createDirectories(folder.resolve("rules"));
    Files.writeString(rules.resolve("bad.yaml"), "pack: test/bad\nversion: 1\nwords: none\n");

    Shell.Ended words = Shell.bare("rules", "check", rules.toString());
    Shell.Ended json = Shell.bare("rules", "check", rules.toString(), "--json");

    assertThat(words.code()).isEqualTo(1);
    assertThat(words.out()).contains("bad.yaml:3").contains("words");
    assertThat(json.code()).isEqualTo(1);
    assertThat(json.lines())
        .anySatisfy(
            line -> {
              assertThat(Json.read(line).path("file").asText()).endsWith("bad.yaml");
              assertThat(Json.read(line).path("line").asInt()).isEqualTo(3);
              assertThat(Json.read(line).path("message").asText()).contains("words");
            });
    Shell.Ended none = Shell.bare("rules", "check", folder.resolve("nowhere").toString());
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.errors()).singleElement().asString().contains("no folder");
  }

  @Test
  void everyDescribedServiceIsListed() {
    Shell.Ended words = Shell.bare("services");
    Shell.Ended json = Shell.bare("services", "--json");

    assertThat(words.code()).isZero();
    assertThat(words.out()).contains("mastodon (Mastodon)").contains("mattermost (Mattermost)");
    assertThat(json.code()).isZero();
    assertThat(json.lines())
        .extracting(line -> Json.read(line).path("service").asText())
        .containsExactlyInAnyOrder("mastodon", "mattermost");
    assertThat(json.lines())
        .allSatisfy(
            line -> {
              assertThat(Json.read(line).path("operations").size()).isGreaterThan(10);
              assertThat(Json.read(line).path("plays").asInt()).isPositive();
            });
  }

  @Test
  void messagesOnStandardInputAreJudgedInTheirOrder() {
    String card = "4012 " + "8888 ".repeat(2) + "1881";
    String in =
        Json.object().put("id", "1").put("text", "hello")
            + "\n"
            + Json.object().put("id", "2").put("text", "card " + card + " ok?")
            + "\n"
            + Json.object().put("id", "3").put("text", "project nightjar closes")
            + "\n";

    List<JsonNode> answers = inspect(in).lines().map(Json::read).toList();

    assertThat(answers).extracting(each -> each.path("id").asText()).containsExactly("1", "2", "3");
    assertThat(answers)
        .extracting(each -> each.path("verdict").asText())
        .containsExactly("allow", "redact", "hold");
    JsonNode masked = answers.get(1);
    assertThat(masked.at("/because/0").asText()).isEqualTo("PAY-001");
    assertThat(masked.path("redacted").asText()).isEqualTo("card •••• •••• •••• 1881 ok?");
    assertThat(masked.at("/findings/0/category").asText()).isEqualTo("identifier");
    assertThat(masked.at("/findings/0/detector").asText()).isEqualTo("payment-card");
    assertThat(masked.at("/findings/0/start").asInt()).isEqualTo(5);
    assertThat(masked.at("/findings/0/end").asInt()).isEqualTo(24);
    assertThat(answers.get(2).path("notice").asText()).contains("legal");
    assertThat(answers).allSatisfy(each -> assertThat(each.path("faults").isArray()).isTrue());
  }

  @Test
  void theDemonstrationEndsByItselfWithEverythingOnRecord() {
    Shell.Ended ended = Shell.bare("demo", "--once", "--data", folder.toString());

    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    JsonNode line = Json.read(ended.lines().getLast());
    assertThat(names(line))
        .containsExactly(
            "posted", "allow", "redact", "coach", "hold", "block", "recorded", "found", "seconds");
    assertThat(line.path("posted").asLong()).isPositive().isEqualTo(line.path("recorded").asLong());
    assertThat(
            line.path("allow").asLong()
                + line.path("redact").asLong()
                + line.path("coach").asLong()
                + line.path("hold").asLong()
                + line.path("block").asLong())
        .isEqualTo(line.path("recorded").asLong());
    for (String verdict : List.of("allow", "redact", "coach", "hold", "block", "found")) {
      assertThat(line.path(verdict).asLong()).as(verdict).isPositive();
    }
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /**
   * Standard input and output are the process's own; they are lent to the command and taken back.
   */
  private static String inspect(String in) {
    InputStream input = System.in;
    PrintStream output = System.out;
    var out = new ByteArrayOutputStream();
    try {
      System.setIn(new ByteArrayInputStream(in.getBytes(UTF_8)));
      System.setOut(new PrintStream(out, true, UTF_8));
      Shell.Ended ended = Shell.bare("inspect");
      assertThat(ended.code()).as(ended.err()).isZero();
    } finally {
      System.setIn(input);
      System.setOut(output);
    }
    return out.toString(UTF_8);
  }
}
