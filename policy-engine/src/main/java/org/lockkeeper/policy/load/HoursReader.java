package org.lockkeeper.policy.load;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.policy.Hours;
import org.lockkeeper.yaml.YamlMap;

/**
 * Reads one entry of {@code hours:}: {@code { days: [mon, tue], from: "18:00", to: "08:00", zone:
 * Europe/Berlin }}.
 */
final class HoursReader {

  private HoursReader() {}

  static Hours read(YamlMap hours) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String name : hours.texts("days")) {
      Optional<DayOfWeek> day =
          Arrays.stream(DayOfWeek.values()).filter(each -> shortName(each).equals(name)).findAny();
      day.ifPresentOrElse(
          days::add,
          () ->
              hours.fault(
                  "days", "a day is mon, tue, wed, thu, fri, sat or sun, not \"" + name + "\""));
    }
    LocalTime from = time(hours, "from");
    LocalTime to = time(hours, "to");
    ZoneId zone = zone(hours);
    hours.end();
    return new Hours(days, from, to, zone);
  }

  private static String shortName(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT).substring(0, 3);
  }

  private static LocalTime time(YamlMap hours, String key) {
    String text = hours.text(key).orElse("00:00");
    try {
      // The end of a day is the beginning of the next.
      return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
    } catch (DateTimeParseException _) {
      hours.fault(key, "\"" + key + "\" must be a time such as \"18:00\", in quotes");
      return LocalTime.MIDNIGHT;
    }
  }

  private static ZoneId zone(YamlMap hours) {
    try {
      return ZoneId.of(hours.text("zone").orElse("UTC"));
    } catch (DateTimeException _) {
      hours.fault("zone", "\"zone\" must be a time zone such as Europe/Berlin or UTC");
      return ZoneOffset.UTC;
    }
  }
}
