package org.lockkeeper.match;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.lockkeeper.match.VectorscanDatabase.Expression;
import org.lockkeeper.match.VectorscanDatabase.RefusedException;

/**
 * Asks Vectorscan which regexes match a text at all. Where its syntax and RE2's may differ, the
 * regex counts as matching always, so that what is found never depends on it.
 */
final class VectorscanFilter implements RegexFilter {

  private static final int FLAGS =
      VectorscanDatabase.UTF8 | VectorscanDatabase.SINGLE_MATCH | VectorscanDatabase.PREFILTER;

  /** A scan of 2 KB costs about as much as so many windows. */
  static final int WORTH_FROM = 16;

  private final VectorscanDatabase database;
  private final int worthFrom;

  /** Per expression of the database the regex it is. */
  private final List<Integer> places;

  /** Regexes Vectorscan is not asked about. */
  private final BitSet unasked;

  private VectorscanFilter(
      VectorscanDatabase database, List<Integer> places, BitSet unasked, int worthFrom) {
    this.database = database;
    this.worthFrom = worthFrom;
    this.places = List.copyOf(places);
    this.unasked = unasked;
  }

  /** A filter for regexes; {@link RegexFilter#NONE} if none of them can be asked about. */
  static RegexFilter of(Vectorscan library, List<SearchPattern.Regex> regexes, int worthFrom) {
    List<Integer> places = new ArrayList<>();
    BitSet unasked = new BitSet();
    for (int at = 0; at < regexes.size(); at++) {
      if (alike(regexes.get(at).regex())) {
        places.add(at);
      } else {
        unasked.set(at);
      }
    }
    while (!places.isEmpty()) {
      try {
        List<Expression> expressions =
            places.stream().map(at -> new Expression(regexes.get(at).regex(), FLAGS)).toList();
        return new VectorscanFilter(
            VectorscanDatabase.compile(library, expressions), places, unasked, worthFrom);
      } catch (RefusedException refused) {
        if (refused.expression() < 0) {
          return NONE; // all together are too large
        }
        unasked.set(places.remove(refused.expression()));
      }
    }
    return NONE;
  }

  @Override
  public int worthFrom() {
    return worthFrom;
  }

  @Override
  public BitSet matching(NormalText text) {
    if (loneSurrogate(text.cased())) {
      return ALL; // has no UTF-8
    }
    BitSet matching = (BitSet) unasked.clone();
    BitSet found = database.matching(text.cased());
    for (int id = found.nextSetBit(0); id >= 0; id = found.nextSetBit(id + 1)) {
      matching.set(places.get(id));
    }
    return matching;
  }

  /** Whether both engines are sure to read it the same way. */
  private static boolean alike(String regex) {
    return regex.chars().allMatch(unit -> unit > 0 && unit < 0x80)
        && !regex.contains("\\p")
        && !regex.contains("\\P")
        && !regex.contains("\\C")
        && !regex.contains("{,");
  }

  private static boolean loneSurrogate(String text) {
    for (int at = 0; at < text.length(); at++) {
      char unit = text.charAt(at);
      if (Character.isSurrogate(unit)) {
        boolean pair =
            Character.isHighSurrogate(unit)
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
        if (!pair) {
          return true;
        }
        at++;
      }
    }
    return false;
  }
}
