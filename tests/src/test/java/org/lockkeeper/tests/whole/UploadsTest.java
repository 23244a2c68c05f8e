package org.lockkeeper.tests.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.record.ArchiveRecord.Judged;
import org.lockkeeper.extract.Extracted;
import org.lockkeeper.message.Attachment;
import org.lockkeeper.message.Digest;
import org.lockkeeper.tests.service.Json;

/** Files: read at their upload, judged and found with the message that uses them. */
class UploadsTest {

  @TempDir private static Path folder;
  private static WholeGateway gateway;
  private Position before = Position.START;

  @BeforeAll
  static void begin() throws IOException {
    gateway = WholeGateway.start(folder, WholeGateway.shippedRules(), false, "");
  }

  @AfterAll
  static void end() {
    gateway.close();
  }

  @BeforeEach
  void mark() {
    before = gateway.now();
  }

  @ParameterizedTest
  @EnumSource
  void aMessageIsFoundByTheWordsOfItsFile(Form form) throws IOException {
    String word = "zeppelin" + form.ordinal();
    byte[] file = ("minutes of the " + word + " meeting").getBytes(UTF_8);
    Said uploaded = upload(form, "minutes.txt", file);
    assertThat(uploaded.status()).as(uploaded.body()).isBetween(200, 201);
    Position then = gateway.now();

    Said said = use(form, "see the minutes", id(form, uploaded));

    assertThat(said.status()).as(said.body()).isBetween(200, 201);
    Judged judged = gateway.judged(then);
    Attachment used = judged.message().action().content().attachments().getFirst();
    assertThat(used.id().orElseThrow().value()).isEqualTo(id(form, uploaded));
    Attachment.Seen seen = used.file().orElseThrow();
    assertThat(seen.sha256()).isEqualTo(Digest.of(file));
    assertThat(seen.size()).isEqualTo(file.length);
    assertThat(seen.extracted().status()).isEqualTo(Extracted.Status.EXTRACTED);
    WholeGateway.await()
        .untilAsserted(
            () ->
                assertThat(gateway.gateway().search(word + " AND action:post", 5).page())
                    .singleElement()
                    .satisfies(hit -> assertThat(hit.record().event()).isEqualTo(judged.event())));
  }

  @ParameterizedTest
  @EnumSource
  void aMessageWithASecretInItsFileIsBlocked(Form form) throws IOException {
    Said uploaded = upload(form, "notes.txt", ("aws: " + Secrets.awsAccessKey()).getBytes(UTF_8));
    Position then = gateway.now();
    int reached = gateway.service().posts().all().size();

    Said said = use(form, "see the notes", id(form, uploaded));

    assertThat(said.status()).as(said.body()).isEqualTo(form.refusal());
    assertThat(form.notice(said)).contains("use the vault");
    Judged judged = gateway.judged(then);
    assertThat(judged.released()).isFalse();
    assertThat(judged.decision().verdict().label()).isEqualTo("block");
    assertThat(gateway.service().posts().all()).hasSize(reached);
  }

  /** What nobody could read counts as strict: the rules' on-error holds it, and says why. */
  @ParameterizedTest
  @EnumSource
  void aMessageWithABrokenFileIsHeldAndTheDecisionSaysSo(Form form) throws IOException {
    byte[] broken = "%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 9 0 R>>".getBytes(UTF_8);
    Said uploaded = upload(form, "plan.pdf", broken);
    Position then = gateway.now();

    Said said = use(form, "see the plan", id(form, uploaded));

    assertThat(said.status()).as(said.body()).isEqualTo(form.refusal());
    Judged judged = gateway.judged(then);
    assertThat(judged.released()).isFalse();
    assertThat(judged.decision().verdict().label()).isEqualTo("hold");
    assertThat(judged.decision().faults()).isNotEmpty();
    Attachment.Seen seen =
        judged.message().action().content().attachments().getFirst().file().orElseThrow();
    assertThat(seen.sha256()).isEqualTo(Digest.of(broken));
    assertThat(seen.extracted().status()).isEqualTo(Extracted.Status.ERROR);
  }

  /** Its bytes never passed this gateway, so nobody knows what it holds. */
  @Test
  void aFileOfAnotherTimeIsSaidSoInTheDecision() throws IOException {
    Said said = use(Form.MATTERMOST, "see the old one", "f".repeat(26));

    assertThat(said.status()).as(said.body()).isEqualTo(Form.MATTERMOST.refusal());
    Judged judged = gateway.judged(before);
    assertThat(judged.released()).isFalse();
    assertThat(judged.decision().faults()).isNotEmpty();
  }

  private static Said upload(Form form, String name, byte[] bytes) throws IOException {
    return gateway.say(
        switch (form) {
          case MATTERMOST ->
              Ask.to(form, "POST", "/api/v4/files?channel_id=" + Form.CHANNEL)
                  .from(gateway.ann())
                  .file("files", name, "application/octet-stream", bytes);
          case MASTODON ->
              Ask.to(form, "POST", "/api/v2/media")
                  .from(gateway.ann())
                  .file("file", name, "application/octet-stream", bytes);
        });
  }

  private static String id(Form form, Said uploaded) {
    return switch (form) {
      case MATTERMOST -> uploaded.json().at("/file_infos/0/id").asText();
      case MASTODON -> uploaded.json().path("id").asText();
    };
  }

  private static Said use(Form form, String text, String file) throws IOException {
    var body = (ObjectNode) Json.read(form.post(text));
    body.putArray(form == Form.MATTERMOST ? "file_ids" : "media_ids").add(file);
    return gateway.say(
        Ask.to(form, "POST", form.posts()).from(gateway.ann()).json(body.toString()));
  }
}
