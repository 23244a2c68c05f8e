package org.lockkeeper.proxy.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockkeeper.extract.Extracted;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.inspect.InspectLine;
import org.lockkeeper.policy.load.RuleSet;

/** A decision for whoever asks over HTTP is the decision the command gives. */
final class ConsoleInspectTest {

  private static final RuleSet SHIPPED =
      RuleSet.load(Path.of(System.getProperty("lockkeeper.root", ".."), "rules"));

  private StartedConsole console;

  @BeforeEach
  void start() {
    console = new StartedConsole();
    console.policy = SHIPPED;
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'text':'hello'}",
        "{'id':'1','text':'my visa: 4012 8888 8888 1881'}",
        "{'text':'4012888888881881','groups':['finance']}",
        "{'text':'project nightjar','channel':'c','author':'ann','service':'mattermost'}",
        "{'text':'see','links':['project falcon'],'direction':'in'}",
        "{'text':'\\u0420roject Falcon \\ud800'}"
      })
  void theAnswerIsTheCommands(String quoted) {
    String line = quoted.replace('\'', '"');
    InspectLine command =
        new InspectLine(
            SHIPPED,
            (name, content) -> new Extracted("", Extracted.Status.EXTRACTED, "", List.of()),
            console.clock,
            false);

    HttpResponse<String> answer = console.postJson("/api/inspect", line);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    assertThat(answer.body()).isEqualTo(command.answer(line));
  }

  @Test
  void aFileIsSentWithinTheRequest() {
    String content = Base64.getEncoder().encodeToString("Project Falcon".getBytes(UTF_8));
    HttpResponse<String> answer =
        console.postJson(
            "/api/inspect",
            "{\"text\":\"see\",\"attachments\":[{\"name\":\"a.txt\",\"content\":\"%s\"}]}"
                .formatted(content));

    assertThat(answer.body())
        .contains("\"hold\"", "\"LEG-001\"", "\"pointer\":\"attachment:0\"", "\"faults\":[]");
  }

  @Test
  void aFileThatIsNoBase64IsHeldAndSaidSo() {
    HttpResponse<String> answer =
        console.postJson(
            "/api/inspect",
            "{\"text\":\"see\",\"attachments\":[{\"name\":\"a.txt\",\"content\":\"!\"}]}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"hold\"", "a.txt\\\" is not base64");
  }

  @Test
  void nobodyReadsThisMachinesFilesFromElsewhere() {
    HttpResponse<String> answer =
        console.postJson(
            "/api/inspect",
            "{\"text\":\"see\",\"attachments\":[{\"name\":\"a\",\"path\":\"/etc/hostname\"}]}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("base64").doesNotContain("hostname");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                          | not JSON",
        "[]                         | must be a JSON object",
        "{'id':1}                   | 'text' is missing",
        "{'text':1}                 | 'text' has the wrong type",
        "{'text':'a','service':'X Y'} | a service name is",
        "{'text':'a'} {'text':'b'}  | more than one JSON value",
      })
  void whatCannotBeReadIsTheSendersFaultAndSaysWhy(String quoted, String why) {
    HttpResponse<String> answer = console.postJson("/api/inspect", quoted.replace('\'', '"'));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"error\":").contains(why.replace("'", "\\\""));
  }

  @Test
  void aRequestOverTheLimitIsRefused() {
    String text = "a".repeat(StartedConsole.LARGEST_REQUEST);
    assertThat(console.postJson("/api/inspect", "{\"text\":\"" + text + "\"}").statusCode())
        .isEqualTo(413);
  }

  @Test
  void itTakesThePasswordAndJsonAndAPost() {
    assertThat(
            console
                .send(
                    "/api/inspect",
                    request ->
                        request
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"a\"}")))
                .statusCode())
        .isEqualTo(401);
    assertThat(console.getWithPassword("/api/inspect", StartedConsole.PASSWORD).statusCode())
        .isEqualTo(405);
    assertThat(console.post("/api/inspect", console.logIn(), "text", "a").statusCode())
        .isEqualTo(415);
  }

  @Test
  void theSetInForceJudgesFromTheNextRequestOn() {
    String line = "{\"text\":\"project nightjar\"}";
    assertThat(console.postJson("/api/inspect", line).body()).contains("\"hold\"");
    console.policy = (event, facts) -> Decision.allow(Fiction.POLICY);
    assertThat(console.postJson("/api/inspect", line).body()).contains("\"allow\"");
  }
}
