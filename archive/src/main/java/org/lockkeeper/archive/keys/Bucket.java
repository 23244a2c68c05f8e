package org.lockkeeper.archive.keys;

import java.time.YearMonth;
import java.time.format.DateTimeParseException;

/**
 * What is kept and forgotten together: the records of one retention class and one month. One key,
 * one index.
 *
 * @param retention the class, of lower-case letters, digits and hyphens
 * @param month of the records' own time, in UTC
 */
public record Bucket(String retention, YearMonth month) {

  /**
   * @throws IllegalArgumentException if the class's name has other characters, none or too many
   */
  public Bucket {
    if (retention.isEmpty() || retention.length() > LONGEST_CLASS || !plain(retention)) {
      throw new IllegalArgumentException(
          "a retention class is 1 to "
              + LONGEST_CLASS
              + " lower-case letters, digits and hyphens, not '"
              + retention
              + "'");
    }
    if (month.getYear() < 0 || month.getYear() > 9999) {
      throw new IllegalArgumentException("a month of the years 0 to 9999, not " + month);
    }
  }

  /**
   * The bucket of a name.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Bucket parse(String name) {
    int slash = name.indexOf('/');
    try {
      return new Bucket(
          name.substring(0, Math.max(0, slash)), YearMonth.parse(name.substring(slash + 1)));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(name + " is not a class and a month: standard/2026-11", e);
    }
  }

  /** {@code standard/2026-11}. */
  @Override
  public String toString() {
    return retention + "/" + month;
  }

  private static boolean plain(String name) {
    return name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-');
  }

  private static final int LONGEST_CLASS = 64;
}
