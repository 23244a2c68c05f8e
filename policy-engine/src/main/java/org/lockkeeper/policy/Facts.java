package org.lockkeeper.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.link.CanonicalUrl;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.shared.Counters;
import org.lockkeeper.shared.FindingsCache;

/**
 * The only door from a decision to the changing world. A map of constants in tests.
 *
 * <p>Nothing here blocks, and asking changes nothing: what a decision adds to the world (a count, a
 * risk) stands in its side actions, and whoever releases the message carries them out.
 */
public interface Facts {

  /** Nobody is in any group, and nothing else is known. */
  Facts NONE = (service, who) -> Set.of();

  /** The groups the organisation has put a person in, for example {@code finance}. */
  Set<String> groupsOf(ServiceId service, Actor who);

  /** The roles a person has, for example {@code supervisor}. */
  default Set<String> rolesOf(ServiceId service, Actor who) {
    return Set.of();
  }

  /** Whether a person is outside the organisation; empty where nobody knows. */
  default Optional<Boolean> external(ServiceId service, Actor who) {
    return Optional.empty();
  }

  /** Whom an act reaches. */
  default Reach reach(MessageEvent event) {
    return Reach.UNKNOWN;
  }

  /** The client or device an act came from, as it names itself; may be empty. */
  default String client() {
    return "";
  }

  /** The languages the person reads, as RFC 5646 tags, best first. */
  default List<String> languages() {
    return List.of();
  }

  /** The sum of a counter over the time up to an act. */
  default Counters.Count count(String key, Duration window, MessageEvent event) {
    return new Counters.Count(0, true);
  }

  /** A short token for a value, by a key of this installation; the same for the same value. */
  default String token(String value) {
    return "removed";
  }

  /** Where findings in the text of a file are remembered; empty where that is not worth it. */
  default Optional<FindingsCache> findings(String fileText) {
    return Optional.empty();
  }

  /** What is known of links: lists, and the organisation's own domains. */
  default LinkKnowledge links() {
    return LinkKnowledge.NONE;
  }

  /**
   * The address of a page that judges a URL again when somebody follows it; empty where there is
   * none.
   */
  default Optional<String> timeOfClick(CanonicalUrl url) {
    return Optional.empty();
  }

  /** Whether a URL is such an address, made here. */
  default boolean judgedAtClick(CanonicalUrl url) {
    return false;
  }

  /** The texts the person posted last in the same place, the newest last. */
  default List<String> earlier(MessageEvent event) {
    return List.of();
  }
}
