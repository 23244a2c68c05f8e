package org.lockkeeper.policy;

import java.util.Optional;
import java.util.Set;
import org.lockkeeper.message.MessageEvent;

/** One event and the facts about it, each asked at most once. Used by one thread. */
final class Circumstances {

  private final MessageEvent event;
  private final Facts facts;
  private Optional<Set<String>> groups = Optional.empty();

  Circumstances(MessageEvent event, Facts facts) {
    this.event = event;
    this.facts = facts;
  }

  MessageEvent event() {
    return event;
  }

  Set<String> groups() {
    if (groups.isEmpty()) {
      groups = Optional.of(Set.copyOf(facts.groupsOf(event.service(), event.actor())));
    }
    return groups.get();
  }
}
