package org.lockkeeper.proxy.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.lockkeeper.proxy.app.demo.DemoPost.DemoFile;

/**
 * The people of the demonstration: each line of the chat becomes the request a real client would
 * send.
 */
final class DemoClient implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String BOUNDARY = "----lockkeeper-demonstration";

  private final HttpClient http;
  private final URI mattermost;
  private final URI mastodon;
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, String> accounts = new HashMap<>();

  /**
   * @param trust believes the gateway's certificate
   */
  DemoClient(SSLContext trust, URI mattermost, URI mastodon) {
    this.http = HttpClient.newBuilder().sslContext(trust).build();
    this.mattermost = mattermost;
    this.mastodon = mastodon;
  }

  /**
   * What the client was told.
   *
   * @param id the service's id of what was made; empty if nothing was
   * @param words the error's words, or the text as the service has it now
   */
  record Told(int status, String id, String words) {
    private static final int FIRST_ERROR = 300;

    boolean passed() {
      return status < FIRST_ERROR;
    }
  }

  /**
   * Sends one line.
   *
   * @param text the text, which may differ from the line's when it is sent again
   * @param target the service's id of the line it is about
   * @param file the service's id of a file sent before
   */
  Told send(DemoPost post, String text, Optional<String> target, Optional<String> file)
      throws IOException, InterruptedException {
    return post.service().equals("mattermost")
        ? toMattermost(post, text, target.orElse(""), file)
        : toMastodon(post, text, target.orElse(""), file);
  }

  /** Sends a line's file and gives what came of it. */
  Told upload(DemoPost post, DemoFile file) throws IOException, InterruptedException {
    boolean isMattermost = post.service().equals("mattermost");
    String field = isMattermost ? "files" : "file";
    StringBuilder body = new StringBuilder();
    if (isMattermost) {
      part(body, "name=\"channel_id\"", post.channel());
    }
    part(
        body,
        "name=\"" + field + "\"; filename=\"" + file.name() + "\"\r\nContent-Type: text/plain",
        file.text());
    body.append("--").append(BOUNDARY).append("--\r\n");
    return call(
        post,
        "POST",
        isMattermost ? "/api/v4/files" : "/api/v2/media",
        "multipart/form-data; boundary=" + BOUNDARY,
        body.toString());
  }

  private static void part(StringBuilder body, String disposition, String content) {
    body.append("--").append(BOUNDARY).append("\r\nContent-Disposition: form-data; ");
    body.append(disposition).append("\r\n\r\n").append(content).append("\r\n");
  }

  private Told toMattermost(DemoPost post, String text, String target, Optional<String> file)
      throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    return switch (post.does()) {
      case "edit" ->
          json(post, "PUT", "/api/v4/posts/" + target + "/patch", body.put("message", text));
      case "delete" -> json(post, "DELETE", "/api/v4/posts/" + target, body);
      case "react" ->
          json(
              post,
              "POST",
              "/api/v4/reactions",
              body.put("user_id", account(post))
                  .put("post_id", target)
                  .put("emoji_name", post.emoji()));
      default -> {
        body.put("channel_id", post.channel()).put("message", text);
        if (!target.isEmpty()) {
          body.put("root_id", target);
        }
        file.ifPresent(id -> body.putArray("file_ids").add(id));
        yield json(post, "POST", "/api/v4/posts", body);
      }
    };
  }

  private Told toMastodon(DemoPost post, String text, String target, Optional<String> file)
      throws IOException, InterruptedException {
    StringBuilder form = new StringBuilder("status=" + encode(text));
    return switch (post.does()) {
      case "edit" -> form(post, "PUT", "/api/v1/statuses/" + target, form);
      case "delete" -> form(post, "DELETE", "/api/v1/statuses/" + target, new StringBuilder());
      case "react" ->
          form(post, "POST", "/api/v1/statuses/" + target + "/favourite", new StringBuilder());
      default -> {
        form.append("&visibility=").append(encode(post.visibility()));
        if (!target.isEmpty()) {
          form.append("&in_reply_to_id=").append(encode(target));
        }
        file.ifPresent(id -> form.append("&media_ids[]=").append(encode(id)));
        yield form(post, "POST", "/api/v1/statuses", form);
      }
    };
  }

  private Told json(DemoPost post, String method, String path, ObjectNode body)
      throws IOException, InterruptedException {
    return call(post, method, path, "application/json", body.toString());
  }

  private Told form(DemoPost post, String method, String path, StringBuilder body)
      throws IOException, InterruptedException {
    return call(post, method, path, "application/x-www-form-urlencoded", body.toString());
  }

  private Told call(DemoPost post, String method, String path, String type, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base(post).resolve(path))
            .header("Authorization", "Bearer " + token(post))
            .header("Content-Type", type)
            .method(method, BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    JsonNode answer = JSON.readTree(response.body());
    String words =
        answer.path("message").asText(answer.path("content").asText(answer.path("error").asText()));
    String id = answer.path("id").asText(answer.at("/file_infos/0/id").asText());
    return new Told(response.statusCode(), id, words);
  }

  private String account(DemoPost post) throws IOException, InterruptedException {
    token(post);
    return accounts.getOrDefault(key(post), "");
  }

  private String token(DemoPost post) throws IOException, InterruptedException {
    String known = tokens.get(key(post));
    if (known != null) {
      return known;
    }
    boolean isMattermost = post.service().equals("mattermost");
    String body =
        isMattermost
            ? JSON.createObjectNode().put("login_id", post.who()).put("password", "demo").toString()
            : "grant_type=password&username=" + encode(post.who());
    HttpRequest request =
        HttpRequest.newBuilder(
                base(post).resolve(isMattermost ? "/api/v4/users/login" : "/oauth/token"))
            .header(
                "Content-Type",
                isMattermost ? "application/json" : "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    JsonNode answer = JSON.readTree(response.body());
    String token =
        response.headers().firstValue("Token").orElse(answer.path("access_token").asText());
    if (token.isEmpty()) {
      throw new IOException("the demonstration's service did not let " + post.who() + " in");
    }
    tokens.put(key(post), token);
    accounts.put(key(post), answer.path("id").asText());
    return token;
  }

  private URI base(DemoPost post) {
    return post.service().equals("mattermost") ? mattermost : mastodon;
  }

  private static String key(DemoPost post) {
    return post.service() + " " + post.who();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.close();
  }
}
