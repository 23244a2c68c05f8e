package org.lockkeeper.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.match.Ascii;
import org.lockkeeper.match.NormalText;

/**
 * Payment card numbers: ISO/IEC 7812-1, 12 to 19 digits of a known issuer with a Luhn check digit
 * (Annex B), written whole or in groups parted by one space or dash.
 *
 * <p>A number starts and ends with a group, so it is never cut out of a longer number. The kind is
 * the issuer's scheme.
 */
public final class PaymentCard implements Recognizer {

  private static final int SHORTEST = 12;
  private static final int LONGEST = 19;
  private static final int LONGEST_GROUP = 8;

  @Override
  public String id() {
    return "payment-card";
  }

  @Override
  public Finding.Category category() {
    return Finding.Category.IDENTIFIER;
  }

  @Override
  public List<Candidate> find(NormalText text) {
    String cased = text.cased();
    List<Candidate> found = new ArrayList<>();
    for (int at = 0; at < cased.length(); ) {
      if (!Ascii.digit(cased.charAt(at))) {
        at++;
        continue;
      }
      List<int[]> groups = groups(cased, at);
      int end = groups.getLast()[1];
      if (end - at >= SHORTEST) {
        // A letter before or after spoils only the group it touches: "v2 4012 8888 8888 1881".
        int first = free(cased, at - 1, -1) ? 0 : 1;
        int past = free(cased, end, 1) ? groups.size() : groups.size() - 1;
        inRun(cased, groups.subList(Math.min(first, past), past), found);
      }
      at = end;
    }
    return found;
  }

  /** Digit groups parted by one space or dash each, from a first digit on. */
  private static List<int[]> groups(String text, int first) {
    List<int[]> groups = new ArrayList<>();
    int start = first;
    while (true) {
      int end = start;
      while (end < text.length() && Ascii.digit(text.charAt(end))) {
        end++;
      }
      groups.add(new int[] {start, end});
      boolean goesOn =
          end + 1 < text.length()
              && (text.charAt(end) == ' ' || text.charAt(end) == '-')
              && Ascii.digit(text.charAt(end + 1));
      if (!goesOn) {
        return groups;
      }
      start = end + 1;
    }
  }

  /**
   * Whether a run's neighbour lets it be a number of its own: no letter, no decimal fraction. A
   * comma parts fields far more often than it parts so long a number, as in an exported table.
   */
  private static boolean free(String text, int at, int step) {
    if (at < 0 || at >= text.length()) {
      return true;
    }
    char neighbour = text.charAt(at);
    int beyond = at + step;
    boolean fraction =
        neighbour == '.'
            && beyond >= 0
            && beyond < text.length()
            && Ascii.digit(text.charAt(beyond));
    return !Character.isLetterOrDigit(neighbour) && neighbour != '_' && !fraction;
  }

  private static void inRun(String text, List<int[]> groups, List<Candidate> found) {
    for (int first = 0; first < groups.size(); ) {
      Optional<Candidate> best = Optional.empty();
      int after = first + 1;
      StringBuilder digits = new StringBuilder(LONGEST);
      for (int last = first; last < groups.size(); last++) {
        int[] group = groups.get(last);
        if (digits.length() + group[1] - group[0] > LONGEST
            || last > first && !alike(groups.get(first), groups.get(last - 1), group)) {
          break;
        }
        digits.append(text, group[0], group[1]);
        Optional<Candidate> here = judge(digits, groups.get(first)[0], group[1]);
        boolean whole = first == 0 && last == groups.size() - 1;
        if (here.isPresent() && (whole || here.get().check() != Check.FAILED)) {
          best = here;
          after = last + 1;
        }
      }
      best.ifPresent(found::add);
      first = after;
    }
  }

  /**
   * Whether a group goes on as cards are written: digits one by one or in groups of two to eight.
   * Dates, counters and file names mix other lengths.
   */
  private static boolean alike(int[] first, int[] before, int[] group) {
    boolean single = first[1] - first[0] == 1;
    int length = group[1] - group[0];
    return single
        ? length == 1
        : length > 1 && length <= LONGEST_GROUP && before[1] - before[0] <= LONGEST_GROUP;
  }

  private static Optional<Candidate> judge(CharSequence digits, int start, int end) {
    int length = digits.length();
    if (length < SHORTEST || "2345678".indexOf(digits.charAt(0)) < 0 || oneDigit(digits)) {
      return Optional.empty();
    }
    return Issuer.of(digits)
        .map(
            issuer -> {
              Check check = luhn(digits) ? issuer.strength() : Check.FAILED;
              return new Candidate(issuer.scheme(), start, end, check);
            });
  }

  private static boolean oneDigit(CharSequence digits) {
    int at = 1;
    while (at < digits.length() && digits.charAt(at) == digits.charAt(0)) {
      at++;
    }
    return at == digits.length();
  }

  private static boolean luhn(CharSequence digits) {
    int sum = 0;
    boolean twice = false;
    for (int at = digits.length() - 1; at >= 0; at--) {
      int digit = digits.charAt(at) - '0';
      int added = twice ? digit * 2 : digit;
      sum += added > 9 ? added - 9 : added;
      twice = !twice;
    }
    return sum % 10 == 0;
  }

  /** Who issued a number, by its first digits and its length. */
  private record Issuer(String scheme, Check strength) {

    static Optional<Issuer> of(CharSequence digits) {
      int length = digits.length();
      int two = number(digits, 2);
      int four = number(digits, 4);
      int six = number(digits, 6);
      String scheme = scheme(length, two, four, six);
      // Old 13-digit and Maestro numbers look like article numbers (GS1 prefixes 400 to 440).
      boolean weak = length < 14 || scheme.equals("maestro");
      return scheme.isEmpty()
          ? Optional.empty()
          : Optional.of(new Issuer(scheme, weak ? Check.WEAK : Check.PASSED));
    }

    private static String scheme(int length, int two, int four, int six) {
      int three = four / 10;
      if (two / 10 == 4) {
        return length == 13 || length == 16 || length == 19 ? "visa" : "";
      }
      if (two >= 51 && two <= 55 || four >= 2221 && four <= 2720) {
        return length == 16 ? "mastercard" : "";
      }
      if (two == 34 || two == 37) {
        return length == 15 ? "amex" : "";
      }
      boolean coBranded = six >= 622126 && six <= 622925;
      if (four == 6011 || two == 65 || three >= 644 && three <= 649 || coBranded) {
        return length >= 16 ? "discover" : "";
      }
      if (two == 36 || two == 38 || two == 39 || three >= 300 && three <= 305) {
        return length == 14 || length == 16 ? "diners" : "";
      }
      if (four >= 3528 && four <= 3589) {
        return length >= 16 ? "jcb" : "";
      }
      if (two == 62 || two == 81) {
        return length >= 16 ? "unionpay" : "";
      }
      if (four >= 2200 && four <= 2204) {
        return length == 16 ? "mir" : "";
      }
      return two == 50 || two >= 56 && two <= 58 || two / 10 == 6 ? "maestro" : "";
    }

    private static int number(CharSequence digits, int count) {
      return Integer.parseInt(digits, 0, count, 10);
    }
  }
}
