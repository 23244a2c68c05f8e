package org.lockkeeper.policy;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One rule: in scope, when a condition holds, unless an exception, do this.
 *
 * @param title what it is for, in one line
 * @param why the law, standard or house rule behind it; may be empty
 * @param valid the days on which it counts, in UTC
 * @param repeated how often its condition must have held of late before it matches
 * @param onError what a fault counts as
 */
public record Rule(
    RuleId id,
    String title,
    String why,
    Mode mode,
    Scope scope,
    Valid valid,
    Condition when,
    Optional<Counting> repeated,
    List<Waiver> unless,
    Remedy remedy,
    Severity onError) {

  public Rule {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(why, "why");
    Objects.requireNonNull(mode, "mode");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(valid, "valid");
    Objects.requireNonNull(when, "when");
    Objects.requireNonNull(repeated, "repeated");
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
    ENFORCE;

    /** Whether it has a say in verdicts. */
    boolean inForce() {
      return this == COACH || this == ENFORCE;
    }
  }

  /** The verdicts by name, in the order of strictness. */
  public enum Severity {
    ALLOW,
    REDACT,
    COACH,
    HOLD,
    BLOCK
  }

  /** The first and the last day a rule counts. */
  public record Valid(LocalDate from, LocalDate until) {

    /** Every day. */
    public static final Valid ALWAYS = new Valid(LocalDate.MIN, LocalDate.MAX);
  }

  /** The same rule in another mode. */
  public Rule in(Mode other) {
    return new Rule(id, title, why, other, scope, valid, when, repeated, unless, remedy, onError);
  }

  /** Whether the rule applies to somebody's act at all; where that cannot be known it does. */
  boolean covers(Circumstances act) {
    return lasts(act) && scope.of(act).or(true) && waiver(act).isEmpty();
  }

  /** The exception that holds for an act. */
  Optional<Waiver> waiver(Circumstances act) {
    return unless.stream().filter(each -> each.holds(act)).findFirst();
  }

  boolean lasts(Circumstances act) {
    LocalDate day = act.event().at().atZone(ZoneOffset.UTC).toLocalDate();
    return !day.isBefore(valid.from()) && !day.isAfter(valid.until());
  }
}
