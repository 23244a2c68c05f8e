package org.lockkeeper.policy;

import java.util.List;
import java.util.Objects;

/**
 * One rule: in scope, when a condition holds, unless an exception, do this.
 *
 * @param title what it is for, in one line
 * @param why the law, standard or house rule behind it; may be empty
 * @param onError what a fault counts as
 */
public record Rule(
    RuleId id,
    String title,
    String why,
    Mode mode,
    Scope scope,
    Condition when,
    List<Waiver> unless,
    Remedy remedy,
    Severity onError) {

  public Rule {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(why, "why");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(when, "when");
    unless = List.copyOf(unless);
    Objects.requireNonNull(remedy, "remedy");
    Objects.requireNonNull(onError, "onError");
  }

  /** How far a rule has come on its way into force. */
  public enum Mode {
    /** Not looked at. */
    OFF,
    /** Looked at and put on record as a tag; changes nothing. */
    SHADOW,
    /** In force, and never stricter than coach. */
    COACH,
    /** In force. */
    ENFORCE
  }

  /** The verdicts by name, in the order of strictness. */
  public enum Severity {
    ALLOW,
    REDACT,
    COACH,
    HOLD,
    BLOCK
  }

  /** The same rule in another mode. */
  public Rule in(Mode other) {
    return new Rule(id, title, why, other, scope, when, unless, remedy, onError);
  }

  /** Whether the rule applies to somebody's act at all. */
  boolean covers(Circumstances act) {
    return scope.covers(act) && unless.stream().noneMatch(waiver -> waiver.holds(act));
  }
}
