package org.lockkeeper.tests.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.bis5.mattermost.client4.MattermostClient;
import net.bis5.mattermost.model.Post;
import net.bis5.mattermost.model.PostPatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.tests.Needs;
import org.lockkeeper.tests.process.Command;
import org.lockkeeper.tests.service.Account;
import org.lockkeeper.tests.service.Json;
import org.lockkeeper.tests.service.Posts;
import org.lockkeeper.tests.service.Received;

/** What real clients must be able to do, straight to the service and through the gateway alike. */
interface RealClientContract {

  Duration PATIENCE = Duration.ofSeconds(60);

  /** Where the clients connect in this make of the contract. */
  ClientSetup setup();

  @Test
  default void mattermost4jLogsInPostsEditsAndDeletes() {
    Account ann = setup().service().accounts().getFirst();
    try (var client = mattermost4j()) {
      client.login(ann.name(), ann.password());

      Post posted =
          client.createPost(new Post("c".repeat(26), "see you at noon — ünïcode")).readEntity();
      var patch = new PostPatch();
      patch.setMessage("see you at one");
      Post edited = client.patchPost(posted.getId(), patch).readEntity();
      boolean deleted = client.deletePost(posted.getId()).readEntity();

      assertThat(posted.getUserId()).isEqualTo(ann.id());
      assertThat(posted.getMessage()).isEqualTo("see you at noon — ünïcode");
      assertThat(edited.getMessage()).isEqualTo("see you at one");
      assertThat(deleted).isTrue();
      assertThat(kept(posted.getId()).deleted()).isTrue();
    }
  }

  @Test
  default void mattermost4jUploadsAFileAndUsesIt(@TempDir Path folder) throws IOException {
    Account ann = setup().service().accounts().getFirst();
    Path file = Files.writeString(folder.resolve("minutes.txt"), "the minutes of Monday");
    try (var client = mattermost4j()) {
      client.login(ann.name(), ann.password());

      var uploaded = client.uploadFile("c".repeat(26), file).readEntity();

      assertThat(uploaded.getFileInfos()).hasSize(1);
      assertThat(setup().service().received())
          .filteredOn(request -> request.path().equals("/api/v4/files"))
          .last()
          .satisfies(request -> assertThat(request.text()).contains("the minutes of Monday"));
    }
  }

  @Test
  default void theJdkClientPostsOverOneKeptConnection() throws Exception {
    Account bob = setup().service().accounts().get(1);
    try (var client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(setup().authority().clientContext())
            .build()) {
      List<String> ids = new ArrayList<>();
      for (String text : List.of("first of three", "second", "third")) {
        var request =
            HttpRequest.newBuilder(at(setup().mattermost(), "/api/v4/posts"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + bob.token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(text)))
                .build();
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(201);
        ids.add(Json.read(answer.body()).path("id").asText());
      }

      assertThat(ids)
          .extracting(id -> kept(id).text())
          .containsExactly("first of three", "second", "third");
      assertThat(ids).extracting(id -> kept(id).author()).containsOnly(bob.id());
    }
  }

  @Test
  default void curlPosts(@TempDir Path folder) throws IOException {
    Path curl = Needs.program("curl", "curl");
    Account ann = setup().service().accounts().getFirst();
    Path body = Files.writeString(folder.resolve("body.json"), body("from a shell"), UTF_8);

    var ended =
        Command.run(
            folder,
            Map.of(),
            PATIENCE,
            List.of(
                curl.toString(),
                "-sS",
                "--cacert",
                setup().authority().rootFile().toString(),
                "-H",
                "Authorization: Bearer " + ann.token(),
                "-H",
                "Content-Type: application/json",
                "--data-binary",
                "@" + body,
                at(setup().mattermost(), "/api/v4/posts").toString()));

    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(kept(Json.read(ended.output()).path("id").asText()).text())
        .isEqualTo("from a shell");
  }

  @Test
  default void tootPostsAndDeletes(@TempDir Path home) throws IOException {
    Path toot = Needs.program("toot", "toot");
    Account ann = setup().service().accounts().getFirst();
    writeTootConfig(home, ann);

    var who = toot(toot, home, "whoami");
    var posted = toot(toot, home, "post", "a word from the terminal");

    assertThat(who.output()).contains("@ann");
    assertThat(posted.code()).as(posted.output()).isZero();
    Posts.Post kept =
        setup().service().posts().all().stream()
            .filter(post -> post.text().equals("a word from the terminal"))
            .findFirst()
            .orElseThrow();
    assertThat(kept.author()).isEqualTo(ann.id());
    assertThat(kept.clientKey()).as("toot's own Idempotency-Key").isNotEmpty();

    var deleted = toot(toot, home, "delete", kept.id());
    assertThat(deleted.code()).as(deleted.output()).isZero();
    assertThat(kept(kept.id()).deleted()).isTrue();
    assertThat(setup().service().received())
        .extracting(Received::method)
        .contains("GET", "POST", "DELETE");
  }

  /** The message the service keeps under an id. */
  private Posts.Post kept(String id) {
    return setup().service().posts().find(id).orElseThrow();
  }

  private MattermostClient mattermost4j() {
    return MattermostClient.builder()
        .url(setup().mattermost().toString())
        .ignoreUnknownProperties()
        .httpConfig(builder -> builder.sslContext(setup().authority().clientContext()))
        .build();
  }

  private Command.Ended toot(Path program, Path home, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    command.add("--no-color");
    Map<String, String> environment =
        Map.of(
            "HOME", home.toString(),
            "XDG_CONFIG_HOME", home.resolve(".config").toString(),
            "PYTHONUTF8", "1",
            "REQUESTS_CA_BUNDLE", setup().authority().rootFile().toString());
    return Command.run(home, environment, PATIENCE, command);
  }

  /** A session as toot's own log-in would have left it. */
  private void writeTootConfig(Path home, Account account) throws IOException {
    String instance = setup().mastodon().getAuthority();
    var config = Json.object();
    config
        .putObject("apps")
        .putObject(instance)
        .put("instance", instance)
        .put("base_url", setup().mastodon().toString())
        .put("client_id", "app")
        .put("client_secret", "none");
    String user = account.name() + "@" + instance;
    config
        .putObject("users")
        .putObject(user)
        .put("instance", instance)
        .put("username", account.name())
        .put("access_token", account.token());
    config.put("active_user", user);
    Path file = home.resolve(".config").resolve("toot").resolve("config.json");
    Files.createDirectories(home.resolve(".config").resolve("toot"));
    Files.writeString(file, config.toString());
  }

  private static URI at(URI server, String path) {
    return URI.create(server + path);
  }

  private static String body(String text) {
    return Json.object().put("channel_id", "c".repeat(26)).put("message", text).toString();
  }
}
