package org.lockkeeper.tests.whole;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.record.ArchiveRecord.Judged;
import org.lockkeeper.archive.record.ArchiveRecord.Unread;
import org.lockkeeper.message.Digest;

/**
 * What a client sends wrongly, and what a person sees of it: an answer in the service's own form,
 * an entry on record that says why, nothing at the service, and a gateway that goes on.
 */
class BadInputTest {

  @TempDir private static Path folder;
  private static WholeGateway gateway;
  private Position before = Position.START;
  private int reached;

  @BeforeAll
  static void begin() throws IOException {
    gateway =
        WholeGateway.start(
            folder,
            WholeGateway.shippedRules(),
            false,
            """
            gate: { message: 16 KiB, upload: 64 KiB }
            wire: { head: 8 KiB, head-time: 400ms, part-time: 400ms, held-time: 600ms, handshake-time: 400ms }
            """);
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
  void malformedJsonIsRefused(Form form) throws IOException {
    byte[] body = form.post("hello").replace(':', ';').getBytes(UTF_8);

    Said said = gateway.say(posting(form, "application/json", body));

    refusedUnread(form, said, 400, "cannot read the message", body);
  }

  @ParameterizedTest
  @EnumSource
  void truncatedJsonIsRefused(Form form) throws IOException {
    byte[] whole = form.post("hello").getBytes(UTF_8);
    byte[] body = Arrays.copyOf(whole, whole.length - 2);

    Said said = gateway.say(posting(form, "application/json", body));

    refusedUnread(form, said, 400, "cannot read the message", body);
  }

  @ParameterizedTest
  @EnumSource
  void aWrongContentTypeIsRefused(Form form) throws IOException {
    byte[] body = form.post("hello").getBytes(UTF_8);

    Said said = gateway.say(posting(form, "image/png", body));

    refusedUnread(form, said, 400, "cannot read the message", body);
  }

  @ParameterizedTest
  @EnumSource
  void invalidUtf8IsRefused(Form form) throws IOException {
    byte[] body = form.post("caf\u00e9").getBytes(ISO_8859_1);

    Said said = gateway.say(posting(form, "application/json", body));

    refusedUnread(form, said, 400, "cannot read the message", body);
  }

  @ParameterizedTest
  @EnumSource
  void aBodyOverTheLimitIsRefused(Form form) throws IOException {
    String large = "x".repeat(80 * 1024);

    Said said = gateway.post(form, large);

    refused(form, said, 413, "larger than this gateway takes");
    livesOn(form);
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownContentCodingIsRefused(Form form) throws IOException {
    Ask ask = form.ask(gateway.ann(), "hello").with("Content-Encoding: zstd");

    Said said = gateway.say(ask);

    refused(form, said, 415, "encoded in a way");
    livesOn(form);
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenGzipBodyIsRefused(Form form) throws IOException {
    Ask ask = form.ask(gateway.ann(), "hello").with("Content-Encoding: gzip");

    Said said = gateway.say(ask);

    refused(form, said, 400, "content coding is broken");
    livesOn(form);
  }

  @ParameterizedTest
  @EnumSource
  void aSlowSenderIsToldSoAndWhatCameIsOnRecord(Form form) throws IOException {
    Ask ask = form.ask(gateway.ann(), "hello");

    try (Socket socket = gateway.connect()) {
      socket.getOutputStream().write(ask.head().getBytes(ISO_8859_1));
      socket.getOutputStream().write(ask.body(), 0, 5);
      socket.getOutputStream().flush();
      Said said = WholeGateway.read(socket);

      refused(form, said, 408, "took too long");
      livesOn(form);
    }
  }

  /** No message was named yet, so there is nothing to record; the wire answers by itself. */
  @ParameterizedTest
  @EnumSource
  void aHeaderFloodIsRefusedBeforeAnyMessage(Form form) throws IOException {
    Ask ask = form.ask(gateway.ann(), "hello").with("X-Flood: " + "x".repeat(20 * 1024));

    Said said = gateway.say(ask);

    assertThat(said.status()).isEqualTo(431);
    nothingHappened();
    livesOn(form);
  }

  @ParameterizedTest
  @EnumSource
  void aSlowHeadIsRefusedBeforeAnyMessage(Form form) throws IOException {
    try (Socket socket = gateway.connect()) {
      socket.getOutputStream().write(("POST " + form.posts() + " HTT").getBytes(ISO_8859_1));
      socket.getOutputStream().flush();

      assertThat(WholeGateway.read(socket).status()).isEqualTo(408);
    }
    nothingHappened();
    livesOn(form);
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatLeavesInTheMiddleSendsNothing(Form form) throws IOException {
    Ask ask = form.ask(gateway.ann(), "hello");

    try (Socket socket = gateway.connect()) {
      socket.getOutputStream().write(ask.head().getBytes(ISO_8859_1));
      socket.getOutputStream().write(ask.body(), 0, 5);
      socket.getOutputStream().flush();
    }

    livesOn(form);
    assertThat(gateway.records(before)).filteredOn(each -> each instanceof Judged).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void plainHttpOnTheTlsPortEndsTheConnection(Form form) throws IOException {
    try (Socket socket = gateway.connectPlain()) {
      socket.getOutputStream().write(form.ask(gateway.ann(), "hello").bytes());
      socket.getOutputStream().flush();

      assertThat(WholeGateway.read(socket).status()).isZero();
    }
    nothingHappened();
    livesOn(form);
  }

  /** The first bytes of a TLS 1.2 record that says it is longer than what comes (RFC 8446 §5.1). */
  @ParameterizedTest
  @EnumSource
  void aCutHandshakeEndsTheConnection(Form form) throws IOException {
    try (Socket socket = gateway.connectPlain()) {
      socket.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1, 0, 1});
      socket.getOutputStream().flush();

      assertThat(WholeGateway.read(socket).status()).isZero();
    }
    nothingHappened();
    livesOn(form);
  }

  private static Ask posting(Form form, String type, byte[] body) {
    return Ask.to(form, "POST", form.posts()).from(gateway.ann()).body(type, body);
  }

  private void refusedUnread(Form form, Said said, int status, String words, byte[] body)
      throws IOException {
    Unread unread = refused(form, said, status, words);
    assertThat(unread.wire()).isEqualTo(Digest.of(body));
    livesOn(form);
  }

  /** In the service's form to the person, with its reason on record, and not at the service. */
  private Unread refused(Form form, Said said, int status, String words) {
    assertThat(said.status()).as(said.body()).isEqualTo(status);
    assertThat(said.head().toLowerCase(Locale.ROOT)).contains("content-type: application/json");
    assertThat(form.notice(said)).as(said.body()).contains(words);
    Unread unread = gateway.unread(before);
    assertThat(unread.service().value()).isEqualTo(form.service());
    assertThat(unread.operation()).isEqualTo("post");
    assertThat(unread.why()).isNotBlank();
    assertThat(unread.released()).isFalse();
    assertThat(unread.actor().handle()).isEqualTo("ann");
    assertThat(gateway.service().posts().all()).hasSize(reached);
    return unread;
  }

  private void nothingHappened() {
    assertThat(gateway.records(before)).isEmpty();
    assertThat(gateway.service().posts().all()).hasSize(reached);
  }

  private static void livesOn(Form form) throws IOException {
    Lives.on(gateway, form);
  }
}
