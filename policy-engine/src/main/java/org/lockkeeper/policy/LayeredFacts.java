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
 * Facts that know something better than others beneath them: whatever is not overridden is as it is
 * there. Each question of {@link Facts} is passed on, so that a new one is not lost on the way.
 */
public interface LayeredFacts extends Facts {

  /** Whom to ask for all that is not known better here. */
  Facts beneath();

  @Override
  default Set<String> groupsOf(ServiceId service, Actor who) {
    return beneath().groupsOf(service, who);
  }

  @Override
  default Set<String> rolesOf(ServiceId service, Actor who) {
    return beneath().rolesOf(service, who);
  }

  @Override
  default Optional<Boolean> external(ServiceId service, Actor who) {
    return beneath().external(service, who);
  }

  @Override
  default Reach reach(MessageEvent event) {
    return beneath().reach(event);
  }

  @Override
  default String client() {
    return beneath().client();
  }

  @Override
  default List<String> languages() {
    return beneath().languages();
  }

  @Override
  default Counters.Count count(String key, Duration window, MessageEvent event) {
    return beneath().count(key, window, event);
  }

  @Override
  default String token(String value) {
    return beneath().token(value);
  }

  @Override
  default Optional<FindingsCache> findings(String fileText) {
    return beneath().findings(fileText);
  }

  @Override
  default LinkKnowledge links() {
    return beneath().links();
  }

  @Override
  default Optional<String> timeOfClick(CanonicalUrl url) {
    return beneath().timeOfClick(url);
  }

  @Override
  default boolean judgedAtClick(CanonicalUrl url) {
    return beneath().judgedAtClick(url);
  }

  @Override
  default List<String> earlier(MessageEvent event) {
    return beneath().earlier(event);
  }
}
