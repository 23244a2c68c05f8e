package org.lockkeeper.detect.number;

import java.time.Year;
import java.time.YearMonth;

/** Dates inside numbers. Whether a date lies ahead is not asked: that would need a clock. */
final class Dates {

  private Dates() {}

  /** A day of the Gregorian calendar in a year of four digits. */
  static boolean date(int year, int month, int day) {
    return month >= 1
        && month <= 12
        && day >= 1
        && year >= Year.MIN_VALUE
        && day <= YearMonth.of(year, month).lengthOfMonth();
  }

  /** A day in a year of two digits, of a century nobody knows. */
  static boolean shortDate(int year, int month, int day) {
    return date(2000 + year, month, day) || date(1900 + year, month, day);
  }

  /** Six digits from a place on: year, month, day. */
  static boolean yymmdd(String n, int from) {
    return shortDate(two(n, from), two(n, from + 2), two(n, from + 4));
  }

  /** Six digits from a place on: day, month, year. */
  static boolean ddmmyy(String n, int from) {
    return shortDate(two(n, from + 4), two(n, from + 2), two(n, from));
  }

  /** Eight digits from a place on: year, month, day, born between 1850 and 2099. */
  static boolean yyyymmdd(String n, int from) {
    int year = CheckDigits.number(n, from, from + 4);
    return year >= 1850 && year < 2100 && date(year, two(n, from + 4), two(n, from + 6));
  }

  /** Two digits as a number. */
  static int two(String n, int from) {
    return CheckDigits.number(n, from, from + 2);
  }
}
