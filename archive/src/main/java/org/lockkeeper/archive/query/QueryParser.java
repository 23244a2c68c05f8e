package org.lockkeeper.archive.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The default search grammar, in the manner of dtSearch.
 *
 * <pre>
 * query   = and { OR and }
 * and     = part { [AND] part }        words side by side must all occur
 * part    = NOT part | ( query ) | * | word | "phrase" | field:value
 * word    = letters, digits and what stands between them; * any characters, ? one, not in front
 * field   = service channel author action verdict rule tag event native sent
 * sent    = 2026-11-01 | 2026-11-01..2026-11-30 | 2026-11-01.. | ..2026-11-30    days in UTC
 * </pre>
 *
 * <p>AND binds closer than OR; {@link QueryText} shows the binding. Typographic quotes count as
 * plain ones. What the grammar does not know is a fault, never dropped and never guessed: operators
 * in lower case, and those of later dialects ({@code w/5 ~ % # =}). A word with such a sign is
 * searched for by putting it in quotes. Pure; safe to call from many threads.
 */
public final class QueryParser {

  /** No typed query is longer; it bounds everything after it. */
  public static final int LONGEST = 10_000;

  private static final int DEEPEST = 100;

  private final List<QueryToken> tokens;
  private final int length;
  private int next;
  private int depth;

  private QueryParser(List<QueryToken> tokens, int length) {
    this.tokens = tokens;
    this.length = length;
  }

  /**
   * Reads a query.
   *
   * @throws QueryFault if it is none
   */
  public static Query parse(String text) {
    if (text.length() > LONGEST) {
      throw new QueryFault(LONGEST, "a query has at most " + LONGEST + " characters");
    }
    QueryParser parser = new QueryParser(QueryLexer.tokens(text), text.length());
    if (parser.tokens.isEmpty()) {
      throw new QueryFault(0, "nothing to search for; * finds everything");
    }
    Query query = parser.or();
    Optional<QueryToken> rest = parser.peek();
    if (rest.isPresent()) {
      throw new QueryFault(rest.get().at(), "a ) without its (");
    }
    return query;
  }

  private Query or() {
    List<Query> any = new ArrayList<>();
    any.add(and());
    while (accept(QueryToken.Kind.OR)) {
      any.add(and());
    }
    return any.size() == 1 ? any.getFirst() : new Query.Or(any);
  }

  private Query and() {
    List<Query> all = new ArrayList<>();
    all.add(part());
    while (true) {
      boolean said = accept(QueryToken.Kind.AND);
      Optional<QueryToken> following = peek();
      boolean ends =
          following.isEmpty()
              || following.get().kind() == QueryToken.Kind.OR
              || following.get().kind() == QueryToken.Kind.CLOSE;
      if (ends && !said) {
        return all.size() == 1 ? all.getFirst() : new Query.And(all);
      }
      all.add(part());
    }
  }

  private Query part() {
    Optional<QueryToken> token = peek();
    if (token.isEmpty()) {
      throw new QueryFault(length, "the query ends where a word belongs");
    }
    next++;
    int at = token.get().at();
    return switch (token.get().kind()) {
      case NOT -> {
        deeper(at);
        Query not = new Query.Not(part());
        depth--;
        yield not;
      }
      case OPEN -> {
        deeper(at);
        Query inner = or();
        depth--;
        if (!accept(QueryToken.Kind.CLOSE)) {
          throw new QueryFault(at, "this ( is never closed");
        }
        yield inner;
      }
      case LEAF -> token.get().leaf();
      case AND, OR, CLOSE ->
          throw new QueryFault(at, "a word belongs in front of this " + token.get().kind().sign());
    };
  }

  private void deeper(int at) {
    if (++depth > DEEPEST) {
      throw new QueryFault(at, "more than " + DEEPEST + " levels deep");
    }
  }

  private boolean accept(QueryToken.Kind kind) {
    boolean there = peek().filter(token -> token.kind() == kind).isPresent();
    if (there) {
      next++;
    }
    return there;
  }

  private Optional<QueryToken> peek() {
    return next < tokens.size() ? Optional.of(tokens.get(next)) : Optional.empty();
  }
}
