package org.lockkeeper.archive.index;

/**
 * Which part of the hits is wanted.
 *
 * @param skip how many hits to leave out
 * @param limit how many to give at most
 */
public record Page(int skip, int limit) {

  /**
   * @throws IllegalArgumentException on a negative number
   */
  public Page {
    if (skip < 0 || limit < 0) {
      throw new IllegalArgumentException("a page starts at 0 or later and has no negative length");
    }
  }

  /** The first hits. */
  public static Page first(int limit) {
    return new Page(0, limit);
  }
}
