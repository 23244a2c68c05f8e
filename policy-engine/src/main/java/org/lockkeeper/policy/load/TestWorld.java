package org.lockkeeper.policy.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.Reach;
import org.lockkeeper.shared.Counters;

/**
 * The world as one inline test describes it.
 *
 * @param groups of each person
 * @param roles of the sender
 * @param outside the people outside the organisation
 * @param counted what every counter stands at
 * @param earlier the sender's last texts
 */
record TestWorld(
    Map<Actor, Set<String>> groups,
    Set<String> roles,
    Set<Actor> outside,
    Reach reach,
    String client,
    List<String> languages,
    Optional<Long> counted,
    List<String> earlier)
    implements Facts {

  @Override
  public Set<String> groupsOf(ServiceId service, Actor who) {
    return groups.getOrDefault(who, Set.of());
  }

  @Override
  public Set<String> rolesOf(ServiceId service, Actor who) {
    return roles;
  }

  @Override
  public Optional<Boolean> external(ServiceId service, Actor who) {
    return Optional.of(outside.contains(who));
  }

  @Override
  public Reach reach(MessageEvent event) {
    return reach;
  }

  @Override
  public Counters.Count count(String key, Duration window, MessageEvent event) {
    // Tests that say nothing of counts are not about them: nobody is new, nothing was repeated.
    long quiet = key.startsWith("contact/") ? 1 : 0;
    return new Counters.Count(counted.orElse(quiet), true);
  }

  @Override
  public List<String> earlier(MessageEvent event) {
    return earlier;
  }
}
