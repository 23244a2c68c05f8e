package org.lockkeeper.policy;

import java.util.Collection;
import java.util.List;

/**
 * Which names are meant: those that match one of {@code any}, or all where that is empty, save
 * those that match one of {@code not}. {@code *} stands for any run of characters; capitals do not
 * matter.
 */
public record Choice(List<String> any, List<String> not) {

  /** Every name. */
  public static final Choice ALL = new Choice(List.of(), List.of());

  public Choice {
    any = List.copyOf(any);
    not = List.copyOf(not);
  }

  /** Whether a name is meant. */
  public boolean covers(String name) {
    return coversOneOf(List.of(name));
  }

  /** Whether one of several names is meant, and none of them shut out. */
  public boolean coversOneOf(Collection<String> names) {
    boolean in = any.isEmpty() || names.stream().anyMatch(name -> matches(any, name));
    return in && names.stream().noneMatch(name -> matches(not, name));
  }

  private static boolean matches(List<String> forms, String name) {
    return forms.stream().anyMatch(form -> matches(form, name));
  }

  /** Greedy with one step back to the last star: never more than form × name steps. */
  private static boolean matches(String form, String name) {
    int at = 0;
    int place = 0;
    int star = -1;
    int resume = 0;
    while (at < name.length()) {
      if (place < form.length() && form.charAt(place) == '*') {
        star = place++;
        resume = at;
      } else if (place < form.length() && same(form.charAt(place), name.charAt(at))) {
        place++;
        at++;
      } else if (star >= 0) {
        place = star + 1;
        at = ++resume;
      } else {
        return false;
      }
    }
    while (place < form.length() && form.charAt(place) == '*') {
      place++;
    }
    return place == form.length();
  }

  private static boolean same(char left, char right) {
    return Character.toLowerCase(left) == Character.toLowerCase(right);
  }
}
