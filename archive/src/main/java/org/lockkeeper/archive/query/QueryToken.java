package org.lockkeeper.archive.query;

/**
 * One sign of a query and where it stands in the typed text.
 *
 * @param leaf the query it is by itself, for a leaf; everything otherwise
 */
record QueryToken(Kind kind, int at, Query leaf) {

  enum Kind {
    AND("AND"),
    OR("OR"),
    NOT("NOT"),
    OPEN("("),
    CLOSE(")"),
    LEAF("word");

    private final String sign;

    Kind(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }
  }

  static QueryToken sign(Kind kind, int at) {
    return new QueryToken(kind, at, new Query.Everything());
  }

  static QueryToken leaf(int at, Query query) {
    return new QueryToken(Kind.LEAF, at, query);
  }
}
