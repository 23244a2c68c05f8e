package org.lockkeeper.tests.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.record.ArchiveRecord.Judged;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.RuleId;
import org.lockkeeper.tests.service.Posts;

/** Each verdict of the shipped rules, from the person to the service and onto the record. */
class VerdictsTest {

  /** A number that card schemes publish for trying things out. */
  private static final String CARD = "4012 " + "8888 ".repeat(2) + "1881";

  @TempDir private static Path folder;
  private static WholeGateway gateway;
  private Position before = Position.START;
  private int reached;

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
    reached = gateway.service().posts().all().size();
  }

  @ParameterizedTest
  @EnumSource
  void anAllowedPostPassesAndTheServicesOwnIdIsOnRecord(Form form) throws IOException {
    String text = "see you at noon — ünïcode 🙂 for " + form;

    Said said = gateway.post(form, text);

    assertThat(said.status()).isBetween(200, 201);
    assertThat(last().text()).isEqualTo(text);
    Judged judged = gateway.judged(before);
    assertThat(judged.decision().verdict().label()).isEqualTo("allow");
    assertThat(judged.sent()).isEmpty();
    assertThat(WholeGateway.text(judged)).isEqualTo(text);
    assertThat(gateway.answered(before, judged).assigned().orElseThrow().value())
        .isEqualTo(said.json().path("id").asText())
        .isEqualTo(last().id());
  }

  @ParameterizedTest
  @EnumSource
  void aCardNumberIsMaskedAtTheServiceAndBothTextsAreOnRecord(Form form) throws IOException {
    String text = "card " + CARD + " ok?";

    Said said = gateway.post(form, text);

    assertThat(said.status()).isBetween(200, 201);
    assertThat(last().text()).isEqualTo("card •••• •••• •••• 1881 ok?");
    Judged judged = gateway.judged(before);
    assertThat(judged.decision().verdict().label()).isEqualTo("redact");
    assertThat(judged.decision().because()).containsExactly(new RuleId("PAY-001"));
    assertThat(WholeGateway.text(judged)).isEqualTo(text);
    assertThat(judged.sent()).extracting(TextPart::text).containsExactly(last().text());
  }

  @ParameterizedTest
  @EnumSource
  void aQuestionIsAskedAndTheSameWordsPassWithAReason(Form form) throws IOException {
    String text = "text me on whatsapp, " + form;

    Said asked = gateway.post(form, text);

    assertThat(asked.status()).isEqualTo(form.refusal());
    assertThat(form.notice(asked)).contains("Business stays").contains("reason:");
    Judged coached = gateway.judged(before);
    assertThat(coached.decision().verdict().label()).isEqualTo("coach");
    assertThat(coached.released()).isFalse();
    assertThat(gateway.service().posts().all()).hasSize(reached);

    Position again = gateway.now();
    Said passed = gateway.post(form, text + "\nreason: they cannot reach us here");

    assertThat(passed.status()).as(passed.body()).isBetween(200, 201);
    assertThat(last().text()).isEqualTo(text);
    Judged judged = gateway.judged(again);
    assertThat(judged.released()).isTrue();
    assertThat(judged.reason()).contains("they cannot reach us here");
    assertThat(judged.sent()).extracting(TextPart::text).containsExactly(text);
  }

  /** A reason is one person's; another's same words are asked about again. */
  @ParameterizedTest
  @EnumSource
  void aReasonDoesNotOpenTheDoorForSomebodyElse(Form form) throws IOException {
    String text = "ping me on signal, " + form;
    gateway.post(form, text);

    Said other = gateway.say(form.ask(gateway.bob(), text + "\nreason: ann was asked too"));

    assertThat(other.status()).isEqualTo(form.refusal());
    assertThat(gateway.service().posts().all()).hasSize(reached);
  }

  @ParameterizedTest
  @EnumSource
  void talkOfAnOpenDealIsHeld(Form form) throws IOException {
    Said said = gateway.post(form, "project nightjar closes friday");

    refused(form, said, "hold", "LEG-001", "waits for a review by legal");
  }

  @ParameterizedTest
  @EnumSource
  void aLiveKeyIsBlocked(Form form) throws IOException {
    Said said = gateway.post(form, "use " + Secrets.awsAccessKey() + " for now");

    refused(form, said, "block", "SEC-002", "use the vault");
  }

  @ParameterizedTest
  @EnumSource
  void anEditIsJudgedLikeAPost(Form form) throws IOException {
    String id = gateway.post(form, "a first text").json().path("id").asText();
    before = gateway.now();

    Said blocked =
        gateway.say(
            Ask.to(form, "PUT", form.edit(id))
                .from(gateway.ann())
                .json(form.post("now with " + Secrets.awsAccessKey())));

    assertThat(blocked.status()).isEqualTo(form.refusal());
    assertThat(gateway.service().posts().find(id).orElseThrow().text()).isEqualTo("a first text");
    Judged refused = gateway.judged(before);
    assertThat(refused.released()).isFalse();
    assertThat(refused.message().action()).isInstanceOf(Action.Edit.class);

    Position again = gateway.now();
    Said passed =
        gateway.say(
            Ask.to(form, "PUT", form.edit(id))
                .from(gateway.ann())
                .json(form.post("a second text")));

    assertThat(passed.status()).isEqualTo(200);
    assertThat(gateway.service().posts().find(id).orElseThrow().text()).isEqualTo("a second text");
    Judged judged = gateway.judged(again);
    assertThat(WholeGateway.text(judged)).isEqualTo("a second text");
    assertThat(((Action.Edit) judged.message().action()).target().value()).isEqualTo(id);
  }

  @ParameterizedTest
  @EnumSource
  void aDeleteIsOnRecordAndThePostStaysThere(Form form) throws IOException {
    String id = gateway.post(form, "soon gone, " + form).json().path("id").asText();
    Position then = gateway.now();

    Said said = gateway.say(Ask.to(form, "DELETE", form.edit(id)).from(gateway.ann()));

    assertThat(said.status()).isEqualTo(200);
    assertThat(gateway.service().posts().find(id).orElseThrow().deleted()).isTrue();
    Judged judged = gateway.judged(then);
    assertThat(((Action.Delete) judged.message().action()).target().value()).isEqualTo(id);
    assertThat(gateway.records(before))
        .filteredOn(each -> each instanceof Judged)
        .anySatisfy(
            each -> assertThat(WholeGateway.text((Judged) each)).isEqualTo("soon gone, " + form));
  }

  @ParameterizedTest
  @EnumSource
  void aReactionIsOnRecord(Form form) throws IOException {
    String id = gateway.post(form, "something to like").json().path("id").asText();
    Position then = gateway.now();

    gateway.say(
        switch (form) {
          case MATTERMOST ->
              Ask.to(form, "POST", "/api/v4/reactions")
                  .from(gateway.ann())
                  .json(
                      "{\"user_id\":\"%s\",\"post_id\":\"%s\",\"emoji_name\":\"favourite\"}"
                          .formatted(gateway.ann().id(), id));
          case MASTODON ->
              Ask.to(form, "POST", form.edit(id) + "/favourite")
                  .from(gateway.ann())
                  .with("Content-Length: 0");
        });

    Judged judged = gateway.judged(then);
    assertThat(judged.message().action())
        .isInstanceOfSatisfying(
            Action.React.class,
            react -> {
              assertThat(react.target().value()).isEqualTo(id);
              assertThat(react.symbol()).isEqualTo("favourite");
              assertThat(react.removed()).isFalse();
            });
    assertThat(gateway.answered(then, judged).status()).isBetween(200, 201);
  }

  private void refused(Form form, Said said, String verdict, String rule, String words) {
    assertThat(said.status()).as(said.body()).isEqualTo(form.refusal());
    assertThat(form.notice(said)).contains(words);
    Judged judged = gateway.judged(before);
    assertThat(judged.decision().verdict().label()).isEqualTo(verdict);
    assertThat(judged.decision().because()).containsExactly(new RuleId(rule));
    assertThat(judged.released()).isFalse();
    assertThat(judged.sent()).isEmpty();
    assertThat(gateway.service().posts().all()).hasSize(reached);
  }

  private static Posts.Post last() {
    List<Posts.Post> all = gateway.service().posts().all();
    return all.getLast();
  }
}
