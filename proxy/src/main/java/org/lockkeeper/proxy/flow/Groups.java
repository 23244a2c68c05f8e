package org.lockkeeper.proxy.flow;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.Facts;

/**
 * Who is in which group, as the configuration lists it: by account id or handle, on every service
 * alike.
 */
public final class Groups implements Facts {

  private final Map<String, Set<String>> byMember;

  /**
   * Groups by name, each with its members.
   *
   * @param members per group the account ids and handles in it; handles in any case
   */
  public Groups(Map<String, Set<String>> members) {
    Map<String, Set<String>> groups = new HashMap<>();
    members.forEach(
        (group, people) ->
            people.forEach(
                person ->
                    groups
                        .computeIfAbsent(person.toLowerCase(Locale.ROOT), _ -> new TreeSet<>())
                        .add(group)));
    groups.replaceAll((_, names) -> Set.copyOf(names));
    byMember = Map.copyOf(groups);
  }

  @Override
  public Set<String> groupsOf(ServiceId service, Actor who) {
    Set<String> byHandle = byMember.getOrDefault(who.handle().toLowerCase(Locale.ROOT), Set.of());
    Set<String> byAccount = byMember.getOrDefault(who.account().toLowerCase(Locale.ROOT), Set.of());
    if (byAccount.isEmpty() || byAccount.equals(byHandle)) {
      return byHandle;
    }
    Set<String> both = new TreeSet<>(byHandle);
    both.addAll(byAccount);
    return Set.copyOf(both);
  }
}
