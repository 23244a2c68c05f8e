package org.lockkeeper.policy;

import java.util.Objects;
import java.util.Optional;
import org.lockkeeper.message.Direction;

/**
 * Where a rule looks: all of these must hold.
 *
 * @param groups the sender's groups; one of them must be meant and none shut out
 */
public record Scope(
    Choice services, Choice channels, Optional<Direction> direction, Choice groups) {

  /** Everywhere. */
  public static final Scope EVERYWHERE =
      new Scope(Choice.ALL, Choice.ALL, Optional.empty(), Choice.ALL);

  public Scope {
    Objects.requireNonNull(services, "services");
    Objects.requireNonNull(channels, "channels");
    Objects.requireNonNull(groups, "groups");
  }

  boolean covers(Circumstances act) {
    return direction.map(way -> way == act.event().direction()).orElse(true)
        && services.covers(act.event().service().value())
        && channels.covers(act.event().audience().channel())
        && (groups.equals(Choice.ALL) || groups.coversOneOf(act.groups()));
  }
}
