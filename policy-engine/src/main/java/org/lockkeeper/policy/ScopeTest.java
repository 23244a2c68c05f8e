package org.lockkeeper.policy;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.Direction;

/** One question about who, where, when and what, apart from what was said. A closed list. */
public sealed interface ScopeTest {

  /** The service is one of these. */
  record Services(Choice which) implements ScopeTest {}

  /** The channel is one of these. */
  record Channels(Choice which) implements ScopeTest {}

  /** The sender is one of these, by handle or account. */
  record People(Choice which) implements ScopeTest {}

  /** One of the sender's groups is meant, and none is shut out. */
  record Groups(Choice which) implements ScopeTest {}

  /** One of the sender's roles is meant, and none is shut out. */
  record Roles(Choice which) implements ScopeTest {}

  /** The sender's client or device, as it names itself, is one of these. */
  record Clients(Choice which) implements ScopeTest {}

  /** The act is one of these: post, edit, upload, react, invite, topic … */
  record Acts(Choice which) implements ScopeTest {}

  /** The place is one of these kinds: public, private, direct, group, feed, unknown. */
  record Places(Choice which) implements ScopeTest {}

  /** The act goes this way. */
  record Towards(Direction direction) implements ScopeTest {
    public Towards {
      Objects.requireNonNull(direction, "direction");
    }
  }

  /** Somebody outside the organisation takes part: as the sender, or among those reached. */
  record External(boolean outside) implements ScopeTest {}

  /** The account behind the act is known. */
  record Known(boolean known) implements ScopeTest {}

  /** The place has so many people. */
  record Members(Range size) implements ScopeTest {}

  /** It is one of these hours. */
  record During(List<Hours> hours) implements ScopeTest {
    public During {
      hours = List.copyOf(hours);
    }
  }

  /** The answer for one act. */
  default Truth of(Circumstances act) {
    return switch (this) {
      case Services(Choice which) -> Truth.of(which.covers(act.event().service().value()));
      case Channels(Choice which) -> Truth.of(which.covers(act.event().audience().channel()));
      case People(Choice which) -> people(which, act.event().actor());
      case Groups(Choice which) -> Truth.of(which.coversOneOf(act.groups()));
      case Roles(Choice which) -> Truth.of(which.coversOneOf(act.roles()));
      case Clients(Choice which) -> Truth.of(which.covers(act.client()));
      case Acts(Choice which) -> Truth.of(which.covers(act.event().action().verb()));
      case Places(Choice which) -> Truth.of(which.covers(place(act)));
      case Towards(Direction direction) -> Truth.of(act.event().direction() == direction);
      case External(boolean outside) -> external(act, outside);
      case Known(boolean known) -> Truth.of(act.event().actor().known() == known);
      case Members(Range size) ->
          act.reach().size().map(most -> Truth.of(size.covers(most))).orElse(Truth.UNKNOWN);
      case During(List<Hours> hours) ->
          Truth.of(hours.stream().anyMatch(each -> each.covers(act.event().at())));
    };
  }

  private static Truth people(Choice which, Actor who) {
    return who.known()
        ? Truth.of(which.coversOneOf(List.of(who.handle(), who.account())))
        : Truth.UNKNOWN;
  }

  private static String place(Circumstances act) {
    return act.event().audience().kind().name().toLowerCase(Locale.ROOT);
  }

  private static Truth external(Circumstances act, boolean outside) {
    List<Truth> people =
        Stream.concat(Stream.of(act.event().actor()), act.reach().known().stream())
            .map(act::external)
            .toList();
    if (people.contains(Truth.YES)) {
      return Truth.of(outside);
    }
    return people.contains(Truth.UNKNOWN) || !act.reach().complete()
        ? Truth.UNKNOWN
        : Truth.of(!outside);
  }
}
