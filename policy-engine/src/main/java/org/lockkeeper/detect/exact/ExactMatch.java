package org.lockkeeper.detect.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.detect.Recognizer;
import org.lockkeeper.match.NormalText;

/**
 * Finds the customer's own values in a text: the words of the text, alone and with their
 * neighbours, are hashed and looked up. The kind is the column's name.
 *
 * <p>In a table of one column a value is found as surely as its hash says: {@link Check#PASSED}. In
 * a table of several, a value alone is {@link Check#PARTIAL}, and passes when another column's
 * value of the same row stands within {@value #NEAR} chars of it.
 *
 * <p>Linear in the text. Most windows end at a filter; the HMAC is made for those that pass.
 */
public final class ExactMatch implements Recognizer {

  /** How near the values of one row stand to each other; the window Purview uses for evidence. */
  public static final int NEAR = 300;

  /** A value of more rows says little about any; only so many of its rows are asked. */
  static final int MOST_ROWS = 64;

  private final String id;
  private final ExactData data;
  private final Windows primary;
  private final Optional<RowEvidence> evidence;

  private ExactMatch(String id, ExactData data) {
    this.id = id;
    this.data = data;
    long[] powers = data.key().powers(Shapes.LONGEST);
    this.primary = new Windows(data.key(), powers, data.known().shapes());
    this.evidence =
        data.oneColumn() ? Optional.empty() : Optional.of(new RowEvidence(data, powers));
  }

  /**
   * Reads a table.
   *
   * @param id what the recogniser is called, such as the file's path in the rules folder
   * @param file the bytes of an {@code .edm} file
   * @param secret the key file's bytes; empty if the table was built without one
   * @throws IllegalArgumentException if the file is no such table, damaged, or built with another
   *     key; the message says which
   */
  public static ExactMatch read(String id, byte[] file, byte[] secret) {
    return new ExactMatch(id, ExactFormatV1.read(file, secret));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Finding.Category category() {
    return Finding.Category.IDENTIFIER;
  }

  /** The names of the table's columns. */
  public List<String> columns() {
    return data.columns();
  }

  /** How many rows the table was built from. */
  public int rows() {
    return data.rows();
  }

  @Override
  public List<Candidate> find(NormalText text) {
    WordRuns runs = WordRuns.of(text);
    long[] hashes = new long[runs.count()];
    Hits hits = new Hits(runs);
    primary.walk(runs, hashes, hits);
    if (hits.found.isEmpty()) {
      return List.of();
    }
    List<Hit> longest = hits.longest();
    boolean[] confirmed =
        evidence.map(rows -> rows.confirm(runs, hashes, longest)).orElseGet(() -> new boolean[0]);
    List<Candidate> candidates = new ArrayList<>();
    for (int at = 0; at < longest.size(); at++) {
      Hit hit = longest.get(at);
      boolean sure = data.oneColumn() || confirmed[at];
      candidates.add(
          new Candidate(
              data.columns().get(column(hit.entry())),
              runs.start(hit.first()),
              runs.end(hit.last()),
              sure ? Check.PASSED : Check.PARTIAL));
    }
    return candidates;
  }

  private int column(int entry) {
    return data.oneColumn() ? 0 : data.tables().cells()[entry] % data.columns().size();
  }

  /**
   * A value that stands in the text.
   *
   * @param entry the first place of its tag in the table
   */
  record Hit(int first, int last, int entry) {}

  /** Gathers the windows whose tag is in the table. */
  private final class Hits implements Windows.Sink {
    private final WordRuns runs;
    private final List<Hit> found = new ArrayList<>();
    private Optional<ExactKey.Tags> tags = Optional.empty();

    Hits(WordRuns runs) {
      this.runs = runs;
    }

    @Override
    public void window(int first, int last, long spread) {
      if (data.known().filter().mayHold(spread)) {
        if (tags.isEmpty()) {
          tags = Optional.of(data.key().tags());
        }
        int entry = first(data.tables().tags(), tags.get().tag(runs, first, last));
        if (entry >= 0) {
          found.add(new Hit(first, last, entry));
        }
      }
    }

    /** Disjoint hits: of several with one start the longest, then the next that starts after it. */
    List<Hit> longest() {
      List<Hit> longest = new ArrayList<>();
      int free = 0;
      for (int at = 0; at < found.size(); at++) {
        Hit hit = found.get(at);
        boolean longerFollows = at + 1 < found.size() && found.get(at + 1).first() == hit.first();
        if (hit.first() >= free && !longerFollows) {
          longest.add(hit);
          free = hit.last() + 1;
        }
      }
      return longest;
    }
  }

  /** Where a tag first stands, or less than 0. */
  private static int first(long[] tags, long tag) {
    int at = Arrays.binarySearch(tags, tag);
    while (at > 0 && tags[at - 1] == tag) {
      at--;
    }
    return at;
  }
}
