package org.lockkeeper.proxy.flow;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.TextPart;

/**
 * The ends of the last few texts each person posted in each place, so that what was split over
 * several posts is seen when its last part comes. Kept in memory for a short while, never written.
 */
public final class RecentTexts {

  /** Somebody who splits a number sends its parts one after the other. */
  private static final int POSTS = 3;

  /** The longest part of an identifier or a key that a detector joins. */
  private static final int TAIL = 64;

  private final Cache<String, List<String>> texts;

  /**
   * @param most how many people's texts are kept; the oldest give way
   * @param window how long a text counts as recent
   */
  public RecentTexts(long most, Duration window, Ticker ticker) {
    this.texts =
        Caffeine.newBuilder()
            .maximumSize(most)
            .expireAfterWrite(window)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** What the sender of an act posted last in its place, the newest last. */
  public List<String> before(MessageEvent event) {
    List<String> found = texts.getIfPresent(key(event));
    return found == null ? List.of() : found;
  }

  /** Remembers a post that passed. */
  public void posted(MessageEvent event) {
    if (event.action() instanceof Action.Post post && event.actor().known()) {
      for (TextPart part : post.content().parts()) {
        if (!part.text().isBlank()) {
          texts.asMap().merge(key(event), List.of(tail(part.text())), RecentTexts::joined);
        }
      }
    }
  }

  private static List<String> joined(List<String> before, List<String> now) {
    List<String> all = new ArrayList<>(before);
    all.addAll(now);
    return List.copyOf(all.subList(Math.max(0, all.size() - POSTS), all.size()));
  }

  private static String tail(String text) {
    int from = Math.max(0, text.length() - TAIL);
    boolean torn = from > 0 && Character.isLowSurrogate(text.charAt(from));
    return text.substring(torn ? from + 1 : from);
  }

  private static String key(MessageEvent event) {
    return event.service().value()
        + "\n"
        + event.actor().account()
        + "\n"
        + event.audience().channel();
  }
}
