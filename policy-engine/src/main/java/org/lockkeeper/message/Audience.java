package org.lockkeeper.message;

import java.util.Optional;
import java.util.Set;

/**
 * Whom an act reaches.
 *
 * @param kind how open the place is
 * @param channel the service's id of the channel, room or feed; empty when the request names none
 * @param thread the thread inside the channel
 * @param mentions handles and groups addressed by name in the text
 */
public record Audience(Kind kind, String channel, Optional<NativeId> thread, Set<String> mentions) {

  /** How open a place is. */
  public enum Kind {
    PUBLIC,
    PRIVATE,
    DIRECT,
    GROUP,
    FEED,
    /** The request does not say. */
    UNKNOWN
  }

  public Audience {
    mentions = Set.copyOf(mentions);
  }

  /** An audience of which only the channel is known. */
  public static Audience channel(String channel) {
    return new Audience(Kind.UNKNOWN, channel, Optional.empty(), Set.of());
  }
}
