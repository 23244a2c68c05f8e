package org.lockkeeper.archive.query;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** The values of {@code sent:}: a day, or a range of days with both ends in it; days in UTC. */
final class SentDays {

  private static final String RANGE = "..";

  private SentDays() {}

  static Query.Received parse(String value, int at) {
    int dots = value.indexOf(RANGE);
    if (dots < 0) {
      LocalDate day = day(value, at);
      return new Query.Received(start(day), start(day.plusDays(1)));
    }
    String first = value.substring(0, dots);
    String last = value.substring(dots + RANGE.length());
    if (first.isEmpty() && last.isEmpty()) {
      throw new QueryFault(at, "a range of days has at least one end");
    }
    int lastAt = at + dots + RANGE.length();
    long from = first.isEmpty() ? Long.MIN_VALUE : start(day(first, at));
    long to = last.isEmpty() ? Long.MAX_VALUE : start(day(last, lastAt).plusDays(1));
    if (from >= to) {
      throw new QueryFault(at, "this range ends before it begins");
    }
    return new Query.Received(from, to);
  }

  static String text(Query.Received received) {
    String from = received.from() == Long.MIN_VALUE ? "" : day(received.from());
    String last = received.to() == Long.MAX_VALUE ? "" : day(received.to() - 1);
    return "sent:" + (from.equals(last) ? from : from + RANGE + last);
  }

  private static LocalDate day(String text, int at) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new QueryFault(at, "a day looks like 2026-11-30, not \"" + text + "\"");
    }
  }

  private static String day(long millis) {
    return LocalDate.ofEpochDay(Math.floorDiv(millis, DAY_MILLIS)).toString();
  }

  private static long start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  private static final long DAY_MILLIS = 86_400_000L;
}
