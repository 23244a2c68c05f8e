package org.lockkeeper.policy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.shared.Counters;

/** One event and the facts about it, each asked at most once. Used by one thread. */
final class Circumstances {

  private final MessageEvent event;
  private final Facts facts;
  private final Map<Actor, Set<String>> groups = new HashMap<>();
  private Optional<Set<String>> roles = Optional.empty();
  private Optional<Reach> reach = Optional.empty();

  Circumstances(MessageEvent event, Facts facts) {
    this.event = event;
    this.facts = facts;
  }

  MessageEvent event() {
    return event;
  }

  /** The sender's groups. */
  Set<String> groups() {
    return groups(event.actor());
  }

  Set<String> groups(Actor who) {
    return groups.computeIfAbsent(who, each -> Set.copyOf(facts.groupsOf(event.service(), each)));
  }

  /** The sender's roles. */
  Set<String> roles() {
    if (roles.isEmpty()) {
      roles = Optional.of(Set.copyOf(facts.rolesOf(event.service(), event.actor())));
    }
    return roles.get();
  }

  Truth external(Actor who) {
    return facts.external(event.service(), who).map(Truth::of).orElse(Truth.UNKNOWN);
  }

  Reach reach() {
    if (reach.isEmpty()) {
      reach = Optional.of(facts.reach(event));
    }
    return reach.get();
  }

  String client() {
    return facts.client();
  }

  List<String> languages() {
    return facts.languages();
  }

  Counters.Count count(String key, Duration window) {
    return facts.count(key, window, event);
  }
}
