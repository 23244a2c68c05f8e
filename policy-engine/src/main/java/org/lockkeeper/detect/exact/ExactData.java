package org.lockkeeper.detect.exact;

import java.util.List;

/**
 * A table of the customer's values, known by keyed hashes only, as {@link ExactFormatV1} keeps it.
 * Immutable, safe for many threads; about as large in memory as on disk.
 *
 * @param columns the names; those before {@code primaries} count when they stand alone, the others
 *     only confirm a value of the same row
 * @param rows how many rows the table has
 * @param known which windows are worth a tag, for the primary columns
 * @param anywhere the same for all columns
 */
record ExactData(
    ExactKey key,
    List<String> columns,
    int primaries,
    int rows,
    Look known,
    Look anywhere,
    Tables tables) {

  /** What a set of columns looks like from outside. */
  record Look(Shapes shapes, Filter filter) {}

  /**
   * The long tables. Shared, never changed.
   *
   * @param tags the tags of the primary columns' values, sorted
   * @param cells for each tag {@code row * columns + column}; empty if there is one column
   * @param witnesses by cell what its value's tag left, 0 for no value; empty if there is one
   *     column
   */
  @SuppressWarnings("ArrayRecordComponent") // Megabytes: copying them on every call is no option.
  record Tables(long[] tags, int[] cells, int[] witnesses) {}

  ExactData {
    columns = List.copyOf(columns);
  }

  boolean oneColumn() {
    return columns.size() == 1;
  }
}
