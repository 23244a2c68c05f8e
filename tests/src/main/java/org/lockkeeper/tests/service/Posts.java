package org.lockkeeper.tests.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The messages the fictional service keeps. Safe to read from any thread. */
public final class Posts {

  private final Map<String, Post> posts = new LinkedHashMap<>();
  private long next = 1;

  /**
   * A message as the service has it.
   *
   * @param id 26 characters for Mattermost; Mastodon's are numbers in the same space
   * @param clientKey the client's own key of the message: {@code pending_post_id} or {@code
   *     Idempotency-Key}; empty where it sent none
   * @param deleted whether its author took it back
   */
  public record Post(
      String id,
      String author,
      String channel,
      String parent,
      String text,
      String clientKey,
      boolean deleted) {

    Post saying(String other) {
      return new Post(id, author, channel, parent, other, clientKey, deleted);
    }

    Post gone() {
      return new Post(id, author, channel, parent, text, clientKey, true);
    }
  }

  synchronized String nextId(int length) {
    String digits = Long.toString(next++);
    return "1" + "0".repeat(Math.max(0, length - 1 - digits.length())) + digits;
  }

  synchronized Post add(Post post) {
    posts.put(post.id(), post);
    return post;
  }

  /** Every message in the order it was first posted, with its text as it is now. */
  public synchronized List<Post> all() {
    return new ArrayList<>(posts.values());
  }

  /** The message with an id, if it was ever posted. */
  public synchronized Optional<Post> find(String id) {
    return Optional.ofNullable(posts.get(id));
  }
}
