package org.lockkeeper.policy.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.lockkeeper.policy.layout.PackForm.Mend;
import org.lockkeeper.yaml.Slips;
import org.lockkeeper.yaml.Where;
import org.lockkeeper.yaml.Written;
import org.lockkeeper.yaml.Written.Item;
import org.lockkeeper.yaml.Written.Items;
import org.lockkeeper.yaml.Written.Pair;
import org.lockkeeper.yaml.Written.Pairs;
import org.lockkeeper.yaml.Written.Remarks;
import org.lockkeeper.yaml.Written.Text;

/**
 * Mends what {@code rules check} finds and has one mend only: slips of the finger in keys and in
 * words of closed lists, names that other tools use, and what is left out or said without need.
 * What changes a meaning is left to people: an exception without an end, a rule without tests, a
 * block without words.
 */
final class Mending {

  private static final int SHORTEST_ANYWHERE = 3;

  /** What others call it. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of("quarantine", "hold", "justify", "coach", "deny", "block", "mask", "redact");

  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "mode", Set.of("off", "shadow", "coach", "enforce"),
          "status", Set.of("draft", "test", "stable", "deprecated"),
          "expect", Set.of("allow", "redact", "coach", "hold", "block"),
          "on-error", Set.of("allow", "coach", "hold", "block"),
          "match", Set.of("word", "anywhere", "stem"),
          "category", Set.of("secret", "identifier", "lexicon", "url", "file", "wall"),
          "by", Set.of("person", "channel", "person-and-channel", "service"));

  private final String name;
  private final List<Mend> mends = new ArrayList<>();

  Mending(String name) {
    this.name = name;
  }

  /** What was mended so far, by line. */
  List<Mend> mends() {
    return mends.stream().sorted((one, two) -> one.where().line() - two.where().line()).toList();
  }

  Pairs mended(Pairs pack) {
    return pairs(pack, Shape.PACK, "pack");
  }

  private Written value(Written value, Shape shape, String key) {
    return switch (value) {
      case Text text -> text;
      case Items(List<Item> items) ->
          new Items(
              items.stream()
                  .map(
                      each ->
                          new Item(each.remarks(), each.line(), value(each.value(), shape, key)))
                  .toList());
      case Pairs pairs -> pairs(pairs, shape, key);
    };
  }

  private Pairs pairs(Pairs pairs, Shape shape, String place) {
    List<Pair> mended = new ArrayList<>();
    for (Pair pair : pairs.pairs()) {
      String key = key(pair, pairs, shape, place);
      Written value = value(pair.value(), shape.below(key), key);
      mended.add(new Pair(pair.remarks(), pair.line(), key, word(pair, key, value)));
    }
    Pairs named = new Pairs(mended);
    return switch (place) {
      case "lists" -> each(named, this::list);
      case "high", "medium", "low" -> level(named);
      case "rules" -> rule(named);
      case "do" -> remedy(named);
      default -> named;
    };
  }

  /** The key that was meant. */
  private String key(Pair pair, Pairs all, Shape shape, String place) {
    if (shape.keys().isEmpty() || shape.keys().containsKey(pair.key()) || shape.any().isPresent()) {
      return pair.key();
    }
    Optional<String> other =
        place.equals("do") ? Optional.ofNullable(OTHER_NAMES.get(pair.key())) : Optional.empty();
    Optional<String> meant = other.or(() -> Slips.meant(pair.key(), shape.keys().keySet()));
    if (meant.isEmpty() || all.value(meant.get()).isPresent()) {
      return pair.key();
    }
    mend(pair.line(), "key \"" + pair.key() + "\" is now \"" + meant.get() + "\"");
    return meant.get();
  }

  /** The word of a closed list that was meant. */
  private Written word(Pair pair, String key, Written value) {
    Set<String> words = WORDS.getOrDefault(key, Set.of());
    if (!(value instanceof Text(String text, boolean quoted))
        || words.isEmpty()
        || words.contains(text)) {
      return value;
    }
    Optional<String> other = Optional.ofNullable(OTHER_NAMES.get(text)).filter(words::contains);
    Optional<String> meant = other.or(() -> Slips.meant(text, words));
    if (key.equals("on-error") && text.equals("redact")) {
      meant = Optional.of("hold");
    }
    if (meant.isEmpty()) {
      return value;
    }
    mend(pair.line(), key + ": " + text + " is now " + meant.get());
    return new Text(meant.get(), quoted);
  }

  private interface Change {
    Pairs of(Pairs entry, int line);
  }

  private static Pairs each(Pairs section, Change change) {
    return new Pairs(
        section.pairs().stream()
            .map(
                pair ->
                    pair.value() instanceof Pairs inner
                        ? pair.with(change.of(inner, pair.line()))
                        : pair)
            .toList());
  }

  private Pairs list(Pairs list, int line) {
    Pairs mended = list;
    String match = text(list, "match").orElse("word");
    boolean tooShort =
        texts(list, "terms").anyMatch(term -> term.strip().length() < SHORTEST_ANYWHERE);
    if (match.equals("anywhere") && tooShort) {
      mended = replaced(mended, "match", new Text("word", false));
      mend(line, "match: anywhere is now word: a term is shorter than 3 characters");
    }
    if (list.value("language").isPresent() && !match.equals("stem")) {
      mended = without(mended, "language", "language goes with match: stem only");
    }
    List<String> folds = texts(list, "fold").toList();
    List<String> whole = new ArrayList<>(folds);
    if (!folds.isEmpty()) {
      Stream.of("width", "confusable").filter(each -> !folds.contains(each)).forEach(whole::add);
      if (folds.contains("leet") != folds.contains("repeat")) {
        whole.add(folds.contains("leet") ? "repeat" : "leet");
      }
    }
    if (whole.size() > folds.size()) {
      mended =
          replaced(
              mended,
              "fold",
              new Items(
                  whole.stream()
                      .map(each -> new Item(Remarks.NONE, Written.NOWHERE, new Text(each, false)))
                      .toList()));
      mend(
          line,
          "fold has "
              + String.join(", ", whole.subList(folds.size(), whole.size()))
              + " now: they belong to it");
    }
    return mended;
  }

  private Pairs level(Pairs level) {
    boolean near = level.value("near").isPresent() || level.value("not-near").isPresent();
    return near ? level : without(level, "within", "within says nothing without near or not-near");
  }

  private Pairs rule(Pairs rule) {
    Optional<Written> scope = rule.value("scope");
    boolean empty = scope.isPresent() && scope.get() instanceof Pairs its && its.pairs().isEmpty();
    return empty ? without(rule, "scope", "an empty scope says nothing") : rule;
  }

  private Pairs remedy(Pairs remedy) {
    Pairs mended = remedy;
    for (String verdict : List.of("allow", "redact", "coach", "hold", "block")) {
      if (text(remedy, verdict).filter("false"::equals).isPresent()) {
        mended = without(mended, verdict, verdict + ": false says nothing");
      }
    }
    return mended;
  }

  private Pairs without(Pairs pairs, String key, String why) {
    List<Pair> kept = new ArrayList<>();
    for (Pair pair : pairs.pairs()) {
      // A comment is somebody's; it stays, and with it the key it is about.
      if (!pair.key().equals(key) || pair.remarks().any()) {
        kept.add(pair);
      } else {
        mend(pair.line(), "\"" + key + "\" is taken out: " + why);
      }
    }
    return new Pairs(kept);
  }

  private static Pairs replaced(Pairs pairs, String key, Written value) {
    return new Pairs(
        pairs.pairs().stream()
            .map(each -> each.key().equals(key) ? each.with(value) : each)
            .toList());
  }

  private static Optional<String> text(Pairs pairs, String key) {
    return pairs
        .value(key)
        .flatMap(
            value -> value instanceof Text(String text, _) ? Optional.of(text) : Optional.empty());
  }

  private static Stream<String> texts(Pairs pairs, String key) {
    return pairs.value(key).stream()
        .flatMap(
            value ->
                value instanceof Items(List<Item> items)
                    ? items.stream().map(Item::value)
                    : Stream.of(value))
        .filter(Text.class::isInstance)
        .map(each -> ((Text) each).text());
  }

  private void mend(int line, String what) {
    mends.add(new Mend(new Where(name, line), what));
  }
}
