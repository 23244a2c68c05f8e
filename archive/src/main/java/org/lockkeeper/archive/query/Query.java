package org.lockkeeper.archive.query;

import java.util.List;
import java.util.Objects;

/**
 * What is searched for: the syntax tree of a query. A closed list, so that every index must answer
 * all.
 */
public sealed interface Query {

  /** Every record. */
  record Everything() implements Query {}

  /** A word of the text; case and width do not count. */
  record Word(String text) implements Query {}

  /** A word with {@code *} for any characters and {@code ?} for exactly one. */
  record Wildcard(String pattern) implements Query {}

  /** Words next to each other in this order. */
  record Phrase(List<String> words) implements Query {
    public Phrase {
      words = List.copyOf(words);
    }
  }

  /** A field with exactly this value: {@code author:ann}. */
  record Is(Field field, String value) implements Query {}

  /** Received at or after {@code from} and before {@code to}, in milliseconds since 1970, UTC. */
  record Received(long from, long to) implements Query {}

  /** All of them. */
  record And(List<Query> all) implements Query {
    public And {
      all = List.copyOf(all);
    }
  }

  /** At least one of them. */
  record Or(List<Query> any) implements Query {
    public Or {
      any = List.copyOf(any);
    }
  }

  /** Not this. */
  record Not(Query query) implements Query {
    public Not {
      Objects.requireNonNull(query, "query");
    }
  }

  /** The fields that can be asked for by name. */
  enum Field {
    SERVICE,
    CHANNEL,
    AUTHOR,
    ACTION,
    VERDICT,
    RULE,
    TAG,
    /** The gateway's event id. */
    EVENT,
    /** The service's own id. */
    NATIVE
  }
}
