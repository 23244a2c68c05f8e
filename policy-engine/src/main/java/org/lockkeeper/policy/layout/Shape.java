package org.lockkeeper.policy.layout;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lockkeeper.policy.LinkTrait;

/**
 * What stands in one place of a pack: which keys, in which order they are written, and how texts
 * are. Of a list, what stands in each entry.
 *
 * @param writing how texts are written here
 * @param keys the keys of a map in their order, and what stands below each
 * @param any what stands below keys that authors choose; empty where unknown keys are slips
 * @param block whether a map is always written over several lines
 * @param lines whether a list is
 */
record Shape(
    Writing writing, Map<String, Shape> keys, Optional<Shape> any, boolean block, boolean lines) {

  Shape {
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
  }

  /** How texts are written. */
  enum Writing {
    /** Plain if it looks like a text, else in quotes. */
    WORD,
    /** A number, a size, a time or a truth: plain. */
    VALUE,
    /** What people say: in quotes, so that it is told from the pack's own words. */
    SPOKEN,
    /** In single quotes, in which a backslash is one. */
    PATTERN,
    /** As it was: nobody knows what it is. */
    AS_IT_WAS
  }

  /** Where nothing is known. */
  static final Shape UNKNOWN = of(Writing.AS_IT_WAS).openTo(Writing.AS_IT_WAS);

  private static final Shape WORD = of(Writing.WORD);
  private static final Shape VALUE = of(Writing.VALUE);
  private static final Shape SPOKEN = of(Writing.SPOKEN);

  private static final Shape TERMS = map("terms", WORD, "file", WORD);

  private static final Shape LIST =
      map(
          "terms",
          WORD,
          "file",
          WORD,
          "match",
          WORD,
          "language",
          WORD,
          "fold",
          WORD,
          "except",
          TERMS);

  private static final Shape LEVEL =
      map("near", WORD, "not-near", WORD, "within", VALUE, "invalid-check", VALUE);

  private static final Shape FIND =
      map(
          "id",
          WORD,
          "regex",
          of(Writing.PATTERN),
          "list",
          WORD,
          "exact",
          WORD,
          "key",
          WORD,
          "fingerprint",
          WORD,
          "keyword",
          WORD,
          "secret",
          VALUE,
          "entropy",
          VALUE,
          "validate",
          WORD);

  private static final Shape DETECTOR =
      map(
              "find",
              FIND,
              "category",
              WORD,
              "sure",
              map("high", LEVEL, "medium", LEVEL, "low", LEVEL),
              "ignore",
              SPOKEN,
              "tests",
              map("hit", SPOKEN, "miss", SPOKEN))
          .blocked();

  private static final Shape CHOICE = map("any", WORD, "not", WORD);

  private static final Shape HOURS = map("days", WORD, "from", WORD, "to", WORD, "zone", WORD);

  private static final Shape SCOPE =
      map(
          "services",
          CHOICE,
          "channels",
          CHOICE,
          "people",
          CHOICE,
          "groups",
          CHOICE,
          "roles",
          CHOICE,
          "clients",
          CHOICE,
          "acts",
          CHOICE,
          "places",
          CHOICE,
          "direction",
          WORD,
          "external",
          VALUE,
          "known",
          VALUE,
          "members",
          VALUE,
          "hours",
          HOURS);

  private static final Shape WAIVER = SCOPE.and("until", WORD, "ticket", WORD);

  private static final Shape WALL =
      map("between", WORD, "from", WORD, "to", WORD, "applies", WORD, "unless-present", WORD);

  /** Conditions hold conditions: two levels are shaped, and below them all is written as it was. */
  private static final Shape CONDITION = condition(condition(UNKNOWN));

  private static final Shape DO =
      map(
          "allow",
          VALUE,
          "redact",
          map(
                  "keep-first",
                  VALUE,
                  "keep-last",
                  VALUE,
                  "mask",
                  SPOKEN,
                  "token",
                  VALUE,
                  "time-of-click",
                  VALUE)
              .as(Writing.VALUE),
          "coach",
          map("reasons", WORD, "words", VALUE).as(Writing.VALUE),
          "hold",
          map("queue", WORD).as(Writing.VALUE),
          "block",
          VALUE,
          "tell",
          SPOKEN.openTo(Writing.SPOKEN),
          "tag",
          WORD,
          "log",
          VALUE,
          "notify",
          WORD,
          "escalate",
          WORD,
          "risk",
          VALUE,
          "disclaim",
          SPOKEN);

  private static final Shape PERSON =
      map(
          "person",
          WORD,
          "group",
          WORD,
          "groups",
          WORD,
          "role",
          WORD,
          "external",
          VALUE,
          "known",
          VALUE);

  private static final Shape PLACE =
      map(
              "service", WORD, "channel", WORD, "place", WORD, "members", VALUE, "groups", WORD,
              "known", VALUE)
          .as(Writing.SPOKEN);

  private static final Shape FILE =
      map(
          "name", SPOKEN, "type", WORD, "status", WORD, "size", VALUE, "parts", WORD, "text",
          SPOKEN, "seen", VALUE);

  private static final Shape TEST =
      map(
          "from",
          PERSON,
          "to",
          PERSON,
          "whom",
          PERSON,
          "in",
          PLACE,
          "act",
          WORD,
          "client",
          SPOKEN,
          "language",
          WORD,
          "direction",
          WORD,
          "at",
          WORD,
          "after",
          SPOKEN,
          "counted",
          VALUE,
          "own",
          WORD,
          "urls",
          UNKNOWN,
          "say",
          SPOKEN,
          "file",
          FILE,
          "expect",
          WORD,
          "text",
          SPOKEN,
          "tag",
          WORD);

  private static final Shape RULE =
      map(
              "id",
              WORD,
              "title",
              WORD,
              "why",
              WORD,
              "status",
              WORD,
              "mode",
              WORD,
              "scope",
              SCOPE,
              "valid",
              map("from", WORD, "until", WORD),
              "wall",
              WALL,
              "when",
              CONDITION,
              "repeated",
              map("over", VALUE, "within", VALUE, "by", WORD),
              "unless",
              WAIVER.inLines(),
              "do",
              DO,
              "on-error",
              WORD,
              "tests",
              TEST.inLines())
          .blocked();

  /** A whole pack. */
  static final Shape PACK =
      map(
              "pack",
              WORD,
              "version",
              WORD,
              "requires",
              WORD,
              "owner",
              WORD,
              "lists",
              sections(LIST),
              "detectors",
              sections(DETECTOR),
              "rules",
              RULE.inLines())
          .blocked();

  /** What stands below a key. */
  Shape below(String key) {
    return keys.getOrDefault(key, any.orElse(UNKNOWN));
  }

  private static Shape of(Writing writing) {
    return new Shape(writing, Map.of(), Optional.empty(), false, false);
  }

  private static Shape map(Object... keysAndShapes) {
    return of(Writing.WORD).and(keysAndShapes);
  }

  private static Shape sections(Shape each) {
    return new Shape(Writing.WORD, Map.of(), Optional.of(each), true, false);
  }

  private static Shape condition(Shape inner) {
    Shape amount =
        map("name", WORD, "least", VALUE, "distinct", VALUE, "weight", VALUE, "sure", WORD);
    Shape known =
        map(
            "any",
            inner,
            "all",
            inner,
            "not",
            inner,
            "list",
            amount,
            "attachment",
            map(
                "type",
                WORD,
                "name",
                WORD,
                "size",
                VALUE,
                "parts",
                VALUE,
                "encrypted",
                VALUE,
                "unreadable",
                VALUE),
            "url",
            link(link(UNKNOWN)),
            "is",
            SCOPE,
            "length",
            VALUE,
            "first-contact",
            VALUE,
            "risk",
            map("points", VALUE, "within", VALUE));
    return new Shape(
        Writing.WORD, known.keys(), Optional.of(amount.openTo(Writing.AS_IT_WAS)), false, false);
  }

  private static Shape link(Shape inner) {
    Shape link = map("category", WORD, "list", WORD, "host", WORD, "scheme", WORD);
    for (LinkTrait trait : LinkTrait.values()) {
      link = link.and(trait.label(), VALUE);
    }
    return link.and("sure", WORD, "least", VALUE, "not", inner);
  }

  private Shape and(Object... keysAndShapes) {
    Map<String, Shape> more = new LinkedHashMap<>(keys);
    for (int at = 0; at < keysAndShapes.length; at += 2) {
      more.put((String) keysAndShapes[at], (Shape) keysAndShapes[at + 1]);
    }
    return new Shape(writing, more, any, block, lines);
  }

  private Shape as(Writing other) {
    return new Shape(other, keys, any, block, lines);
  }

  private Shape openTo(Writing other) {
    return new Shape(writing, keys, Optional.of(of(other)), block, lines);
  }

  private Shape blocked() {
    return new Shape(writing, keys, any, true, lines);
  }

  private Shape inLines() {
    return new Shape(writing, keys, any, block, true);
  }

  /** The keys in the order in which they are written. */
  List<String> order() {
    return List.copyOf(keys.keySet());
  }
}
