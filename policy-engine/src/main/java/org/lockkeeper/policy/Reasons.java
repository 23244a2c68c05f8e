package org.lockkeeper.policy;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which reasons let a coached message pass.
 *
 * @param choices the reasons on offer; empty: anything the person writes
 * @param words whether the person must add words of their own to a choice
 */
public record Reasons(List<String> choices, boolean words) {

  /** Any words. */
  public static final Reasons ANY = new Reasons(List.of(), false);

  public Reasons {
    choices = List.copyOf(choices);
  }

  /** What is wrong with a reason, in words for the person who gave it; empty if it will do. */
  public Optional<String> fault(String reason) {
    if (choices.isEmpty()) {
      return reason.isBlank() ? Optional.of("Please write a reason.") : Optional.empty();
    }
    String given = reason.strip().toLowerCase(Locale.ROOT);
    Optional<String> choice =
        choices.stream()
            .filter(each -> given.startsWith(each.toLowerCase(Locale.ROOT)))
            .findFirst();
    if (choice.isEmpty()) {
      return Optional.of(
          "Please begin the reason with one of: " + String.join(", ", choices) + ".");
    }
    boolean bare = given.length() == choice.get().length();
    return words && bare
        ? Optional.of("Please add a few words to \"" + choice.get() + "\".")
        : Optional.empty();
  }

  /** How a person is told what will do; empty where anything does. */
  public String hint() {
    if (choices.isEmpty()) {
      return "";
    }
    return "One of: " + String.join(", ", choices) + (words ? ", and a few words." : ".");
  }
}
