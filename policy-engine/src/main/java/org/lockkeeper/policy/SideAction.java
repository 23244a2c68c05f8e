package org.lockkeeper.policy;

import java.util.Objects;

/**
 * Something done beside the verdict. Never changes whether a message passes. Carried out by whoever
 * carries out the decision, after it is on record.
 */
public sealed interface SideAction {

  /** A word put on the record, found again by {@code tag:} in a search. */
  record Tag(String tag) implements SideAction {
    public Tag {
      Objects.requireNonNull(tag, "tag");
    }
  }

  /** A line in the operator's log: rule, verdict and event id, never text. */
  record Log() implements SideAction {}

  /** Somebody is told, by a name the configuration knows. */
  record Notify(String whom) implements SideAction {
    public Notify {
      Objects.requireNonNull(whom, "whom");
    }
  }

  /** Somebody is told that this cannot wait. */
  record Escalate(String whom) implements SideAction {
    public Escalate {
      Objects.requireNonNull(whom, "whom");
    }
  }

  /** A line put under a message that passes, where its request may be changed. */
  record Disclaim(String text) implements SideAction {
    public Disclaim {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * Something counted: a repetition, a contact, points of risk.
   *
   * @param onRelease whether it counts only when the message passes
   */
  record Count(String counter, long amount, boolean onRelease) implements SideAction {
    public Count {
      Objects.requireNonNull(counter, "counter");
    }
  }

  /** In a few words, as the console and lists show it. */
  default String words() {
    return switch (this) {
      case Tag(String tag) -> tag;
      case Log() -> "logged";
      case Notify(String whom) -> "told " + whom;
      case Escalate(String whom) -> "escalated to " + whom;
      case Disclaim _ -> "disclaimer added";
      case Count(String counter, long amount, _) ->
          "counted " + amount + " for " + counter.substring(0, counter.indexOf('/'));
    };
  }
}
