package org.lockkeeper.yaml;

import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way people write sizes, times and names in files. */
public final class Units {

  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15})\\s*([A-Za-z]*)");
  private static final Map<String, Long> SIZES =
      Map.of("", 1L, "B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);
  private static final Map<String, Duration> TIMES =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));
  private static final int FURTHEST_TYPO = 2;

  private Units() {}

  /** A size such as {@code 64 KiB}, in bytes; empty if the text is none. */
  public static Optional<Long> bytes(String text) {
    Matcher amount = AMOUNT.matcher(text);
    if (!amount.matches() || !SIZES.containsKey(amount.group(2))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Math.multiplyExact(Long.parseLong(amount.group(1)), SIZES.get(amount.group(2))));
    } catch (ArithmeticException _) {
      return Optional.empty();
    }
  }

  static Optional<Duration> duration(String text) {
    Matcher amount = AMOUNT.matcher(text);
    if (!amount.matches() || !TIMES.containsKey(amount.group(2))) {
      return Optional.empty();
    }
    return Optional.of(TIMES.get(amount.group(2)).multipliedBy(Long.parseLong(amount.group(1))));
  }

  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The known name that a mistyped one most likely meant. */
  static Optional<String> nearest(String typed, Collection<String> known) {
    return known.stream()
        .filter(name -> distance(typed, name) <= FURTHEST_TYPO)
        .min((left, right) -> Integer.compare(distance(typed, left), distance(typed, right)));
  }

  static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      row[column] = column;
    }
    for (int line = 1; line <= left.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column <= right.length(); column++) {
        int above = row[column];
        int replace = diagonal + (left.charAt(line - 1) == right.charAt(column - 1) ? 0 : 1);
        row[column] = Math.min(replace, Math.min(above, row[column - 1]) + 1);
        diagonal = above;
      }
    }
    return row[right.length()];
  }
}
