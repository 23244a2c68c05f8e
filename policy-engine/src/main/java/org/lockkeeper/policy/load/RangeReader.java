package org.lockkeeper.policy.load;

import java.util.Optional;
import java.util.function.Function;
import org.lockkeeper.policy.Range;
import org.lockkeeper.yaml.Units;
import org.lockkeeper.yaml.YamlMap;

/** Reads comparisons: {@code ">100"}, {@code ">=2"}, {@code "<5"}, {@code "<=5"}, {@code "3"}. */
final class RangeReader {

  private RangeReader() {}

  /** A range of plain numbers; an empty range's fault is reported. */
  static Optional<Range> numbers(YamlMap map, String key) {
    return read(map, key, "a number", RangeReader::number);
  }

  /** A range of sizes, such as {@code ">50 MiB"}. */
  static Optional<Range> sizes(YamlMap map, String key) {
    return read(map, key, "a size such as 50 MiB", Units::bytes);
  }

  private static Optional<Range> read(
      YamlMap map, String key, String what, Function<String, Optional<Long>> amount) {
    Optional<String> text = map.text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String form = text.get().strip();
    String sign = form.startsWith(">=") || form.startsWith("<=") ? form.substring(0, 2) : "";
    if (sign.isEmpty() && (form.startsWith(">") || form.startsWith("<"))) {
      sign = form.substring(0, 1);
    }
    Optional<Long> number = amount.apply(form.substring(sign.length()).strip());
    Optional<Range> range = number.flatMap(each -> range(form, each));
    if (range.isEmpty()) {
      map.fault(
          key, "\"" + key + "\" takes >, >=, < or <= and " + what + ", not \"" + text.get() + "\"");
    }
    return range;
  }

  private static Optional<Range> range(String form, long number) {
    if (form.startsWith(">=")) {
      return Optional.of(new Range(number, Long.MAX_VALUE));
    }
    if (form.startsWith(">")) {
      return Optional.of(new Range(number + 1, Long.MAX_VALUE));
    }
    if (form.startsWith("<=")) {
      return Optional.of(new Range(0, number));
    }
    if (form.startsWith("<")) {
      return number == 0 ? Optional.empty() : Optional.of(new Range(0, number - 1));
    }
    return Optional.of(new Range(number, number));
  }

  private static Optional<Long> number(String text) {
    try {
      long number = Long.parseLong(text.replace("_", ""));
      return number >= 0 && number < Long.MAX_VALUE ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
