package org.lockkeeper.tests.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FictionalServiceTest {

  private final FictionalService service = FictionalService.plain("ann", "bob");
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void end() {
    client.close();
    service.close();
  }

  @Test
  void aMattermostPostIsKeptEditedAndTakenBack() throws Exception {
    var posted = send("POST", "/api/v4/posts", "{\"channel_id\":\"c\",\"message\":\"hi\"}");
    String id = Json.read(posted.body()).path("id").asText();
    var edited = send("PUT", "/api/v4/posts/" + id + "/patch", "{\"message\":\"hello\"}");
    var listed = send("GET", "/api/v4/channels/c/posts", "");
    var deleted = send("DELETE", "/api/v4/posts/" + id, "");

    assertThat(posted.statusCode()).isEqualTo(201);
    assertThat(id).hasSize(26);
    assertThat(Json.read(edited.body()).path("message").asText()).isEqualTo("hello");
    assertThat(Json.read(listed.body()).path("posts").path(id).path("message").asText())
        .isEqualTo("hello");
    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(service.posts().find(id).orElseThrow().deleted()).isTrue();
    assertThat(service.received())
        .extracting(Received::method)
        .containsExactly("POST", "PUT", "GET", "DELETE");
  }

  @Test
  void aMastodonStatusIsKeptWithItsAuthor() throws Exception {
    var posted = send("POST", "/api/v1/statuses", "status=hi+there&visibility=unlisted");

    assertThat(posted.statusCode()).isEqualTo(200);
    assertThat(service.posts().all())
        .singleElement()
        .satisfies(
            post -> {
              assertThat(post.text()).isEqualTo("hi there");
              assertThat(post.channel()).isEqualTo("unlisted");
              assertThat(post.author()).isEqualTo(service.accounts().getFirst().id());
            });
  }

  @Test
  void aLogInTellsTheTokenAndATokenTellsWhoItIs() throws Exception {
    Account bob = service.accounts().get(1);
    var in =
        send(
            "POST",
            "/api/v4/users/login",
            "{\"login_id\":\"bob\",\"password\":\"" + bob.password() + "\"}");

    assertThat(in.headers().firstValue("Token")).contains(bob.token());
    assertThat(Json.read(send("GET", "/api/v4/users/me", "").body()).path("username").asText())
        .isEqualTo("ann");
  }

  @Test
  void aStrangerIsRefusedByBoth() throws Exception {
    var mattermost = client.send(request("GET", "/api/v4/users/me", "", "Bearer x"), text());
    var mastodon = client.send(request("POST", "/api/v1/statuses", "status=a", ""), text());

    assertThat(mattermost.statusCode()).isEqualTo(401);
    assertThat(mastodon.statusCode()).isEqualTo(401);
    assertThat(service.posts().all()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void aFaultThatAnswersNothingBreaksTheRequest(Fault fault) {
    service.failing(request -> request.path().equals("/api/v4/posts"), fault);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> send("POST", "/api/v4/posts", "{\"message\":\"hi\"}"))
        .isNotInstanceOf(HttpTimeoutException.class);
    assertThat(service.received()).as("it is remembered all the same").isNotEmpty();
    assertThat(service.posts().all()).isEmpty();
  }

  static Stream<Fault> aFaultThatAnswersNothingBreaksTheRequest() {
    return Stream.of(new Fault.Close(), new Fault.Garbage(), new Fault.BreakOff());
  }

  @Test
  void aServiceThatHangsAnswersOnlyOthers() throws Exception {
    service.failing(request -> request.path().equals("/api/v4/posts"), new Fault.Hang());

    assertThatExceptionOfType(HttpTimeoutException.class)
        .isThrownBy(() -> send("POST", "/api/v4/posts", "{}"));
    assertThat(send("GET", "/api/v4/users/me", "").statusCode()).isEqualTo(200);

    service.wellAgain();
    assertThat(send("POST", "/api/v4/posts", "{}").statusCode()).isEqualTo(201);
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return client.send(request(method, path, body, "Bearer token-of-ann"), text());
  }

  private HttpRequest request(String method, String path, String body, String authorization) {
    var request =
        HttpRequest.newBuilder(URI.create(service.address() + path))
            .timeout(Duration.ofMillis(700))
            .version(HttpClient.Version.HTTP_1_1)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    return authorization.isEmpty()
        ? request.build()
        : request.header("Authorization", authorization).build();
  }

  private static HttpResponse.BodyHandler<String> text() {
    return HttpResponse.BodyHandlers.ofString();
  }
}
