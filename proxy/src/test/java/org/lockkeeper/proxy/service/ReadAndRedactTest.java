package org.lockkeeper.proxy.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.message.TextPart;
import org.lockkeeper.policy.Redaction;
import org.lockkeeper.proxy.codec.Headers;
import org.lockkeeper.proxy.codec.HttpRequest;
import org.lockkeeper.proxy.codec.HttpRequestHead;
import org.lockkeeper.proxy.codec.HttpService.Operation;
import org.lockkeeper.proxy.codec.HttpService.Reading;

/** What holds for every request, on thousands of generated ones. */
class ReadAndRedactTest {

  private static final int ROUNDS = 2000;
  private static final String BOUNDARY = "frontier";

  private final DescribedService mastodon = Shipped.service("mastodon");
  private final DescribedService mattermost = Shipped.service("mattermost");

  /** How a post's fields are written. */
  enum Form {
    JSON("application/json"),
    FORM("application/x-www-form-urlencoded"),
    MULTIPART("multipart/form-data; boundary=" + BOUNDARY),
    QUERY("application/json");

    private final String mediaType;

    Form(String mediaType) {
      this.mediaType = mediaType;
    }
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void what_is_written_is_read_and_what_is_redacted_is_read_redacted(Form form) {
    Random random = new Random(form.ordinal() + 1L);
    for (int round = 0; round < ROUNDS; round++) {
      Map<String, String> texts = texts(random, form);
      HttpRequest request = write(form, texts);

      assertThat(read(request)).as("round %d", round).isEqualTo(prefixed(form, texts));

      List<Redaction> redactions = new ArrayList<>();
      Map<String, String> wanted = new HashMap<>();
      prefixed(form, texts)
          .forEach(
              (pointer, text) -> wanted.put(pointer, redact(random, pointer, text, redactions)));
      HttpRequest redacted = mastodon.redact(operation(request), request, redactions).orElseThrow();
      assertThat(read(redacted)).as("round %d", round).isEqualTo(wanted);
      if (!redactions.isEmpty()) {
        assertThat(redacted.head().headers().first("content-length"))
            .contains(Integer.toString(redacted.body().length));
      }
    }
  }

  @Test
  void random_bytes_are_unreadable_and_never_thrown_at_anyone() {
    Random random = new Random(7);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] body = new byte[random.nextInt(80) + 1];
      random.nextBytes(body);
      for (Form form : Form.values()) {
        HttpRequest request = new HttpRequest(head(form, ""), body);
        assertThat(mastodon.read(operation(request), request)).isNotNull();
      }
    }
  }

  @Test
  void broken_bodies_are_never_thrown_at_anyone() {
    Random random = new Random(11);
    for (int round = 0; round < ROUNDS; round++) {
      Form form = Form.values()[random.nextInt(Form.values().length)];
      HttpRequest whole = write(form, texts(random, form));
      byte[] body = whole.body().clone();
      for (int change = 0; change < 3 && body.length > 0; change++) {
        body[random.nextInt(body.length)] =
            (byte) "{}[]\",:\\&=;%-\r\n\0a".charAt(random.nextInt(17));
      }
      HttpRequest broken = new HttpRequest(whole.head(), body);
      Reading reading = mastodon.read(operation(broken), broken);
      List<Redaction> how = List.of(new Redaction("/status", 0, 1, "x"));

      // What could be read can be redacted, or it is said that it cannot; nothing in between.
      mastodon
          .redact(operation(broken), broken, how)
          .ifPresent(
              redacted -> {
                assertThat(reading).isInstanceOf(Reading.Acts.class);
                assertThat(read(redacted).get("/status")).startsWith("x");
              });
    }
  }

  @Test
  void random_paths_are_never_thrown_at_anyone() {
    Random random = new Random(13);
    String letters = "/./%2eFf;\\api v1statuses%%5C";
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder path = new StringBuilder("/");
      for (int at = random.nextInt(30); at > 0; at--) {
        path.append(letters.charAt(random.nextInt(letters.length())));
      }
      HttpRequestHead head = new HttpRequestHead("POST", path.toString(), "", Headers.NONE);
      assertThat(mastodon.operation(head)).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 40, 60})
  void every_beginning_of_a_post_is_unreadable(int length) {
    byte[] whole =
        "{\"channel_id\":\"c1\",\"message\":\"one two three four five six\",\"props\":{}}"
            .getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        new HttpRequest(
            new HttpRequestHead(
                "POST", "/api/v4/posts", "", Headers.of("content-type", "application/json")),
            Arrays.copyOf(whole, length));

    assertThat(mattermost.read(mattermost.operation(request.head()).orElseThrow(), request))
        .isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void the_reason_never_quotes_the_message() {
    String secret = "sesame" + "street";
    for (String body :
        List.of(
            "{\"status\":\"" + secret,
            "{\"status\":" + secret + "}",
            "{\"status\":[\"" + secret + "\"]}",
            "{\"" + secret + "\":1,\"" + secret + "\":2}")) {
      HttpRequest request =
          new HttpRequest(head(Form.JSON, ""), body.getBytes(StandardCharsets.UTF_8));
      assertThat(mastodon.read(operation(request), request))
          .isInstanceOfSatisfying(
              Reading.Unreadable.class,
              reading -> assertThat(reading.why()).doesNotContain("sesam"));
    }
  }

  @Test
  void a_redaction_that_does_not_fit_is_refused() {
    HttpRequest request = write(Form.JSON, Map.of("/status", "four"));

    for (List<Redaction> how :
        List.of(
            List.of(new Redaction("/status", 2, 5, "")),
            List.of(new Redaction("/elsewhere", 0, 1, "")),
            List.of(new Redaction("/status", 0, 3, ""), new Redaction("/status", 2, 4, "")))) {
      assertThat(mastodon.redact(operation(request), request, how)).isEmpty();
    }
  }

  @Test
  void a_text_that_would_break_its_multipart_body_is_refused() {
    HttpRequest request = write(Form.MULTIPART, Map.of("/status", "four"));
    List<Redaction> how = List.of(new Redaction("/status", 0, 4, "\r\n--" + BOUNDARY + "--\r\n"));

    assertThat(mastodon.redact(operation(request), request, how)).isEmpty();
  }

  private Map<String, String> read(HttpRequest request) {
    Map<String, String> texts = new HashMap<>();
    if (mastodon.read(operation(request), request) instanceof Reading.Acts(var acts)) {
      for (TextPart part : acts.getFirst().action().content().parts()) {
        texts.put(part.pointer(), part.text());
      }
    }
    return texts;
  }

  private Operation operation(HttpRequest request) {
    return mastodon.operation(request.head()).orElseThrow();
  }

  private static Map<String, String> prefixed(Form form, Map<String, String> texts) {
    Map<String, String> prefixed = new HashMap<>();
    texts.forEach(
        (pointer, text) -> prefixed.put((form == Form.QUERY ? "query:" : "") + pointer, text));
    return prefixed;
  }

  private static String redact(
      Random random, String pointer, String text, List<Redaction> redactions) {
    StringBuilder wanted = new StringBuilder();
    int at = 0;
    while (at < text.length() && random.nextInt(3) > 0) {
      int start = boundary(text, at + random.nextInt(text.length() - at));
      int end = boundary(text, start + 1 + random.nextInt(text.length() - start));
      if (end <= start || start < at) {
        break;
      }
      String replacement = random.nextBoolean() ? "" : text(random);
      redactions.add(new Redaction(pointer, start, end, replacement));
      wanted.append(text, at, start).append(replacement);
      at = end;
    }
    return wanted.append(text.substring(at)).toString();
  }

  /** Not inside a surrogate pair. */
  private static int boundary(String text, int at) {
    return at > 0
            && at < text.length()
            && Character.isLowSurrogate(text.charAt(at))
            && Character.isHighSurrogate(text.charAt(at - 1))
        ? at - 1
        : at;
  }

  private static Map<String, String> texts(Random random, Form form) {
    Map<String, String> texts = new HashMap<>();
    texts.put("/status", text(random));
    if (random.nextBoolean()) {
      texts.put("/spoiler_text", text(random));
    }
    if (form != Form.QUERY && random.nextBoolean()) {
      texts.put("/poll/options/0", text(random));
      texts.put("/poll/options/1", text(random));
    }
    return texts;
  }

  private static String text(Random random) {
    String letters = "ab \"\\/\n\r\t\u0001\u007Fé€😀&=;+%[]{}<>--\u2028x";
    StringBuilder text = new StringBuilder();
    for (int at = random.nextInt(12); at >= 0; at--) {
      int index = random.nextInt(letters.length());
      text.appendCodePoint(letters.codePointAt(boundary(letters, index)));
    }
    return text.toString();
  }

  private static HttpRequestHead head(Form form, String query) {
    return new HttpRequestHead(
        "POST",
        "/api/v1/statuses",
        query,
        Headers.of("content-type", form.mediaType).with("content-length", "0"));
  }

  private static HttpRequest write(Form form, Map<String, String> texts) {
    return switch (form) {
      case JSON -> new HttpRequest(head(form, ""), json(texts).getBytes(StandardCharsets.UTF_8));
      case FORM -> new HttpRequest(head(form, ""), form(texts).getBytes(StandardCharsets.UTF_8));
      case QUERY -> new HttpRequest(head(form, form(texts)), new byte[0]);
      case MULTIPART ->
          new HttpRequest(head(form, ""), multipart(texts).getBytes(StandardCharsets.UTF_8));
    };
  }

  private static String json(Map<String, String> texts) {
    StringBuilder json = new StringBuilder("{\"n\":[{\"status\":1}]");
    List<String> options = new ArrayList<>();
    texts.forEach(
        (pointer, text) -> {
          String written = "\"" + JsonText.escaped(text) + "\"";
          if (!pointer.startsWith("/poll")) {
            json.append(" , \"").append(pointer.substring(1)).append("\": ").append(written);
          }
        });
    for (int at = 0; texts.containsKey("/poll/options/" + at); at++) {
      options.add("\"" + JsonText.escaped(texts.getOrDefault("/poll/options/" + at, "")) + "\"");
    }
    return json.append(",\"poll\":{\"options\":[")
        .append(String.join(",", options))
        .append("]}}")
        .toString();
  }

  private static String form(Map<String, String> texts) {
    List<String> pairs = new ArrayList<>();
    texts.keySet().stream()
        .sorted()
        .forEach(
            pointer ->
                pairs.add(
                    name(pointer)
                        + "="
                        + URLEncoder.encode(
                            texts.getOrDefault(pointer, ""), StandardCharsets.UTF_8)));
    return String.join("&", pairs);
  }

  private static String multipart(Map<String, String> texts) {
    StringBuilder body = new StringBuilder();
    texts.keySet().stream()
        .sorted()
        .forEach(
            pointer ->
                body.append("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"")
                    .append(name(pointer))
                    .append("\"\r\n\r\n")
                    .append(texts.get(pointer))
                    .append("\r\n"));
    return body.append("--" + BOUNDARY + "--\r\n").toString();
  }

  private static String name(String pointer) {
    return pointer.startsWith("/poll") ? "poll[options][]" : pointer.substring(1);
  }
}
