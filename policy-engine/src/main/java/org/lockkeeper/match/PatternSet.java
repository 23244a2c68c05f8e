package org.lockkeeper.match;

/**
 * Thousands of patterns, found in one pass.
 *
 * <p>Takes time linear in the text for every text and every pattern, holds no state between calls,
 * and may be used from many threads at once without locks.
 */
public interface PatternSet {

  /** Reports every match in a text; the order is unspecified. */
  void find(NormalText text, Sink sink);

  /** Who is told. */
  interface Sink {

    /**
     * A match.
     *
     * @param pattern the pattern's place in the list the set was made from
     * @param start first char in the normal text
     * @param end one past the last
     */
    void match(int pattern, int start, int end);

    /** A pattern that could not be tried on this text; never reports message text. */
    void failed(int pattern, String why);
  }
}
