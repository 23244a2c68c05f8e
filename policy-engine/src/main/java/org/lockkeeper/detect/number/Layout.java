package org.lockkeeper.detect.number;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.lockkeeper.match.Ascii;

/**
 * One way a number is written. In the notation of the tables {@code 9} is a digit, {@code A} a
 * letter, {@code X} either, a small letter itself, and one of space, dash, dot, slash and {@code (}
 * itself; {@code ~} stands for nothing, a space, a dash or a dot, the same throughout. A layout
 * that starts with {@code !} is so distinctive that a right check in it means something without a
 * word beside it.
 *
 * @param groups the runs of letters and digits, first to last
 * @param digits a bit for each place that takes only a digit, bit 0 the first
 * @param letters a bit for each place that takes only a letter
 * @param literal the small letters that stand for themselves, as capitals, and their places
 */
public record Layout(
    List<Group> groups, long digits, long letters, List<Literal> literal, boolean strong) {

  /** What may part two groups, in the order of their codes; 0 is none. */
  static final String SEPARATORS = " -./(";

  /** The code of the parenthesis that some check digits stand in. */
  static final int OPENING = SEPARATORS.indexOf("(") + 1;

  /** No number here is longer. */
  static final int LONGEST = 32;

  /** No number here is written in more groups. */
  static final int MOST_GROUPS = 8;

  public Layout {
    groups = List.copyOf(groups);
    literal = List.copyOf(literal);
  }

  /**
   * A run of letters and digits.
   *
   * @param separator the code of what stands before it, 0 for the first
   */
  record Group(int separator, int length) {}

  /** A letter that stands for itself. */
  record Literal(int place, char letter) {}

  /** Reads the notation; more than one layout if it has a {@code ~}. */
  static Stream<Layout> parse(String notation) {
    return notation.contains("~")
        ? Stream.of("", " ", "-", ".").map(parted -> one(notation.replace("~", parted)))
        : Stream.of(one(notation));
  }

  private static Layout one(String notation) {
    boolean strong = notation.startsWith("!");
    List<Group> groups = new ArrayList<>();
    List<Literal> literal = new ArrayList<>();
    long digits = 0;
    long letters = 0;
    int place = 0;
    int separator = 0;
    int length = 0;
    for (char unit : notation.substring(strong ? 1 : 0).toCharArray()) {
      int code = SEPARATORS.indexOf(unit) + 1;
      if (code > 0) {
        groups.add(new Group(separator, length));
        separator = code;
        length = 0;
        continue;
      }
      if (unit == '9') {
        digits |= 1L << place;
      } else if (unit != 'X') {
        letters |= 1L << place;
        if (unit != 'A') {
          literal.add(new Literal(place, (char) (unit & ~0x20)));
        }
      }
      if (!Ascii.letterOrDigit(unit)) {
        throw new IllegalArgumentException("no layout: " + notation);
      }
      place++;
      length++;
    }
    groups.add(new Group(separator, length));
    if (place > LONGEST || groups.size() > MOST_GROUPS) {
      throw new IllegalArgumentException("no layout: " + notation);
    }
    return new Layout(groups, digits, letters, literal, strong);
  }

  /** Whether digits and letters stand where they must. */
  boolean takes(long digitPlaces) {
    return (digitPlaces & digits) == digits && (digitPlaces & letters) == 0;
  }

  /** The number's own chars: without the literal ones; empty text if one of those is another. */
  String bare(String compact) {
    if (literal.isEmpty()) {
      return compact;
    }
    StringBuilder bare = new StringBuilder(compact);
    for (int each = literal.size() - 1; each >= 0; each--) {
      Literal one = literal.get(each);
      if (compact.charAt(one.place()) != one.letter()) {
        return "";
      }
      bare.deleteCharAt(one.place());
    }
    return bare.toString();
  }

  /** Whether spaces part its groups. */
  boolean spaced() {
    return groups.stream().anyMatch(group -> group.separator() == 1);
  }
}
