package org.lockkeeper.detect;

import java.util.ArrayList;
import java.util.List;
import org.lockkeeper.match.Ascii;
import org.lockkeeper.match.NormalText;

/**
 * Telephone numbers. The kind is {@code e164}, a plus sign and 8 to 15 digits with a country code
 * of ITU-T E.164; {@code nanp}, ten digits in groups as the North American Numbering Plan assigns
 * them; or {@code national}, nine to twelve digits in groups behind the trunk prefix 0, as much of
 * the world dials. The last is weak: dates and amounts can look like it.
 */
public final class PhoneNumber implements Recognizer {

  private static final int SHORTEST = 8;
  private static final int LONGEST = 15;

  /** A slash or dash between spaces. */
  private static final int MOST_BETWEEN = 3;

  @Override
  public String id() {
    return "phone-number";
  }

  @Override
  public Finding.Category category() {
    return Finding.Category.IDENTIFIER;
  }

  @Override
  public List<Candidate> find(NormalText text) {
    String cased = text.cased();
    List<Candidate> found = new ArrayList<>();
    int at = 0;
    while (at < cased.length()) {
      char unit = cased.charAt(at);
      if ((unit == '+' || unit == '(' || Ascii.digit(unit)) && opens(text, at)) {
        Digits digits = Digits.from(cased, at);
        String kind = digits.whole(text) ? kind(digits) : "";
        if (!kind.isEmpty()) {
          Check check = kind.equals("national") ? Check.WEAK : Check.PASSED;
          found.add(new Candidate(kind, at, digits.end(), check));
        }
        at = Math.max(at + 1, digits.end());
      } else {
        at++;
      }
    }
    return found;
  }

  /** Whether nothing runs on into it from the left. */
  private static boolean opens(NormalText text, int at) {
    char before = at == 0 ? ' ' : text.cased().charAt(at - 1);
    return "+-./_\\@#=$€£".indexOf(before) < 0 && (text.wordEdge(at) || before >= 0x2E80);
  }

  private static String kind(Digits digits) {
    String number = digits.number();
    int length = number.length();
    if (digits.plus()) {
      return length >= SHORTEST && length <= LONGEST && assigned(number) ? "e164" : "";
    }
    boolean long1 = length == 11 && number.startsWith("1") && digits.groups().startsWith("1,");
    String ten = long1 ? number.substring(1) : number;
    String groups = long1 ? digits.groups().substring(2) : digits.groups();
    if (ten.length() == 10 && groups.equals("3,3,4")) {
      // NXX-NXX-XXXX, N from 2 to 9; no code ends in 11.
      boolean area = ten.charAt(0) > '1' && !ten.startsWith("11", 1);
      return area && ten.charAt(3) > '1' && !ten.startsWith("11", 4) ? "nanp" : "";
    }
    boolean trunk = number.startsWith("0") && length > 8 && length < 13 && number.charAt(1) != '0';
    return trunk && digits.groups().contains(",") ? "national" : "";
  }

  /** Whether it starts with a country code in use. */
  private static boolean assigned(String number) {
    int two = Integer.parseInt(number, 0, 2, 10);
    return switch (number.charAt(0)) {
      case '1', '7' -> true;
      case '2' -> two != 28;
      case '3', '4', '5', '6', '9' -> true;
      case '8' -> two != 83 && two != 89;
      default -> false;
    };
  }

  /**
   * Digits and what parts them.
   *
   * @param groups the lengths of the groups, {@code 3,3,4}
   */
  private record Digits(boolean plus, String number, String groups, int end) {

    static Digits from(String text, int start) {
      boolean plus = text.charAt(start) == '+';
      StringBuilder number = new StringBuilder();
      StringBuilder groups = new StringBuilder();
      int end = start + 1;
      int at = plus ? start + 1 : start;
      int group = 0;
      int between = 0;
      while (at < text.length() && number.length() <= LONGEST && between <= MOST_BETWEEN) {
        char unit = text.charAt(at);
        if (Ascii.digit(unit)) {
          if (between > 0 && group > 0) {
            groups.append(group).append(',');
            group = 0;
          }
          number.append(unit);
          group++;
          between = 0;
          end = at + 1;
        } else if (" -./()".indexOf(unit) >= 0) {
          between++;
        } else {
          break;
        }
        at++;
      }
      return new Digits(plus, number.toString(), groups.append(group).toString(), end);
    }

    /** Whether nothing runs on to the right. */
    boolean whole(NormalText text) {
      boolean longer =
          end + 1 < text.length()
              && "-./_@:".indexOf(text.cased().charAt(end)) >= 0
              && Ascii.letterOrDigit(text.cased().charAt(end + 1));
      char after = end < text.length() ? text.cased().charAt(end) : ' ';
      return number.length() >= SHORTEST
          && number.length() <= LONGEST
          && !longer
          && (text.wordEdge(end) || after >= 0x2E80);
    }
  }
}
