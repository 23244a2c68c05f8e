package org.lockkeeper.tests.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.record.ArchiveRecord.Judged;
import org.lockkeeper.tests.service.Fault;

/**
 * A service that fails behind the gateway: the person is told in the service's own form, the record
 * has the message and that no answer came, and the next message passes.
 */
class BadServiceTest {

  @TempDir private static Path folder;
  private static WholeGateway gateway;

  @BeforeAll
  static void begin() throws IOException {
    gateway =
        WholeGateway.start(
            folder,
            WholeGateway.shippedRules(),
            false,
            "wire: { answer-time: 500ms, connect-time: 500ms }\n");
  }

  @AfterAll
  static void end() {
    gateway.close();
  }

  @AfterEach
  void wellAgain() {
    gateway.service().wellAgain();
  }

  @ParameterizedTest
  @EnumSource
  void aServiceThatHangsIs504(Form form) throws IOException {
    unanswered(form, new Fault.Hang(), 504);
  }

  @ParameterizedTest
  @EnumSource
  void aServiceThatClosesIs502(Form form) throws IOException {
    unanswered(form, new Fault.Close(), 502);
  }

  @ParameterizedTest
  @EnumSource
  void aServiceThatAnswersGarbageIs502(Form form) throws IOException {
    unanswered(form, new Fault.Garbage(), 502);
  }

  /** The head was passed on already: a cut answer can only be shown by a cut connection. */
  @ParameterizedTest
  @EnumSource
  void anAnswerThatBreaksOffIsSeenToBreakOff(Form form) throws IOException {
    Position before = gateway.now();
    gateway.service().failing(request -> request.path().equals(form.posts()), new Fault.BreakOff());

    Said said = gateway.post(form, "half an answer");

    assertThat(said.status()).isIn(0, 200, 502);
    assertThat(said.status() == 200 && said.body().length() == 1000).isFalse();
    Judged judged = gateway.judged(before);
    assertThat(judged.released()).isTrue();
    assertThat(gateway.answered(before, judged).status()).isZero();
    gateway.service().wellAgain();
    Lives.on(gateway, form);
  }

  @ParameterizedTest
  @EnumSource
  void anErrorOfTheServicePassesAsItIsAndStandsOnRecord(Form form) throws IOException {
    Position before = gateway.now();
    String own = "{\"error\":\"at night we sleep\"}";
    gateway
        .service()
        .failing(request -> request.path().equals(form.posts()), new Fault.Status(503, own));

    Said said = gateway.post(form, "good night");

    assertThat(said.status()).isEqualTo(503);
    assertThat(said.body()).isEqualTo(own);
    Judged judged = gateway.judged(before);
    assertThat(gateway.answered(before, judged).status()).isEqualTo(503);
    assertThat(gateway.answered(before, judged).assigned()).isEmpty();
    gateway.service().wellAgain();
    Lives.on(gateway, form);
  }

  /** Who-am-I fails too when the service is gone: the message is on record, its author unknown. */
  @Test
  void aServiceThatIsDownIs502(@TempDir Path own) throws IOException {
    try (WholeGateway alone =
        WholeGateway.start(
            own,
            WholeGateway.shippedRules(),
            false,
            "wire: { pool: 1, answer-time: 5s, connect-time: 2s }\n")) {
      for (Form form : Form.values()) {
        Lives.on(alone, form);
      }
      alone.serviceEnds();
      for (Form form : Form.values()) {
        Position before = alone.now();

        Said said = alone.post(form, "is anybody there");

        assertThat(said.status()).as(said.body()).isEqualTo(502);
        assertThat(form.notice(said)).isNotBlank();
        Judged judged = alone.judged(before);
        assertThat(judged.released()).isTrue();
        assertThat(alone.answered(before, judged).status()).isZero();
      }
    }
  }

  private static void unanswered(Form form, Fault fault, int status) throws IOException {
    Position before = gateway.now();
    gateway.service().failing(request -> request.path().equals(form.posts()), fault);

    Said said = gateway.post(form, "is anybody there");

    assertThat(said.status()).as(said.body()).isEqualTo(status);
    assertThat(form.notice(said)).as(said.body()).isNotBlank();
    Judged judged = gateway.judged(before);
    assertThat(judged.released()).as("the service may have it").isTrue();
    assertThat(WholeGateway.text(judged)).isEqualTo("is anybody there");
    assertThat(gateway.answered(before, judged).status()).isZero();
    gateway.service().wellAgain();
    Lives.on(gateway, form);
  }
}
