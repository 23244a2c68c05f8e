package org.lockkeeper.proxy.flow;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.lockkeeper.message.Actor;

/**
 * Who is who, as the configuration lists it: groups, roles, the organisation's own domains, and the
 * members of channels. By account id or handle, in any case, on every service alike.
 *
 * @param groups each person's groups, by name in small letters
 * @param roles each person's roles, likewise
 * @param domains the organisation's own domains; empty where nobody said
 * @param outside people outside the organisation, by name in small letters
 * @param channels members of channels, by the channel's id
 */
public record People(
    Map<String, Set<String>> groups,
    Map<String, Set<String>> roles,
    Set<String> domains,
    Set<String> outside,
    Map<String, Set<Actor>> channels) {

  /** Nobody is known. */
  public static final People NOBODY = new People(Map.of(), Map.of(), Set.of(), Set.of(), Map.of());

  public People {
    groups = Map.copyOf(groups);
    roles = Map.copyOf(roles);
    domains = Set.copyOf(domains);
    outside = Set.copyOf(outside);
    channels = Map.copyOf(channels);
  }

  /**
   * People as they are written down: names by group, by role and by channel.
   *
   * @param outside people outside, beside those of foreign domains
   */
  public static People of(
      Map<String, Set<String>> groups,
      Map<String, Set<String>> roles,
      Set<String> domains,
      Set<String> outside,
      Map<String, Set<String>> channels) {
    return new People(
        byPerson(groups),
        byPerson(roles),
        domains.stream().map(People::small).collect(Collectors.toSet()),
        outside.stream().map(People::small).collect(Collectors.toSet()),
        channels.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    each ->
                        each.getValue().stream()
                            .map(name -> new Actor(name, name))
                            .collect(Collectors.toSet()))));
  }

  Set<String> groupsOf(Actor who) {
    return of(groups, who);
  }

  Set<String> rolesOf(Actor who) {
    return of(roles, who);
  }

  /** Known where the organisation named its domains, or the person. */
  Optional<Boolean> external(Actor who) {
    if (outside.contains(small(who.handle())) || outside.contains(small(who.account()))) {
      return Optional.of(true);
    }
    if (domains.isEmpty() || !who.known()) {
      return Optional.empty();
    }
    String handle = small(who.handle());
    int at = handle.lastIndexOf('@');
    if (at <= 0) {
      // A bare name is one of the service's own people.
      return Optional.of(false);
    }
    String domain = handle.substring(at + 1);
    return Optional.of(
        domains.stream().noneMatch(own -> domain.equals(own) || domain.endsWith("." + own)));
  }

  private static Set<String> of(Map<String, Set<String>> names, Actor who) {
    Set<String> byHandle = names.getOrDefault(small(who.handle()), Set.of());
    Set<String> byAccount = names.getOrDefault(small(who.account()), Set.of());
    if (byAccount.isEmpty() || byAccount.equals(byHandle)) {
      return byHandle;
    }
    Set<String> both = new TreeSet<>(byHandle);
    both.addAll(byAccount);
    return Set.copyOf(both);
  }

  private static Map<String, Set<String>> byPerson(Map<String, Set<String>> people) {
    Map<String, Set<String>> byPerson = new HashMap<>();
    people.forEach(
        (name, members) ->
            members.forEach(
                person -> byPerson.computeIfAbsent(small(person), _ -> new TreeSet<>()).add(name)));
    byPerson.replaceAll((_, names) -> Set.copyOf(names));
    return byPerson;
  }

  private static String small(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
