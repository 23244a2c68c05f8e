package org.lockkeeper.tests.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Optional;
import org.lockkeeper.tests.service.Posts.Post;

/** What a Mattermost server answers (API v4), as far as the tests' clients ask. */
final class MattermostAnswers {

  private static final int ID_LENGTH = 26;

  private final People people;
  private final Posts posts;
  private final InstantSource clock;

  MattermostAnswers(People people, Posts posts, InstantSource clock) {
    this.people = people;
    this.posts = posts;
    this.clock = clock;
  }

  Answer to(Received request) {
    String[] path = request.path().substring("/api/v4/".length()).split("/", -1);
    String route = request.method() + " " + path[0] + (path.length > 1 ? "/…" : "");
    if (request.path().equals("/api/v4/users/login")) {
      return logIn(Json.read(request.body()));
    }
    if (request.path().startsWith("/api/v4/system/ping")) {
      return Answer.json(200, "{\"status\":\"OK\"}");
    }
    Optional<Account> someone = people.of(request);
    if (someone.isEmpty()) {
      return error(401, "api.context.session_expired.app_error", "Invalid or expired session.");
    }
    Account account = someone.get();
    return switch (route) {
      case "GET users/…" -> Answer.json(200, user(account).toString());
      case "POST posts" -> post(account, Json.read(request.body()));
      case "GET posts/…" ->
          posts.find(path[1]).map(found -> json(200, found)).orElseGet(MattermostAnswers::noPost);
      case "PUT posts/…" -> edit(path[1], Json.read(request.body()));
      case "DELETE posts/…" -> delete(path[1]);
      case "POST reactions" -> Answer.json(201, request.text());
      case "DELETE users/…" -> Answer.json(200, "{\"status\":\"OK\"}");
      case "POST files" -> file(account, request);
      case "GET channels/…" -> channel(path[1]);
      default -> error(404, "api.context.404.app_error", "Sorry, we could not find the page.");
    };
  }

  private Answer logIn(JsonNode who) {
    return people
        .logIn(who.path("login_id").asText(), who.path("password").asText())
        .map(account -> Answer.json(200, user(account).toString()).with("Token", account.token()))
        .orElseGet(
            () -> error(401, "api.user.login.invalid_credentials", "Enter a valid password."));
  }

  private Answer post(Account author, JsonNode said) {
    if (!said.isObject()) {
      return error(400, "api.context.invalid_body_param.app_error", "Invalid post.");
    }
    Post post =
        posts.add(
            new Post(
                posts.nextId(ID_LENGTH),
                author.id(),
                said.path("channel_id").asText(),
                said.path("root_id").asText(),
                said.path("message").asText(),
                said.path("pending_post_id").asText(),
                false));
    return json(201, post);
  }

  private Answer edit(String id, JsonNode said) {
    return posts
        .find(id)
        .map(post -> json(200, posts.add(post.saying(said.path("message").asText()))))
        .orElseGet(MattermostAnswers::noPost);
  }

  private Answer delete(String id) {
    return posts
        .find(id)
        .map(post -> posts.add(post.gone()))
        .map(gone -> Answer.json(200, "{\"status\":\"OK\"}"))
        .orElseGet(MattermostAnswers::noPost);
  }

  private Answer file(Account account, Received request) {
    ObjectNode answer = Json.object();
    ObjectNode info = answer.putArray("file_infos").addObject();
    info.put("id", posts.nextId(ID_LENGTH)).put("user_id", account.id());
    info.put("name", fileName(request)).put("size", request.body().length);
    answer.putArray("client_ids");
    return Answer.json(201, answer.toString());
  }

  private Answer channel(String channel) {
    ObjectNode answer = Json.object();
    var order = answer.putArray("order");
    ObjectNode all = answer.putObject("posts");
    for (Post post : posts.all().reversed()) {
      if (post.channel().equals(channel) && !post.deleted()) {
        order.add(post.id());
        all.set(post.id(), body(post));
      }
    }
    return Answer.json(200, answer.toString());
  }

  private Answer json(int status, Post post) {
    return Answer.json(status, body(post).toString());
  }

  private ObjectNode body(Post post) {
    long now = clock.millis();
    ObjectNode body = Json.object().put("id", post.id()).put("create_at", now);
    body.put("update_at", now).put("edit_at", 0).put("delete_at", post.deleted() ? now : 0);
    body.put("user_id", post.author()).put("channel_id", post.channel());
    body.put("root_id", post.parent()).put("original_id", "").put("message", post.text());
    body.put("type", "").put("hashtags", "").put("pending_post_id", post.clientKey());
    body.putObject("props");
    body.putObject("metadata");
    return body;
  }

  private static ObjectNode user(Account account) {
    return Json.object()
        .put("id", account.id())
        .put("username", account.name())
        .put("email", account.name() + "@example.org")
        .put("roles", "system_user");
  }

  private static String fileName(Received request) {
    String text = request.text();
    int at = text.indexOf("filename=\"");
    return at < 0 ? "" : text.substring(at + 10, text.indexOf('"', at + 10));
  }

  private static Answer noPost() {
    return error(404, "app.post.get.app_error", "Unable to get the post.");
  }

  private static Answer error(int status, String id, String message) {
    ObjectNode body = Json.object().put("id", id).put("message", message);
    return Answer.json(status, body.put("request_id", "r").put("status_code", status).toString());
  }
}
