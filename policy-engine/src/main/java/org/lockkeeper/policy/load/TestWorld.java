package org.lockkeeper.policy.load;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.link.CanonicalUrl;
import org.lockkeeper.link.LinkKnowledge;
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
 * @param links lists, and the organisation's own domains
 */
record TestWorld(
    Map<Actor, Set<String>> groups,
    Set<String> roles,
    Set<Actor> outside,
    Reach reach,
    String client,
    List<String> languages,
    Optional<Long> counted,
    List<String> earlier,
    LinkKnowledge links)
    implements Facts {

  /** Where links lead that are judged when somebody follows them. */
  private static final String CLICK = "https://gateway.example/.lockkeeper/go?u=";

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
  public Optional<String> timeOfClick(CanonicalUrl url) {
    return Optional.of(CLICK + URLEncoder.encode(url.text(), StandardCharsets.UTF_8));
  }

  @Override
  public boolean judgedAtClick(CanonicalUrl url) {
    return url.text().startsWith(CLICK);
  }

  @Override
  public List<String> earlier(MessageEvent event) {
    return earlier;
  }
}
