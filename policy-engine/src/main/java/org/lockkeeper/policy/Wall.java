package org.lockkeeper.policy;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.message.Action;
import org.lockkeeper.message.Actor;

/**
 * An ethical wall: who may not talk to whom. Holds for an act by which something would pass through
 * it. (FINRA Rule 2241(b), MAR Art. 9(1)(a): information barriers.)
 *
 * <p>An invitation, or a joining, passes through the wall when it brings a person of one side to
 * people of the other, whoever invites.
 *
 * @param from the side whose words may not reach {@code to}
 * @param bothWays whether the words of {@code to} may not reach {@code from} either
 * @param kinds the kinds of act it stands against
 * @param chaperones groups of which one member present opens it; empty: nobody does
 */
public record Wall(
    Party from, Party to, boolean bothWays, Set<Kind> kinds, Set<String> chaperones) {

  /** Kinds of act. */
  public enum Kind {
    MESSAGE,
    FILE,
    REACTION,
    INVITE
  }

  /** One side: everybody in one of the groups, or whose handle ends in one of the domains. */
  public record Party(Set<String> groups, Set<String> domains) {
    public Party {
      groups = Set.copyOf(groups);
      domains = Set.copyOf(domains);
    }

    boolean has(Actor who, Circumstances act) {
      return domains.stream().anyMatch(domain -> at(who, domain))
          || act.groups(who).stream().anyMatch(groups::contains);
    }

    private static boolean at(Actor who, String domain) {
      String handle = who.handle().toLowerCase(Locale.ROOT);
      return handle.endsWith("@" + domain)
          || handle.endsWith("." + domain) && handle.indexOf('@') >= 0;
    }

    @Override
    public String toString() {
      return groups.isEmpty()
          ? String.join("+", domains.stream().sorted().toList())
          : String.join("+", groups.stream().sorted().toList());
    }
  }

  public Wall {
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    kinds = Set.copyOf(kinds);
    chaperones = Set.copyOf(chaperones);
  }

  /** Whether an act would pass through. Unknown readers are a fault, never an opening. */
  Answer of(Circumstances act) {
    Action action = act.event().action();
    if (kinds(action).stream().noneMatch(kinds::contains)) {
      return Answer.NO;
    }
    return switch (action) {
      case Action.Invite invite -> between(invite.whom(), act);
      case Action.Join _ -> between(act.event().actor(), act);
      case Action.Upload _ when act.event().audience().channel().isEmpty() -> Answer.NO;
      case Action.Post _,
          Action.Edit _,
          Action.Upload _,
          Action.React _,
          Action.Describe _,
          Action.Delete _,
          Action.Download _,
          Action.Read _,
          Action.Leave _ ->
          spoken(act);
    };
  }

  private Answer spoken(Circumstances act) {
    Actor sender = act.event().actor();
    boolean first = from.has(sender, act);
    boolean second = bothWays && to.has(sender, act);
    if (!first && !second) {
      return sender.known() ? Answer.NO : Answer.unknown("the wall: the sender is not known");
    }
    return reached(first && second ? List.of(from, to) : List.of(first ? to : from), act);
  }

  /** A newcomer meets whoever is there already: what either says, the other hears. */
  private Answer between(Actor newcomer, Circumstances act) {
    boolean first = from.has(newcomer, act);
    boolean second = to.has(newcomer, act);
    if (!first && !second) {
      return Answer.NO;
    }
    return reached(first && second ? List.of(from, to) : List.of(first ? to : from), act);
  }

  private Answer reached(List<Party> others, Circumstances act) {
    Reach reach = act.reach();
    Collection<Actor> people = reach.known();
    boolean chaperoned =
        people.stream().anyMatch(each -> act.groups(each).stream().anyMatch(chaperones::contains));
    if (chaperoned) {
      return Answer.NO;
    }
    for (Party other : others) {
      if (people.stream()
          .filter(each -> !each.equals(act.event().actor()))
          .anyMatch(each -> other.has(each, act))) {
        Finding.Category wall = Finding.Category.WALL;
        return new Answer(
            true,
            List.of(new Finding(wall, "wall", from + "|" + to, "", 0, 0, Finding.Confidence.HIGH)),
            List.of());
      }
    }
    return reach.complete()
        ? Answer.NO
        : Answer.unknown("the wall: who reads this place is not known");
  }

  private static Set<Kind> kinds(Action action) {
    return switch (action) {
      case Action.Post _, Action.Edit _, Action.Describe _ ->
          action.content().attachments().isEmpty()
              ? Set.of(Kind.MESSAGE)
              : Set.of(Kind.MESSAGE, Kind.FILE);
      case Action.Upload _ -> Set.of(Kind.FILE);
      case Action.React react -> react.removed() ? Set.of() : Set.of(Kind.REACTION);
      case Action.Invite _, Action.Join _ -> Set.of(Kind.INVITE);
      case Action.Delete _, Action.Download _, Action.Read _, Action.Leave _ -> Set.of();
    };
  }
}
