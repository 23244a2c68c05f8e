package org.lockkeeper.policy.inspect;

import java.util.Set;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.Facts;

/**
 * The world of a message that is only asked about: what it says of its author, and what is known of
 * links. Nothing else has happened.
 *
 * @param groups the author's, as the request says
 */
record Asked(Set<String> groups, LinkKnowledge links) implements Facts {

  @Override
  public Set<String> groupsOf(ServiceId service, Actor who) {
    return groups;
  }
}
