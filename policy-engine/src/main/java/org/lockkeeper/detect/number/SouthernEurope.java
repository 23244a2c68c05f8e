package org.lockkeeper.detect.number;

import static org.lockkeeper.detect.number.CheckDigits.at;
import static org.lockkeeper.detect.number.CheckDigits.ends;
import static org.lockkeeper.detect.number.CheckDigits.luhn;
import static org.lockkeeper.detect.number.CheckDigits.mod;
import static org.lockkeeper.detect.number.CheckDigits.number;
import static org.lockkeeper.detect.number.CheckDigits.sum;
import static org.lockkeeper.detect.number.CheckDigits.sumFrom;
import static org.lockkeeper.detect.number.NumberFormat.format;

import java.util.List;

/** Cyprus, Greece, Italy, Malta, Portugal, Spain, Turkey. */
final class SouthernEurope {

  private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

  static final List<NumberFormat> FORMATS =
      List.of(
          format(
              "cy-vat",
              "VAT registration number",
              "Cyprus Tax Department; European Commission, VIES",
              "!cy99999999A|99999999A",
              SouthernEurope::cypriot),
          format(
              "es-dni",
              "documento nacional de identidad",
              "Real Decreto 1553/2005 art. 11; letter by modulus 23",
              "!99999999A|!99999999-A|!99.999.999-A|!99999999 A|!99.999.999 A",
              n -> number(n, 0, 8) > 99 && DNI_LETTERS.charAt(number(n, 0, 8) % 23) == n.charAt(8)),
          format(
              "es-nie",
              "número de identidad de extranjero",
              "Orden INT/2058/2008",
              "!A9999999A|!A-9999999-A|!A 9999999 A|!A9999999-A",
              SouthernEurope::nie),
          format(
              "es-cif",
              "NIF of organisations",
              "Orden EHA/451/2008",
              "!A9999999X|!A-9999999X|!A-99999999",
              SouthernEurope::cif),
          format(
              "es-nss",
              "número de la Seguridad Social",
              "Tesorería General, número de afiliación; modulus 97",
              "999999999999|99/99999999/99|99 99999999 99|99-99999999-99|99/9999999999|99 9999999999",
              SouthernEurope::affiliation),
          format(
              "es-ccc",
              "código cuenta cliente",
              "Banco de España, CCC",
              "9999 9999 99 9999999999|9999-9999-99-9999999999|99999999999999999999|9999 9999 9999 9999 9999|9999 9999 99 99999 99999",
              SouthernEurope::account),
          format(
              "gr-amka",
              "AMKA, social security number",
              "Law 3655/2008 art. 153; ISO/IEC 7812-1",
              "99999999999|999999 99999|999999-99999",
              n -> Dates.ddmmyy(n, 0) && luhn(n)),
          format(
              "gr-afm",
              "AFM, tax number",
              "AADE; European Commission, VIES",
              "999999999|!el999999999|!el 999999999|!gr999999999",
              n ->
                  number(n, 0, 9) != 0 && ends(n, sum(n, 256, 128, 64, 32, 16, 8, 4, 2) % 11 % 10)),
          format(
              "it-cf",
              "codice fiscale",
              "DM 23 dicembre 1976; DM 12 marzo 1974",
              "!AAAAAAXXAXXAXXXA|!AAA AAA XXAXX AXXXA",
              SouthernEurope::fiscalCode),
          format(
              "it-iva",
              "partita IVA",
              "DPR 633/1972 art. 35; ISO/IEC 7812-1",
              "99999999999|!it99999999999|!it 99999999999",
              n -> number(n, 0, 7) != 0 && office(number(n, 7, 10)) && luhn(n)),
          format(
              "mt-vat",
              "VAT number",
              "Malta Commissioner for Revenue; European Commission, VIES",
              "!mt99999999|!mt 99999999|!mt 9999-9999",
              n -> n.charAt(0) != '0' && (sum(n, 3, 4, 6, 7, 8, 9) + number(n, 6, 8)) % 37 == 0),
          format(
              "pt-nif",
              "número de identificação fiscal",
              "Decreto-Lei 14/2013",
              "999999999|999 999 999|999.999.999|!pt999999999|!pt 999999999|!pt 999 999 999",
              n -> portuguese(n) && ends(n, modulus11(sum(n, 9, 8, 7, 6, 5, 4, 3, 2)))),
          format(
              "pt-cc",
              "Cartão de Cidadão document number",
              "Portaria 203/2007; Luhn with letters",
              "!999999999AX9|999999999XX9|!99999999 9 XX9|!99999999-9-XX9|!99999999 9XX9",
              SouthernEurope::citizenCard),
          format(
              "pt-niss",
              "número de identificação da segurança social",
              "Segurança Social, dígito de controlo",
              "99999999999|999 999 999 99",
              n ->
                  "12".indexOf(n.charAt(0)) >= 0
                      && ends(n, 9 - sum(n, 29, 23, 19, 17, 13, 11, 7, 5, 3, 2) % 10)),
          format(
              "tr-kimlik",
              "T.C. kimlik numarası",
              "Law 5490 art. 46",
              "99999999999|999 999 999 99|999 99 999 999",
              SouthernEurope::turkish),
          format(
              "tr-vkn",
              "vergi kimlik numarası",
              "Vergi Usul Kanunu 213; Gelir İdaresi algorithm",
              "9999999999|999 999 9999",
              SouthernEurope::turkishTax));

  private SouthernEurope() {}

  /** Eleven less the remainder, ten and eleven being 0. */
  private static int modulus11(int sum) {
    int rest = sum % 11;
    return rest < 2 ? 0 : 11 - rest;
  }

  private static boolean cypriot(String n) {
    int[] odd = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
    int total = 0;
    for (int place = 0; place < 8; place++) {
      total += place % 2 == 0 ? odd[at(n, place)] : at(n, place);
    }
    return !n.startsWith("12")
        && "013459".indexOf(n.charAt(0)) >= 0
        && n.charAt(8) == 'A' + total % 26;
  }

  private static boolean nie(String n) {
    int first = "XYZ".indexOf(n.charAt(0));
    return first >= 0
        && DNI_LETTERS.charAt((first * 10_000_000 + number(n, 1, 8)) % 23) == n.charAt(8);
  }

  private static boolean cif(String n) {
    char kind = n.charAt(0);
    if ("ABCDEFGHJNPQRSUVW".indexOf(kind) < 0) {
      return false;
    }
    int check = (10 - CheckDigits.luhnSum(n.substring(1, 8) + "0", 10) % 10) % 10;
    char last = n.charAt(8);
    boolean letter = "JABCDEFGHI".charAt(check) == last;
    boolean digit = last == '0' + check;
    // Public bodies end in a letter and companies in a digit; authorities disagree about the rest.
    return letter || digit;
  }

  private static boolean affiliation(String n) {
    int province = Dates.two(n, 0);
    // A serial below ten million is counted without its leading zero.
    String counted =
        n.charAt(2) == '0' ? n.substring(0, 2) + n.substring(3, 10) : n.substring(0, 10);
    return (province >= 1 && province <= 53 || province == 66)
        && mod(counted, 97) == number(n, 10, 12);
  }

  private static boolean account(String n) {
    int bank = modulus11Once(sum(n, 4, 8, 5, 10, 9, 7, 3, 6));
    int number = modulus11Once(sumFrom(n, 10, 1, 2, 4, 8, 5, 10, 9, 7, 3, 6));
    return number(n, 0, 4) != 0 && at(n, 8) == bank && at(n, 9) == number;
  }

  /** Eleven less the remainder, ten being 1 and eleven 0. */
  private static int modulus11Once(int sum) {
    int check = 11 - sum % 11;
    return check == 10 ? 1 : check % 11;
  }

  /** The office that gave it out. */
  private static boolean office(int code) {
    return code >= 1 && code <= 100 || code == 120 || code == 121 || code == 888 || code == 999;
  }

  private static boolean fiscalCode(String n) {
    int[] odd = {
      1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };
    int total = 0;
    StringBuilder digits = new StringBuilder();
    for (int place = 0; place < 15; place++) {
      char unit = n.charAt(place);
      int value = unit <= '9' ? unit - '0' : unit - 'A';
      total += place % 2 == 0 ? odd[value] : value;
      // Of two people with one code the second has letters for digits.
      if (place > 5 && place != 8 && place != 11) {
        int digit = unit <= '9' ? unit - '0' : "LMNPQRSTUV".indexOf(unit);
        if (digit < 0) {
          return false;
        }
        digits.append(digit);
      }
    }
    int month = "ABCDEHLMPRST".indexOf(n.charAt(8)) + 1;
    int day = Dates.two(digits.toString(), 2);
    return n.charAt(15) == 'A' + total % 26
        && Dates.shortDate(Dates.two(digits.toString(), 0), month, day > 40 ? day - 40 : day);
  }

  /** Whether the first digits are of a kind of taxpayer. */
  private static boolean portuguese(String n) {
    return switch (n.charAt(0)) {
      case '1', '2', '3', '5', '6', '8', '9' -> true;
      case '4' -> n.charAt(1) == '5';
      case '7' -> "01245789".indexOf(n.charAt(1)) >= 0;
      default -> false;
    };
  }

  private static boolean citizenCard(String n) {
    int sum = 0;
    for (int place = 0; place < 12; place++) {
      int value = at(n, place);
      int counted = place % 2 == 0 ? value * 2 : value;
      sum += place % 2 == 0 && counted > 9 ? counted - 9 : counted;
    }
    return sum % 10 == 0;
  }

  private static boolean turkish(String n) {
    int odd = at(n, 0) + at(n, 2) + at(n, 4) + at(n, 6) + at(n, 8);
    int even = at(n, 1) + at(n, 3) + at(n, 5) + at(n, 7);
    return n.charAt(0) != '0'
        && at(n, 9) == Math.floorMod(7 * odd - even, 10)
        && at(n, 10) == (odd + even + at(n, 9)) % 10;
  }

  private static boolean turkishTax(String n) {
    int sum = 0;
    for (int place = 0; place < 9; place++) {
      int moved = (at(n, place) + 9 - place) % 10;
      int counted = moved * (1 << (9 - place)) % 9;
      sum += moved == 0 ? 0 : counted == 0 ? 9 : counted;
    }
    return !CheckDigits.uniform(n) && ends(n, (10 - sum % 10) % 10);
  }
}
