package org.lockkeeper.tests.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.time.InstantSource;
import org.lockkeeper.tests.service.Posts.Post;

/** What a Mastodon server answers, as far as the tests' clients ask. */
final class MastodonAnswers {

  private static final int ID_LENGTH = 18;

  private final People people;
  private final Posts posts;
  private final InstantSource clock;
  private final String domain;

  MastodonAnswers(People people, Posts posts, InstantSource clock, String domain) {
    this.people = people;
    this.posts = posts;
    this.clock = clock;
    this.domain = domain;
  }

  Answer to(Received request) {
    switch (request.method() + " " + request.path()) {
      case "GET /api/v1/instance", "GET /api/v2/instance" -> {
        return Answer.json(200, instance().toString());
      }
      case "POST /api/v1/apps" -> {
        return Answer.json(200, "{\"id\":\"1\",\"client_id\":\"app\",\"client_secret\":\"s\"}");
      }
      case "POST /oauth/token" -> {
        return logIn(request);
      }
      default -> {}
    }
    return people
        .of(request)
        .map(account -> to(account, request))
        .orElseGet(() -> error(401, "The access token is invalid"));
  }

  private Answer to(Account account, Received request) {
    String path = request.path();
    if (path.equals("/api/v1/accounts/verify_credentials")) {
      return Answer.json(200, person(account.id(), account.name()).toString());
    }
    if (path.equals("/api/v1/media") || path.equals("/api/v2/media")) {
      return media();
    }
    if (path.equals("/api/v1/statuses") && request.method().equals("POST")) {
      return post(account, request);
    }
    if (path.startsWith("/api/v1/statuses/")) {
      String[] rest = path.substring("/api/v1/statuses/".length()).split("/", -1);
      return posts
          .find(rest[0])
          .map(post -> onPost(request, post, rest.length > 1))
          .orElseGet(() -> error(404, "Record not found"));
    }
    if (path.startsWith("/api/v1/timelines/")) {
      return timeline();
    }
    return error(404, "Record not found");
  }

  private Answer logIn(Received request) {
    return people
        .logIn(field(request, "username"), field(request, "password"))
        .map(account -> Json.object().put("access_token", account.token()))
        .map(token -> token.put("token_type", "Bearer").put("scope", "read write follow"))
        .map(token -> Answer.json(200, token.toString()))
        .orElseGet(() -> error(400, "invalid_grant"));
  }

  private Answer post(Account author, Received request) {
    String text = field(request, "status");
    if (text.isBlank()) {
      return error(422, "Validation failed: Text can't be blank");
    }
    String key = request.header("idempotency-key");
    String visibility = field(request, "visibility");
    return json(
        posts.add(
            new Post(
                posts.nextId(ID_LENGTH),
                author.id(),
                visibility.isEmpty() ? "public" : visibility,
                field(request, "in_reply_to_id"),
                text,
                key,
                false)));
  }

  private Answer onPost(Received request, Post post, boolean reaction) {
    return switch (request.method()) {
      case "PUT" -> json(posts.add(post.saying(field(request, "status"))));
      case "DELETE" -> json(posts.add(post.gone()));
      case "POST" -> reaction ? json(post) : error(404, "Record not found");
      default -> json(post);
    };
  }

  private Answer media() {
    ObjectNode media = Json.object().put("id", posts.nextId(ID_LENGTH)).put("type", "unknown");
    media.put("url", "https://" + domain + "/media/1").put("preview_url", "");
    return Answer.json(200, media.put("text_url", "https://" + domain + "/m/1").toString());
  }

  private Answer timeline() {
    StringBuilder list = new StringBuilder("[");
    for (Post post : posts.all().reversed()) {
      if (!post.deleted()) {
        list.append(list.length() > 1 ? "," : "").append(body(post));
      }
    }
    return Answer.json(200, list.append(']').toString());
  }

  private Answer json(Post post) {
    return Answer.json(200, body(post).toString());
  }

  private ObjectNode body(Post post) {
    ObjectNode body = Json.object().put("id", post.id());
    body.put("created_at", clock.instant().toString()).put("visibility", post.channel());
    body.put("url", "https://" + domain + "/@" + post.author() + "/" + post.id());
    body.put("uri", body.path("url").asText()).put("spoiler_text", "").put("sensitive", false);
    body.put("content", "<p>" + post.text().replace("&", "&amp;").replace("<", "&lt;") + "</p>");
    body.put("in_reply_to_id", post.parent().isEmpty() ? null : post.parent());
    body.putNull("reblog").putNull("application").putNull("poll").putNull("card");
    body.putArray("media_attachments");
    body.putArray("mentions");
    body.putArray("tags");
    body.set("account", person(post.author(), author(post)));
    return body;
  }

  private String author(Post post) {
    return people.accounts().stream()
        .filter(account -> account.id().equals(post.author()))
        .findFirst()
        .map(Account::name)
        .orElse("");
  }

  private ObjectNode person(String id, String name) {
    ObjectNode person = Json.object().put("id", id).put("username", name).put("acct", name);
    person.put("display_name", name).put("url", "https://" + domain + "/@" + name);
    person.put("note", "").put("created_at", clock.instant().toString()).put("locked", false);
    person.put("followers_count", 0).put("following_count", 0).put("statuses_count", 0);
    person.putArray("fields");
    return person;
  }

  private ObjectNode instance() {
    ObjectNode instance = Json.object().put("uri", domain).put("title", "Fictional");
    instance.put("description", "").put("version", "4.3.0");
    instance.putObject("urls");
    instance.putObject("stats");
    return instance;
  }

  /** A field of a form (WHATWG URL §5.1) or of a JSON object. */
  private static String field(Received request, String name) {
    if (request.header("content-type").startsWith("application/json")) {
      JsonNode value = Json.read(request.body()).path(name);
      return value.isNull() ? "" : value.asText();
    }
    for (String pair : request.text().split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && decode(pair.substring(0, equals)).equals(name)) {
        return decode(pair.substring(equals + 1));
      }
    }
    return "";
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  private static Answer error(int status, String message) {
    return Answer.json(status, Json.object().put("error", message).toString());
  }
}
