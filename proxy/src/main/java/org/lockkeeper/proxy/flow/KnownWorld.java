package org.lockkeeper.proxy.flow;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Audience;
import org.lockkeeper.message.MessageEvent;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.Reach;
import org.lockkeeper.shared.Counters;
import org.lockkeeper.shared.FindingsCache;

/**
 * What the gateway knows of the world: people, counts, links, what was said and found just before.
 *
 * @param findings what was found in files; empty: nothing is remembered
 * @param findingsFrom the shortest text of a file that is remembered
 * @param knownLinks what is known of links now
 */
public record KnownWorld(
    People people,
    Counters counters,
    Optional<FindingsCache> findings,
    int findingsFrom,
    RecentTexts recent,
    Tokens tokens,
    Supplier<LinkKnowledge> knownLinks)
    implements Facts {

  @Override
  public LinkKnowledge links() {
    return knownLinks.get();
  }

  @Override
  public Set<String> groupsOf(ServiceId service, Actor who) {
    return people.groupsOf(who);
  }

  @Override
  public Set<String> rolesOf(ServiceId service, Actor who) {
    return people.rolesOf(who);
  }

  @Override
  public Optional<Boolean> external(ServiceId service, Actor who) {
    return people.external(who);
  }

  /**
   * The members of a channel where the configuration lists them, and everybody addressed by name.
   * Where a message names its readers and no channel, those are all there are.
   */
  @Override
  public Reach reach(MessageEvent event) {
    Audience audience = event.audience();
    Set<Actor> known = new HashSet<>();
    audience.mentions().forEach(name -> known.add(new Actor(name, name)));
    if (event.action() instanceof Action.Invite invite) {
      known.add(invite.whom());
    }
    Set<Actor> members = people.channels().get(audience.channel());
    if (members != null) {
      known.addAll(members);
      return new Reach(known, true, Optional.of((long) members.size()));
    }
    boolean named =
        audience.kind() == Audience.Kind.DIRECT
            && audience.channel().isEmpty()
            && !audience.mentions().isEmpty();
    return new Reach(known, named, Optional.empty());
  }

  @Override
  public Counters.Count count(String key, Duration window, MessageEvent event) {
    return counters.sum(key, window, event.at());
  }

  @Override
  public Optional<FindingsCache> findings(String fileText) {
    return fileText.length() < findingsFrom ? Optional.empty() : findings;
  }

  @Override
  public String token(String value) {
    return tokens.of(value);
  }

  @Override
  public List<String> earlier(MessageEvent event) {
    return recent.before(event);
  }
}
