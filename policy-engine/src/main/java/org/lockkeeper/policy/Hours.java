package org.lockkeeper.policy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.Set;

/**
 * A window of time that comes back every week.
 *
 * @param days the days on which it begins; empty for every day
 * @param from its first minute
 * @param to the first minute after it; not after {@code from} means on the next day
 * @param zone whose clock is meant
 */
public record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

  public Hours {
    days = Set.copyOf(days);
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(to, "to");
    Objects.requireNonNull(zone, "zone");
  }

  /** Whether a moment lies in it. */
  public boolean covers(Instant moment) {
    ZonedDateTime local = moment.atZone(zone);
    LocalTime time = local.toLocalTime();
    boolean overnight = !to.isAfter(from);
    if (!time.isBefore(from)) {
      return begins(local) && (overnight || time.isBefore(to));
    }
    // Before the first minute only what began the day before can still last.
    return overnight && time.isBefore(to) && begins(local.minusDays(1));
  }

  private boolean begins(ZonedDateTime day) {
    return days.isEmpty() || days.contains(day.getDayOfWeek());
  }
}
