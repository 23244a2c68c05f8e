package org.lockkeeper.detect.number;

import java.util.ArrayList;
import java.util.List;

/**
 * The arithmetic of check digits. Every method takes digits and capital letters only, the check
 * digit included unless said otherwise; a letter counts 10 for A to 35 for Z.
 */
final class CheckDigits {

  /** The dihedral group D5 of Verhoeff's thesis (1969). */
  private static final int[][] DIHEDRAL = new int[10][10];

  /** Verhoeff's permutation, applied as often as the digit's place says. */
  private static final int[][] PERMUTED = new int[8][10];

  private static final int[] SEVEN_THREE_ONE = {7, 3, 1};

  static {
    String turn = "1576283094";
    for (int a = 0; a < 10; a++) {
      PERMUTED[0][a] = a;
      for (int b = 0; b < 10; b++) {
        // A turn of the pentagon adds; after a flip (5 to 9) it takes away.
        int corner = a < 5 ? (a + b) % 5 : Math.floorMod(a - b, 5);
        boolean flipped = a < 5 != b < 5;
        DIHEDRAL[a][b] = corner + (flipped ? 5 : 0);
      }
    }
    for (int round = 1; round < PERMUTED.length; round++) {
      for (int a = 0; a < 10; a++) {
        PERMUTED[round][a] = turn.charAt(PERMUTED[round - 1][a]) - '0';
      }
    }
  }

  private CheckDigits() {}

  /** The value of the char at a place. */
  static int at(String n, int place) {
    char unit = n.charAt(place);
    return unit <= '9' ? unit - '0' : unit - 'A' + 10;
  }

  /** The digits from one place to another, as a number of at most nine digits. */
  static int number(String n, int from, int to) {
    return Integer.parseInt(n, from, to, 10);
  }

  /** The sum of the first chars, each times its weight. */
  static int sum(String n, int... weights) {
    return sumFrom(n, 0, weights);
  }

  /** The sum of the chars from a place on, each times its weight. */
  static int sumFrom(String n, int from, int... weights) {
    int sum = 0;
    for (int place = 0; place < weights.length; place++) {
      sum += at(n, from + place) * weights[place];
    }
    return sum;
  }

  /** The sum of the first chars, each product reduced to the sum of its decimal digits. */
  static int crossSum(String n, int... weights) {
    int sum = 0;
    for (int place = 0; place < weights.length; place++) {
      int product = at(n, place) * weights[place];
      sum += product / 10 + product % 10;
    }
    return sum;
  }

  /** Whether the last char is a digit of this value. */
  static boolean ends(String n, int check) {
    return n.charAt(n.length() - 1) == '0' + check;
  }

  /** ISO/IEC 7812-1 annex B, Luhn's formula. */
  static boolean luhn(String n) {
    return luhnSum(n, 10) % 10 == 0;
  }

  /** Luhn's sum in another base, which letters may be digits of. */
  static int luhnSum(String n, int base) {
    int sum = 0;
    boolean twice = false;
    for (int place = n.length() - 1; place >= 0; place--) {
      int value = at(n, place) * (twice ? 2 : 1);
      sum += value / base + value % base;
      twice = !twice;
    }
    return sum;
  }

  /** Verhoeff, Error Detecting Decimal Codes, 1969. */
  static boolean verhoeff(String n) {
    int check = 0;
    for (int place = 0; place < n.length(); place++) {
      check = DIHEDRAL[check][PERMUTED[place % 8][at(n, n.length() - 1 - place)]];
    }
    return check == 0;
  }

  /** The remainder of a number of any length; a letter stands for two digits, as in an IBAN. */
  static int mod(String n, int modulus) {
    int rest = 0;
    for (int place = 0; place < n.length(); place++) {
      int value = at(n, place);
      rest = (rest * (value > 9 ? 100 : 10) + value) % modulus;
    }
    return rest;
  }

  /** ISO/IEC 7064 MOD 11-10, and with letters MOD 37-36. */
  static boolean hybrid(String n, int modulus) {
    int check = modulus;
    for (int place = 0; place < n.length() - 1; place++) {
      int sum = (check + at(n, place)) % modulus;
      check = (sum == 0 ? modulus : sum) * 2 % (modulus + 1);
    }
    return (check + at(n, n.length() - 1)) % modulus == 1;
  }

  /** ISO/IEC 7064 MOD 11-2, its check char X for ten. */
  static boolean mod112(String n) {
    int rest = 0;
    for (int place = 0; place < n.length() - 1; place++) {
      rest = (rest + at(n, place)) * 2 % 11;
    }
    char last = n.charAt(n.length() - 1);
    int check = last == 'X' ? 10 : last - '0';
    return (rest + check) % 11 == 1;
  }

  /** GS1 General Specifications 7.9: weights 3 and 1 from the right. */
  static boolean gs1(String n) {
    int sum = 0;
    for (int place = 0; place < n.length(); place++) {
      sum += at(n, place) * ((n.length() - place) % 2 == 0 ? 3 : 1);
    }
    return sum % 10 == 0;
  }

  /** ICAO Doc 9303-3 §4.9: weights 7, 3, 1 and again, modulo 10. */
  static int sevenThreeOne(String n, int from, int to) {
    int sum = 0;
    for (int place = from; place < to; place++) {
      sum += at(n, place) * SEVEN_THREE_ONE[(place - from) % 3];
    }
    return sum % 10;
  }

  /** Whether all chars are the same: a placeholder, never a number in use. */
  static boolean uniform(String n) {
    int place = 1;
    while (place < n.length() && n.charAt(place) == n.charAt(0)) {
      place++;
    }
    return place == n.length();
  }

  /** The positions of chars in an alphabet of a country's own. */
  static List<Integer> in(String alphabet, String n) {
    List<Integer> values = new ArrayList<>(n.length());
    n.chars().forEach(unit -> values.add(alphabet.indexOf(unit)));
    return values;
  }
}
