package org.lockkeeper.detect;

import java.util.ArrayList;
import java.util.List;
import org.lockkeeper.match.NormalText;

/**
 * The machine readable lines of passports, identity cards and visas: ICAO Doc 9303 parts 4 to 6,
 * found by the line that holds the check digits. The kind is {@code td1} (three lines of 30, of
 * which the first two are found), {@code td2} (lines of 36) or {@code td3} (lines of 44, a
 * passport). Every check digit, the composite one too, must be right.
 */
public final class MachineReadableZone implements Recognizer {

  private static final int[] WEIGHTS = {7, 3, 1};

  @Override
  public String id() {
    return "mrz";
  }

  @Override
  public Finding.Category category() {
    return Finding.Category.IDENTIFIER;
  }

  @Override
  public List<Candidate> find(NormalText text) {
    String cased = text.cased();
    List<Candidate> found = new ArrayList<>();
    int previous = -1;
    int previousEnd = -1;
    int at = 0;
    // Nothing printed this way is without a filler: nearly every text ends here.
    if (cased.indexOf('<') < 0) {
      return found;
    }
    while (at < cased.length()) {
      if (!zone(cased.charAt(at))) {
        at++;
        continue;
      }
      int start = at;
      while (at < cased.length() && zone(cased.charAt(at))) {
        at++;
      }
      boolean next = previous >= 0 && cased.substring(previousEnd, start).isBlank();
      switch (at - start) {
        case 30 -> {
          String first = next ? cased.substring(previous, previousEnd) : "";
          if (first.length() == 30 && card(first, cased.substring(start, at))) {
            found.add(new Candidate("td1", previous, at, Check.PASSED));
          }
        }
        case 36, 44 -> {
          if (passport(cased.substring(start, at))) {
            boolean both = next && previousEnd - previous == at - start;
            String kind = at - start == 44 ? "td3" : "td2";
            found.add(new Candidate(kind, both ? previous : start, at, Check.PASSED));
          }
        }
        default -> {}
      }
      previous = start;
      previousEnd = at;
    }
    return found;
  }

  /** The second of two lines: number, birth and expiry with their digits, then all of them. */
  private static boolean passport(String line) {
    int last = line.length() - 1;
    return checked(line, 0, 9)
        && checked(line, 13, 19)
        && checked(line, 21, 27)
        && ends(line.substring(0, 10) + line.substring(13, 20) + line.substring(21, last), line);
  }

  private static boolean card(String first, String second) {
    // A number that does not fit in nine places has its digit elsewhere, and a filler here.
    boolean number = first.charAt(14) == '<' || checked(first, 5, 14);
    String all = first.substring(5) + second.substring(0, 7) + second.substring(8, 15);
    return number
        && checked(second, 0, 6)
        && checked(second, 8, 14)
        && ends(all + second.substring(18, 29), second);
  }

  /** Whether the field's check digit stands behind it, and the field is not empty. */
  private static boolean checked(String line, int from, int to) {
    String field = line.substring(from, to);
    return field.charAt(0) != '<' && line.charAt(to) == '0' + digit(field);
  }

  private static boolean ends(String all, String line) {
    return line.charAt(line.length() - 1) == '0' + digit(all);
  }

  private static int digit(String field) {
    int sum = 0;
    for (int place = 0; place < field.length(); place++) {
      char unit = field.charAt(place);
      int value = unit == '<' ? 0 : unit <= '9' ? unit - '0' : unit - 'A' + 10;
      sum += value * WEIGHTS[place % 3];
    }
    return sum % 10;
  }

  private static boolean zone(char unit) {
    return unit == '<' || unit >= '0' && unit <= '9' || unit >= 'A' && unit <= 'Z';
  }
}
