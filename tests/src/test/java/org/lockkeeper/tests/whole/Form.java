package org.lockkeeper.tests.whole;

import org.lockkeeper.tests.service.Account;
import org.lockkeeper.tests.service.Json;

/** How one service is posted to and how it says no. */
enum Form {
  MATTERMOST("mattermost", "localhost", "/api/v4/posts", 403, "/message") {
    @Override
    String post(String text) {
      return Json.object().put("channel_id", CHANNEL).put("message", text).toString();
    }

    @Override
    String edit(String id) {
      return "/api/v4/posts/" + id;
    }
  },
  MASTODON("mastodon", "127.0.0.1", "/api/v1/statuses", 422, "/error") {
    @Override
    String post(String text) {
      return Json.object().put("status", text).put("visibility", "public").toString();
    }

    @Override
    String edit(String id) {
      return "/api/v1/statuses/" + id;
    }
  };

  static final String CHANNEL = "c".repeat(26);

  private final String service;
  private final String host;
  private final String posts;
  private final int refusal;
  private final String words;

  Form(String service, String host, String posts, int refusal, String words) {
    this.service = service;
    this.host = host;
    this.posts = posts;
    this.refusal = refusal;
    this.words = words;
  }

  /** The body of a post of a text. */
  abstract String post(String text);

  /** The path of one message. */
  abstract String edit(String id);

  /** The description's name. */
  String service() {
    return service;
  }

  /** The name clients connect to. */
  String host() {
    return host;
  }

  /** Where posts go. */
  String posts() {
    return posts;
  }

  /** The status by which a rule's refusal is told. */
  int refusal() {
    return refusal;
  }

  /** The words for the person in an answer of the service's own form; nothing in any other. */
  String notice(Said said) {
    return said.json().at(words).asText();
  }

  /** A whole post. */
  Ask ask(Account author, String text) {
    return Ask.to(this, "POST", posts).from(author).json(post(text));
  }
}
