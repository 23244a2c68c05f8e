package org.lockkeeper.detect.number;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One sort of number: how it is written and how it is checked. A new one is a row in one of the
 * tables here.
 *
 * @param id what packs call it, its country first: {@code es-dni}
 * @param country ISO 3166-1 alpha-2, or empty for one that is nobody's
 * @param name what it is, in words
 * @param source the law, standard or public description it follows
 * @param layouts how it is written, one form each
 * @param check whether digits and capital letters, without separators and without a layout's own
 *     letters, can be one; sees only what a layout lets through
 */
public record NumberFormat(
    String id,
    String country,
    String name,
    String source,
    List<Layout> layouts,
    Predicate<String> check) {

  public NumberFormat {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(country, "country");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(check, "check");
    layouts = List.copyOf(layouts);
  }

  /**
   * A row of a table: the country is the id's first part.
   *
   * @param layouts in the notation of {@link Layout}, parted by {@code |}
   */
  static NumberFormat format(
      String id, String name, String source, String layouts, Predicate<String> check) {
    return new NumberFormat(
        id,
        id.substring(0, 2).toUpperCase(java.util.Locale.ROOT),
        name,
        source,
        Arrays.stream(layouts.split("\\|")).flatMap(Layout::parse).toList(),
        check);
  }

  /** A row of no country. */
  static NumberFormat worldwide(
      String id, String name, String source, String layouts, Predicate<String> check) {
    NumberFormat row = format(id, name, source, layouts, check);
    return new NumberFormat(id, "", name, source, row.layouts, check);
  }

  /** All there are. */
  public static List<NumberFormat> all() {
    return Tables.ALL;
  }

  /** The one of this id. */
  public static Optional<NumberFormat> of(String id) {
    return Tables.ALL.stream().filter(format -> format.id.equals(id)).findFirst();
  }

  /** The tables, joined once. */
  private static final class Tables {
    private static final List<NumberFormat> ALL =
        List.of(
                WesternEurope.FORMATS,
                SouthernEurope.FORMATS,
                NorthernEurope.FORMATS,
                EasternEurope.FORMATS,
                Balkans.FORMATS,
                NorthAmerica.FORMATS,
                SouthAmerica.FORMATS,
                Asia.FORMATS,
                AfricaAndOceania.FORMATS,
                Worldwide.FORMATS)
            .stream()
            .flatMap(List::stream)
            .toList();

    private Tables() {}
  }

  @Override
  public String toString() {
    return id;
  }
}
