package org.lockkeeper.match;

/**
 * Thousands of patterns, found in one pass.
 *
 * <p>Takes time linear in the text for every text and every pattern, holds no state between calls,
 * and may be used from many threads at once without locks.
 */
public interface PatternSet {

  /**
   * Reports every match in a text; the order is unspecified. Patterns that the budget did not
   * suffice for are reported as failed: what they would have found is not known.
   */
  void find(NormalText text, Budget budget, Sink sink);

  /** The same without an end to the work: where nobody waits. */
  default void find(NormalText text, Sink sink) {
    find(text, Budget.unlimited(), sink);
  }

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
