package org.lockkeeper.proxy.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.lockkeeper.proxy.app.demo.DemoAccounts.Account;
import org.lockkeeper.proxy.app.demo.DemoUpstream.Answer;

/** As much of the Mattermost interface (version 4) as a person can see in a demonstration. */
final class DemoMattermost implements DemoUpstream.Answers {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LATEST = 60;

  private final DemoAccounts accounts;
  private final Map<String, ObjectNode> posts = new ConcurrentSkipListMap<>();

  DemoMattermost(DemoAccounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public Answer answer(DemoRequest request) {
    if (request.method().equals("POST") && request.path().equals("/api/v4/users/login")) {
      return logIn(request.field("login_id"));
    }
    Optional<Account> account = accounts.of(request.token());
    if (account.isEmpty()) {
      return error(
          401,
          "api.context.session_expired.app_error",
          "Invalid or expired session, please login again.");
    }
    return switch (request.method() + " " + request.segment(2)) {
      case "GET users" -> Answer.of(200, user(account.get()).toString());
      case "POST posts" -> post(request, account.get());
      case "PUT posts" -> edit(request, account.get());
      case "DELETE posts" -> delete(request);
      case "GET posts" -> one(request);
      case "POST reactions" -> Answer.of(201, request.json().toString());
      case "DELETE users" -> Answer.of(200, "{\"status\":\"OK\"}");
      case "POST files" -> upload(request);
      case "GET channels" -> latest(request.segment(3));
      default -> error(404, "api.context.404.app_error", "Sorry, we could not find the page.");
    };
  }

  private Answer logIn(String handle) {
    if (handle.isBlank()) {
      return error(400, "api.user.login.blank_login_id.app_error", "Enter a user name.");
    }
    String token = accounts.logIn(handle);
    return new Answer(
        200, Map.of("Token", token), user(accounts.of(token).orElseThrow()).toString());
  }

  private static ObjectNode user(Account account) {
    return JSON.createObjectNode().put("id", account.id()).put("username", account.handle());
  }

  private Answer post(DemoRequest request, Account account) {
    if (request.field("message").isEmpty() && request.json().path("file_ids").isEmpty()) {
      return error(
          400, "api.post.create_post.empty.app_error", "A post needs a message or a file.");
    }
    ObjectNode post =
        JSON.createObjectNode()
            .put("id", accounts.nextId())
            .put("create_at", System.currentTimeMillis())
            .put("user_id", account.id())
            .put("username", account.handle())
            .put("channel_id", request.field("channel_id"))
            .put("root_id", request.field("root_id"))
            .put("message", request.field("message"))
            .put("pending_post_id", request.field("pending_post_id"));
    posts.put(post.path("id").asText(), post);
    return Answer.of(201, post.toString());
  }

  private Answer edit(DemoRequest request, Account account) {
    ObjectNode post = posts.get(request.segment(3));
    if (post == null || !post.path("user_id").asText().equals(account.id())) {
      return error(
          403, "api.context.permissions.app_error", "You do not have the appropriate permissions.");
    }
    ObjectNode edited = post.deepCopy().put("message", request.field("message"));
    posts.put(request.segment(3), edited);
    return Answer.of(200, edited.toString());
  }

  private Answer delete(DemoRequest request) {
    return posts.remove(request.segment(3)) == null
        ? error(404, "app.post.get.app_error", "Unable to get the post.")
        : Answer.of(200, "{\"status\":\"OK\"}");
  }

  private Answer one(DemoRequest request) {
    ObjectNode post = posts.get(request.segment(3));
    return post == null
        ? error(404, "app.post.get.app_error", "Unable to get the post.")
        : Answer.of(200, post.toString());
  }

  private Answer upload(DemoRequest request) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode files = answer.putArray("file_infos");
    files.addObject().put("id", accounts.nextId()).put("size", request.body().length);
    answer.putArray("client_ids");
    return Answer.of(201, answer.toString());
  }

  private Answer latest(String channel) {
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode order = answer.putArray("order");
    ObjectNode all = answer.putObject("posts");
    posts.values().stream()
        .filter(post -> post.path("channel_id").asText().equals(channel))
        .sorted((a, b) -> b.path("id").asText().compareTo(a.path("id").asText()))
        .limit(LATEST)
        .forEach(
            post -> {
              order.add(post.path("id").asText());
              all.set(post.path("id").asText(), post);
            });
    return Answer.of(200, answer.toString());
  }

  private static Answer error(int status, String id, String message) {
    return Answer.of(
        status,
        JSON.createObjectNode()
            .put("id", id)
            .put("message", message)
            .put("status_code", status)
            .toString());
  }
}
