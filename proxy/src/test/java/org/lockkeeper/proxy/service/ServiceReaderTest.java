package org.lockkeeper.proxy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.Notice;
import org.lockkeeper.policy.Redaction;
import org.lockkeeper.policy.RuleId;
import org.lockkeeper.proxy.codec.Headers;
import org.lockkeeper.proxy.codec.HttpRequest;
import org.lockkeeper.proxy.codec.HttpRequestHead;
import org.lockkeeper.proxy.codec.HttpResponse;
import org.lockkeeper.yaml.FaultyFileException;

class ServiceReaderTest {

  private static final String GOOD =
      """
      service: chat
      title: Chat
      docs: https://chat.example.org/docs
      verified-against: nothing yet
      requests:
        signing-schemes: [OAuth]
      session:
        tokens:
          - header: x-token
        log-in:
          - route: POST /log-in
            token: cookie:SID
            account: /me/id
      refusal:
        status: 400
        content-type: text/plain
        body: "No: {notice} ({rule})"
      operations:
        - name: post
          route: POST /messages/{room}
          act: post
          body: [form, json]
          channel: path:room
          texts: /text
        - name: seal
          route: POST /sealed
          act: post
          body: json
          texts: /text
          redactable: false
      """;

  private final Path folder;

  ServiceReaderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void a_description_is_all_a_service_needs() throws IOException {
    DescribedService chat = read(GOOD);

    assertThat(chat.id()).isEqualTo(new ServiceId("chat"));
    HttpResponse refusal = chat.refuse(new Notice(new RuleId("r1"), "not \"here\""));
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(new String(refusal.body(), StandardCharsets.UTF_8))
        .isEqualTo("No: not \"here\" (r1)");
  }

  @Test
  void a_log_in_may_set_a_cookie() throws IOException {
    HttpResponse answer =
        new HttpResponse(
            200,
            Headers.of("set-cookie", "SID=a-token; Path=/; HttpOnly"),
            "{\"me\":{\"id\":17}}".getBytes(StandardCharsets.UTF_8));

    assertThat(read(GOOD).introduction(head("POST", "/log-in", Headers.NONE), answer))
        .hasValueSatisfying(
            introduction -> {
              assertThat(introduction.token().secret()).isEqualTo("a-token");
              assertThat(introduction.actor().account()).isEqualTo("17");
            });
  }

  @Test
  void a_signed_form_is_never_changed_but_other_bodies_are() throws IOException {
    DescribedService chat = read(GOOD);
    Headers signed = Headers.of("authorization", "OAuth oauth_signature=\"x\"");
    List<Redaction> how = List.of(new Redaction("/text", 0, 1, "x"));
    HttpRequest form =
        request(signed.with("content-type", "application/x-www-form-urlencoded"), "text=hello");
    HttpRequest json =
        request(signed.with("content-type", "application/json"), "{\"text\":\"hello\"}");

    assertThat(chat.redact(chat.operation(form.head()).orElseThrow(), form, how)).isEmpty();
    assertThat(chat.redact(chat.operation(json.head()).orElseThrow(), json, how)).isPresent();
  }

  @Test
  void what_may_not_be_changed_is_not() throws IOException {
    DescribedService chat = read(GOOD);
    HttpRequest request =
        new HttpRequest(
            head("POST", "/sealed", Headers.of("content-type", "application/json")),
            "{\"text\":\"hello\"}".getBytes(StandardCharsets.UTF_8));

    assertThat(
            chat.redact(
                chat.operation(request.head()).orElseThrow(),
                request,
                List.of(new Redaction("/text", 0, 1, "x"))))
        .isEmpty();
  }

  @Test
  void every_fault_is_told_at_once_with_its_line() throws IOException {
    String bad =
        """
        service: chat
        title: Chat
        docs: https://chat.example.org/docs
        verified-against: nothing yet
        session:
          tokens:
            - scheme: Bearer
          who-am-i:
            route: POST /me
            account: id
        operations:
          - name: post
            route: POST /messages
            act: post
            body: [json, xml]
            txts: /text
          - name: post
            route: POST /messages
            act: edit
            body: json
            target: path:id
            texts: [text, /te~2xt]
          - name: join
            route: join the room
            act: enter
        """;

    assertThat(faults(bad))
        .satisfiesExactlyInAnyOrder(
            beginning("1 key \"refusal\" is missing"),
            beginning("7 a token stands in one header"),
            beginning("9 a route here is a method"),
            beginning("10 \"id\" is no JSON pointer"),
            beginning("15 \"xml\" is none of json"),
            beginning("16 unknown key \"txts\""),
            beginning("12 key \"texts\" is missing"),
            beginning("17 an operation \"post\" stands above already"),
            beginning("18 the route POST /messages stands above already"),
            beginning("21 the route POST /messages has no {id}"),
            beginning("22 \"text\" is no place"),
            beginning("22 \"/te~2xt\" is no place"),
            beginning("24 a route is a method and a path"),
            beginning("25 \"act\" must be one of"));
  }

  @Test
  void a_refusal_must_say_why_in_a_body_that_is_json() {
    String bad =
        GOOD.replace("text/plain", "application/json")
            .replace(
                "\"No: {notice} ({rule})\"", "'{\"error\":\"{why}\"}'\n  otherwise: '{\"e\":'");

    assertThatThrownBy(() -> read(bad))
        .isInstanceOf(FaultyFileException.class)
        .hasMessageContaining("{notice}, {rule}, {status} and {request-id}")
        .hasMessageContaining("the body must hold {notice}")
        .hasMessageContaining("the body is not JSON");
  }

  @Test
  void a_file_is_called_like_its_service() {
    assertThatThrownBy(() -> read(GOOD.replace("service: chat", "service: talk")))
        .isInstanceOf(FaultyFileException.class)
        .hasMessageContaining("must be talk.yaml");
  }

  @Test
  void an_empty_folder_is_a_fault() {
    assertThatThrownBy(() -> ServiceReader.read(folder))
        .isInstanceOf(FaultyFileException.class)
        .hasMessageContaining("no service description");
  }

  /** Line and words of every fault. */
  private List<String> faults(String description) {
    FaultyFileException faulty =
        catchThrowableOfType(FaultyFileException.class, () -> read(description));
    return faulty.faults().stream()
        .map(fault -> fault.where().line() + " " + fault.message())
        .toList();
  }

  private static ThrowingConsumer<String> beginning(String words) {
    return fault -> assertThat(fault).startsWith(words);
  }

  private DescribedService read(String description) throws IOException {
    Files.writeString(folder.resolve("chat.yaml"), description);
    return ServiceReader.read(folder, () -> "id").values().iterator().next();
  }

  private static HttpRequestHead head(String method, String path, Headers headers) {
    return new HttpRequestHead(method, path, "", headers);
  }

  private static HttpRequest request(Headers headers, String body) {
    return new HttpRequest(
        head("POST", "/messages/r1", headers), body.getBytes(StandardCharsets.UTF_8));
  }
}
