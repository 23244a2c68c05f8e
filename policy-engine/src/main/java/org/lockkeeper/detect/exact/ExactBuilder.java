package org.lockkeeper.detect.exact;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.lockkeeper.detect.exact.ExactData.Look;
import org.lockkeeper.detect.exact.ExactData.Tables;
import org.lockkeeper.match.NormalText;
import org.lockkeeper.match.RadixSort;

/**
 * Makes an {@code .edm} file out of rows, one at a time. Keeps hashes and lengths of what it is
 * given and never a value. Not for several threads.
 */
public final class ExactBuilder {

  /** A shorter value stands in texts by chance. */
  public static final int SHORTEST = 5;

  /** A value that only confirms may be a short name. */
  private static final int SHORTEST_SUPPORTING = 2;

  /** A primary value in more than one row of so many is a filler, whatever it says. */
  private static final int FILLER_SHARE = 100;

  /** In a table of few rows a share says nothing. */
  private static final int FILLER_ROWS = 50;

  /** What people put where they know nothing; bare, as values are compared. */
  private static final Set<String> FILLERS =
      Set.of(
          "na",
          "none",
          "null",
          "nil",
          "empty",
          "blank",
          "unknown",
          "undefined",
          "missing",
          "tbd",
          "tba",
          "todo",
          "test",
          "tests",
          "dummy",
          "default",
          "other",
          "various",
          "noname",
          "novalue",
          "notapplicable",
          "notavailable",
          "notknown",
          "notset",
          "unbekannt",
          "inconnu",
          "12345",
          "123456",
          "1234567",
          "12345678",
          "123456789",
          "1234567890");

  private final byte[] salt;
  private final ExactKey key;
  private final List<String> columns;
  private final int primaries;
  private final long[] powers;
  private final ExactKey.Tags maker;
  private final Shapes primaryShapes = new Shapes();
  private final Shapes allShapes = new Shapes();
  private final Map<LeftOut, Integer> leftOut = new EnumMap<>(LeftOut.class);

  private long[] tags = new long[1024];
  private int[] cells = new int[1024];
  private long[] primarySpreads = new long[1024];
  private long[] otherSpreads = new long[0];
  private int[] witnesses = new int[0];
  private int primaryValues;
  private int otherValues;
  private int rows;

  /** Why a value is not matched. */
  public enum LeftOut {
    EMPTY("empty"),
    SHORT("too short to be matched"),
    LONG("too long"),
    FILLER("placeholders"),
    COMMON("in more than one row of a hundred");

    private final String label;

    LeftOut(String label) {
      this.label = label;
    }

    /** In words. */
    public String label() {
      return label;
    }
  }

  /**
   * Begins a table.
   *
   * @param primary the names of the columns whose values count alone; at least one
   * @param supporting the names of those that only confirm a value of their row
   * @param salt 16 random bytes, new for each file
   * @param secret the key file's bytes, at least 16; empty for none
   * @throws IllegalArgumentException if these are not so; the message says what
   */
  public ExactBuilder(List<String> primary, List<String> supporting, byte[] salt, byte[] secret) {
    this.columns = Stream.concat(primary.stream(), supporting.stream()).toList();
    if (primary.isEmpty()) {
      throw new IllegalArgumentException("a table needs a column");
    }
    if (columns.size() > ExactFormatV1.MOST_COLUMNS) {
      throw new IllegalArgumentException(
          "a table has at most " + ExactFormatV1.MOST_COLUMNS + " columns");
    }
    if (Set.copyOf(columns).size() < columns.size()) {
      throw new IllegalArgumentException("each column is named once");
    }
    this.primaries = primary.size();
    this.salt = salt.clone();
    this.key = new ExactKey(salt, secret);
    this.powers = key.powers(Shapes.LONGEST);
    this.maker = key.tags();
  }

  /**
   * Adds a row.
   *
   * @param values one for each column, in the constructor's order
   * @throws IllegalStateException if the table has as many rows as a file may have
   */
  public void add(List<String> values) {
    if (values.size() != columns.size()) {
      throw new IllegalArgumentException("a row of " + columns.size() + " values");
    }
    if ((long) (rows + 1) * columns.size() > ExactFormatV1.MOST_CELLS) {
      throw new IllegalStateException("too many rows for one file; split the table");
    }
    if (columns.size() > 1) {
      witnesses = room(witnesses, (rows + 1) * columns.size());
    }
    for (int column = 0; column < columns.size(); column++) {
      value(values.get(column), column);
    }
    rows++;
  }

  private void value(String value, int column) {
    boolean primary = column < primaries;
    WordRuns runs = WordRuns.of(NormalText.of(value));
    int length = runs.from(runs.count());
    int shortest = primary ? SHORTEST : SHORTEST_SUPPORTING;
    if (length == 0) {
      count(LeftOut.EMPTY);
    } else if (filler(runs, length)) {
      count(LeftOut.FILLER);
    } else if (runs.weight() < shortest) {
      count(LeftOut.SHORT);
    } else if (length > Shapes.LONGEST || runs.count() > Shapes.MOST_WORDS) {
      count(LeftOut.LONG);
    } else {
      keep(runs, length, column, primary);
    }
  }

  private void keep(WordRuns runs, int length, int column, boolean primary) {
    int kind = 0;
    long quick = 0;
    for (int word = 0; word < runs.count(); word++) {
      kind |= runs.kind(word);
      int width = runs.from(word + 1) - runs.from(word);
      quick = ExactKey.joined(quick, key.word(runs, word), powers[width]);
    }
    long tag = maker.tag(runs, 0, runs.count() - 1);
    long spread = key.spread(quick);
    allShapes.add(kind, length, runs.count());
    int cell = rows * columns.size() + column;
    if (primary) {
      primaryShapes.add(kind, length, runs.count());
      tags = room(tags, primaryValues + 1);
      cells = room(cells, primaryValues + 1);
      primarySpreads = room(primarySpreads, primaryValues + 1);
      tags[primaryValues] = tag;
      cells[primaryValues] = cell;
      primarySpreads[primaryValues++] = spread;
    } else {
      otherSpreads = room(otherSpreads, otherValues + 1);
      otherSpreads[otherValues++] = spread;
    }
    if (columns.size() > 1) {
      witnesses[cell] = RowEvidence.witness(tag);
    }
  }

  /** How many rows were added. */
  public int rows() {
    return rows;
  }

  /** How many values were left out so far, and why; {@link LeftOut#COMMON} only after the end. */
  public Map<LeftOut, Integer> leftOut() {
    return Map.copyOf(leftOut);
  }

  /**
   * A table at its end.
   *
   * @param file the bytes of an {@code .edm} file
   * @param values how many different values of primary columns it finds
   */
  @SuppressWarnings("ArrayRecordComponent") // Megabytes, made for the one who asked.
  public record Built(byte[] file, int values) {}

  /** Ends the table. */
  public Built build() {
    long[] sortedTags = Arrays.copyOf(tags, primaryValues);
    int[] sortedCells = Arrays.copyOf(cells, primaryValues);
    RadixSort.sort(sortedTags, sortedCells);
    int kept = withoutRepeats(sortedTags, sortedCells);
    Filter known = filter(primarySpreads, primaryValues);
    boolean one = columns.size() == 1;
    Look look = new Look(primaryShapes, known);
    ExactData data =
        new ExactData(
            key,
            columns,
            primaries,
            rows,
            look,
            one ? look : new Look(allShapes, everywhere()),
            new Tables(
                Arrays.copyOf(sortedTags, kept),
                one ? new int[0] : Arrays.copyOf(sortedCells, kept),
                one ? new int[0] : Arrays.copyOf(witnesses, rows * columns.size())));
    int values = distinct(data.tables().tags(), kept).length;
    return new Built(ExactFormatV1.write(salt, data), values);
  }

  /** Leaves out fillers, and of a frequent value all but the rows that are asked. */
  private int withoutRepeats(long[] sortedTags, int[] sortedCells) {
    int most = columns.size() == 1 ? 1 : ExactMatch.MOST_ROWS;
    int common = 0;
    int kept = 0;
    for (int at = 0; at < sortedTags.length; ) {
      int end = at;
      while (end < sortedTags.length && sortedTags[end] == sortedTags[at]) {
        end++;
      }
      if (end - at > Math.max(FILLER_ROWS, rows / FILLER_SHARE)) {
        common += end - at;
      } else {
        for (int each = at; each < Math.min(end, at + most); each++) {
          sortedTags[kept] = sortedTags[each];
          sortedCells[kept++] = sortedCells[each];
        }
      }
      at = end;
    }
    if (common > 0) {
      leftOut.put(LeftOut.COMMON, common);
    }
    return kept;
  }

  private Filter everywhere() {
    long[] both = Arrays.copyOf(primarySpreads, primaryValues + otherValues);
    System.arraycopy(otherSpreads, 0, both, primaryValues, otherValues);
    return filter(both, both.length);
  }

  private static Filter filter(long[] spreads, int count) {
    long[] once = distinct(spreads, count);
    Filter filter = Filter.forValues(once.length);
    for (long spread : once) {
      filter.add(spread);
    }
    return filter;
  }

  private static long[] distinct(long[] values, int count) {
    long[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    int kept = 0;
    for (int at = 0; at < count; at++) {
      if (at == 0 || sorted[at] != sorted[at - 1]) {
        sorted[kept++] = sorted[at];
      }
    }
    return Arrays.copyOf(sorted, kept);
  }

  private static boolean filler(WordRuns runs, int length) {
    boolean same = length > 1;
    StringBuilder bare = new StringBuilder(length);
    for (int at = 0; at < length; at++) {
      bare.append(runs.unit(at));
      same &= runs.unit(at) == runs.unit(0);
    }
    return same || FILLERS.contains(bare.toString());
  }

  private void count(LeftOut why) {
    leftOut.merge(why, 1, Integer::sum);
  }

  private static long[] room(long[] values, int needed) {
    return needed <= values.length ? values : Arrays.copyOf(values, grown(needed));
  }

  private static int[] room(int[] values, int needed) {
    return needed <= values.length ? values : Arrays.copyOf(values, grown(needed));
  }

  private static int grown(int needed) {
    return Math.addExact(needed, Math.max(1024, needed / 2));
  }
}
