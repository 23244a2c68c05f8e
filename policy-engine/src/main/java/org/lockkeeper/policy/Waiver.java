package org.lockkeeper.policy;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * An exception to a rule, with an end.
 *
 * @param until the last day it holds, in UTC
 * @param ticket where it was granted; may be empty
 */
public record Waiver(Scope scope, LocalDate until, String ticket) {

  public Waiver {
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(until, "until");
    Objects.requireNonNull(ticket, "ticket");
  }

  /** Whether it holds for an act; where that cannot be known it does not. */
  boolean holds(Circumstances act) {
    LocalDate day = act.event().at().atZone(ZoneOffset.UTC).toLocalDate();
    return !day.isAfter(until) && scope.of(act).or(false);
  }
}
