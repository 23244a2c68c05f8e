package org.lockkeeper.policy;

import java.util.Optional;
import java.util.Set;
import org.lockkeeper.message.Actor;

/**
 * Whom an act reaches, as far as the gateway knows: the members of its place and everybody it
 * mentions or invites.
 *
 * @param known the people known to be reached, the sender aside
 * @param complete whether nobody else is reached
 * @param size how many people the place has; empty where nobody knows
 */
public record Reach(Set<Actor> known, boolean complete, Optional<Long> size) {

  /** Nothing is known. */
  public static final Reach UNKNOWN = new Reach(Set.of(), false, Optional.empty());

  public Reach {
    known = Set.copyOf(known);
  }

  /** A place whose members are all known. */
  public static Reach of(Set<Actor> members) {
    return new Reach(members, true, Optional.of((long) members.size()));
  }
}
