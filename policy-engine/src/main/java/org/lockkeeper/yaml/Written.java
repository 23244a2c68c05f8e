package org.lockkeeper.yaml;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A YAML value as somebody wrote it, comments among it, to be written again in another layout.
 * Where a value stands is of no meaning to it, only in which order.
 */
public sealed interface Written {

  /** A line that has no number: made, not read. */
  int NOWHERE = 0;

  /**
   * A text.
   *
   * @param quoted whether it stood in quotes; an unquoted empty text is nothing at all
   */
  record Text(String text, boolean quoted) implements Written {
    public Text {
      Objects.requireNonNull(text, "text");
    }
  }

  /** A list. */
  record Items(List<Item> items) implements Written {
    public Items {
      items = List.copyOf(items);
    }
  }

  /** A map. */
  record Pairs(List<Pair> pairs) implements Written {
    public Pairs {
      pairs = List.copyOf(pairs);
    }

    /** The value of a key. */
    public Optional<Written> value(String key) {
      return pairs.stream().filter(each -> each.key().equals(key)).map(Pair::value).findFirst();
    }
  }

  /** One entry of a list. */
  record Item(Remarks remarks, int line, Written value) {
    public Item {
      Objects.requireNonNull(remarks, "remarks");
      Objects.requireNonNull(value, "value");
    }
  }

  /** One entry of a map. */
  record Pair(Remarks remarks, int line, String key, Written value) {
    public Pair {
      Objects.requireNonNull(remarks, "remarks");
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(value, "value");
    }

    /** The same with another value. */
    public Pair with(Written other) {
      return new Pair(remarks, line, key, other);
    }
  }

  /**
   * What stands around an entry and says nothing to the reader of its values.
   *
   * @param apart whether a blank line stands before it
   * @param above comments on lines of their own before it, each with its {@code #}; empty for a
   *     blank line between two of them
   * @param beside the comment at the end of its first line; empty for none
   * @param below comments on lines of their own after all of it
   */
  record Remarks(boolean apart, List<String> above, String beside, List<String> below) {

    /** None. */
    public static final Remarks NONE = new Remarks(false, List.of(), "", List.of());

    public Remarks {
      above = List.copyOf(above);
      Objects.requireNonNull(beside, "beside");
      below = List.copyOf(below);
    }

    /** Whether there is any comment. */
    public boolean any() {
      return !above.isEmpty() || !beside.isEmpty() || !below.isEmpty();
    }

    /** How many comments there are. */
    long count() {
      return above.stream().filter(each -> !each.isEmpty()).count()
          + (beside.isEmpty() ? 0 : 1)
          + below.stream().filter(each -> !each.isEmpty()).count();
    }
  }

  /** Whether a comment stands anywhere inside it. */
  default boolean remarked() {
    return switch (this) {
      case Text _ -> false;
      case Items(List<Item> items) ->
          items.stream().anyMatch(each -> each.remarks().any() || each.value().remarked());
      case Pairs(List<Pair> pairs) ->
          pairs.stream().anyMatch(each -> each.remarks().any() || each.value().remarked());
    };
  }

  /** How many comments stand inside it. */
  default long comments() {
    return switch (this) {
      case Text _ -> 0;
      case Items(List<Item> items) ->
          items.stream().mapToLong(each -> each.remarks().count() + each.value().comments()).sum();
      case Pairs(List<Pair> pairs) ->
          pairs.stream().mapToLong(each -> each.remarks().count() + each.value().comments()).sum();
    };
  }

  /** Whether two say the same, the order of keys, quotes and comments aside. */
  default boolean same(Written other) {
    return switch (this) {
      case Text(String text, boolean quoted) ->
          other instanceof Text(String its, boolean itsQuoted)
              && text.equals(its)
              && (!text.isEmpty() || quoted == itsQuoted);
      case Items(List<Item> items) -> {
        if (!(other instanceof Items(List<Item> its)) || its.size() != items.size()) {
          yield false;
        }
        boolean all = true;
        for (int at = 0; at < its.size(); at++) {
          all &= items.get(at).value().same(its.get(at).value());
        }
        yield all;
      }
      case Pairs pairs ->
          other instanceof Pairs its
              && its.pairs().size() == pairs.pairs().size()
              && pairs.pairs().stream()
                  .allMatch(each -> its.value(each.key()).filter(each.value()::same).isPresent());
    };
  }
}
