package org.lockkeeper.archive.log;

/**
 * A place in a node's log: just before one entry, or the end.
 *
 * @param sequence how many entries stand before it
 * @param offset how many bytes stand before it, over all segments, so that an entry is read without
 *     a search
 */
public record Position(long sequence, long offset) implements Comparable<Position> {

  /** The start of a log. */
  public static final Position START = new Position(0, 0);

  @Override
  public int compareTo(Position other) {
    return Long.compare(sequence, other.sequence);
  }
}
