package org.lockkeeper.policy.load;

import java.util.Set;

/**
 * The names a configuration gives, for rules to be checked against. Where it gives none of a sort,
 * that sort is not checked: there is nothing to compare with.
 *
 * @param groups people can be in
 * @param roles people can have
 * @param told who can be notified
 * @param lists of URLs
 */
public record KnownNames(
    Set<String> groups, Set<String> roles, Set<String> told, Set<String> lists) {

  /** Nothing to compare with. */
  public static final KnownNames NONE = new KnownNames(Set.of(), Set.of(), Set.of(), Set.of());

  public KnownNames {
    groups = Set.copyOf(groups);
    roles = Set.copyOf(roles);
    told = Set.copyOf(told);
    lists = Set.copyOf(lists);
  }

  /** The same with these lists of URLs. */
  public KnownNames with(Set<String> others) {
    return new KnownNames(groups, roles, told, others);
  }
}
