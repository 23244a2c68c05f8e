package org.lockkeeper.archive.query;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A query in the one form that says how it was understood: what a report prints as "ran". */
public final class QueryText {

  private QueryText() {}

  /** The text; parsing it again gives the same query. */
  public static String of(Query query) {
    return switch (query) {
      case Query.Everything() -> "*";
      case Query.Word(String text) -> text;
      case Query.Wildcard(String pattern) -> pattern;
      case Query.Phrase(List<String> words) -> "\"" + String.join(" ", words) + "\"";
      case Query.Is(Query.Field field, String value) ->
          field.name().toLowerCase(Locale.ROOT) + ":" + value(value);
      case Query.Received received -> SentDays.text(received);
      case Query.And(List<Query> all) -> joined(all, " AND ");
      case Query.Or(List<Query> any) -> joined(any, " OR ");
      case Query.Not(Query inner) -> "NOT " + nested(inner);
    };
  }

  private static String joined(List<Query> queries, String operator) {
    return queries.stream().map(QueryText::nested).collect(Collectors.joining(operator));
  }

  private static String nested(Query query) {
    return switch (query) {
      case Query.And _, Query.Or _ -> "(" + of(query) + ")";
      case Query.Everything _,
          Query.Word _,
          Query.Wildcard _,
          Query.Phrase _,
          Query.Is _,
          Query.Received _,
          Query.Not _ ->
          of(query);
    };
  }

  private static String value(String value) {
    boolean plain =
        !value.isEmpty()
            && value
                .codePoints()
                .allMatch(c -> Character.isLetterOrDigit(c) || "._-/#@+:".indexOf(c) >= 0);
    return plain ? value : "\"" + value + "\"";
  }
}
