package org.lockkeeper.proxy.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.lockkeeper.proxy.app.demo.DemoAccounts.Account;
import org.lockkeeper.proxy.app.demo.DemoUpstream.Answer;

/** As much of the Mastodon interface as a person can see in a demonstration. */
final class DemoMastodon implements DemoUpstream.Answers {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final DemoAccounts accounts;
  private final Map<String, ObjectNode> statuses = new ConcurrentSkipListMap<>();

  DemoMastodon(DemoAccounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public Answer answer(DemoRequest request) {
    if (request.path().equals("/oauth/token")) {
      return Answer.of(
          200,
          JSON.createObjectNode()
              .put("access_token", accounts.logIn(request.field("username")))
              .put("token_type", "Bearer")
              .toString());
    }
    Optional<Account> account = accounts.of(request.token());
    if (account.isEmpty()) {
      return Answer.of(401, "{\"error\":\"The access token is invalid\"}");
    }
    return switch (request.method() + " " + request.segment(2)) {
      case "GET accounts" -> Answer.of(200, person(account.get()).toString());
      case "POST statuses" ->
          request.segment(3).isEmpty() ? publish(request, account.get()) : one(request.segment(3));
      case "PUT statuses" -> edit(request);
      case "DELETE statuses" -> delete(request.segment(3));
      case "GET statuses" -> one(request.segment(3));
      case "POST media" ->
          Answer.of(200, JSON.createObjectNode().put("id", accounts.nextNumber()).toString());
      case "GET timelines" -> timeline();
      default -> notFound();
    };
  }

  private static ObjectNode person(Account account) {
    return JSON.createObjectNode()
        .put("id", account.id())
        .put("username", account.handle())
        .put("acct", account.handle());
  }

  private Answer publish(DemoRequest request, Account account) {
    if (request.field("status").isBlank() && request.json().path("media_ids").isEmpty()) {
      return Answer.of(422, "{\"error\":\"Validation failed: Text can't be blank\"}");
    }
    ObjectNode status =
        JSON.createObjectNode()
            .put("id", accounts.nextNumber())
            .put("created_at", Instant.now().toString())
            .put("visibility", request.field("visibility"))
            .put("in_reply_to_id", request.field("in_reply_to_id"))
            .put("content", request.field("status"));
    status.set("account", person(account));
    statuses.put(status.path("id").asText(), status);
    return Answer.of(200, status.toString());
  }

  private Answer edit(DemoRequest request) {
    ObjectNode status = statuses.get(request.segment(3));
    if (status == null) {
      return notFound();
    }
    ObjectNode edited = status.deepCopy().put("content", request.field("status"));
    statuses.put(request.segment(3), edited);
    return Answer.of(200, edited.toString());
  }

  private Answer delete(String id) {
    ObjectNode status = statuses.remove(id);
    return status == null ? notFound() : Answer.of(200, status.toString());
  }

  private Answer one(String id) {
    ObjectNode status = statuses.get(id);
    return status == null ? notFound() : Answer.of(200, status.toString());
  }

  private Answer timeline() {
    ArrayNode latest = JSON.createArrayNode();
    statuses.values().forEach(latest::add);
    return Answer.of(200, latest.toString());
  }

  private static Answer notFound() {
    return Answer.of(404, "{\"error\":\"Record not found\"}");
  }
}
