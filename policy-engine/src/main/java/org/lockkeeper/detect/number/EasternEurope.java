package org.lockkeeper.detect.number;

import static org.lockkeeper.detect.number.CheckDigits.at;
import static org.lockkeeper.detect.number.CheckDigits.ends;
import static org.lockkeeper.detect.number.CheckDigits.mod;
import static org.lockkeeper.detect.number.CheckDigits.number;
import static org.lockkeeper.detect.number.CheckDigits.sum;
import static org.lockkeeper.detect.number.CheckDigits.sumFrom;
import static org.lockkeeper.detect.number.NumberFormat.format;

import java.util.List;

/** Belarus, Czechia, Hungary, Moldova, Poland, Russia, Slovakia, Ukraine. */
final class EasternEurope {

  static final List<NumberFormat> FORMATS =
      List.of(
          format(
              "cz-rodne-cislo",
              "rodné číslo",
              "Zákon 133/2000 Sb. § 13",
              "!999999/9999|9999999999",
              EasternEurope::birthNumber),
          format(
              "cz-vat",
              "DIČ of companies (IČO)",
              "Zákon 235/2004 Sb.; Vyhláška 389/2009",
              "!cz99999999|!cz 99999999|99999999",
              n ->
                  number(n, 0, 8) != 0 && at(n, 7) == (11 - sum(n, 8, 7, 6, 5, 4, 3, 2) % 11) % 10),
          format(
              "cz-account",
              "číslo účtu",
              "ČNB Vyhláška 169/2011 § 4",
              "9999999999/9999|999999-9999999999/9999",
              EasternEurope::account),
          format(
              "hu-taj",
              "TAJ-szám",
              "1996. évi XX. törvény",
              "999 999 999|999-999-999|999999999",
              n -> number(n, 0, 8) != 0 && ends(n, sum(n, 3, 7, 3, 7, 3, 7, 3, 7) % 10)),
          format(
              "hu-adoazonosito",
              "adóazonosító jel",
              "1996. évi XX. törvény",
              "9999999999",
              n -> n.charAt(0) == '8' && ends(n, sum(n, 1, 2, 3, 4, 5, 6, 7, 8, 9) % 11)),
          format(
              "hu-adoszam",
              "adószám",
              "NAV; European Commission, VIES",
              "!hu99999999|!hu 99999999|99999999-9-99|99999999",
              n -> number(n, 0, 8) != 0 && sum(n, 9, 7, 3, 1, 9, 7, 3, 1) % 10 == 0),
          format(
              "hu-szemelyi",
              "személyi azonosító",
              "1996. évi XX. törvény",
              "9-999999-9999|9 999999 9999",
              n ->
                  Dates.yymmdd(n, 1)
                      && (ends(n, sum(n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) % 11)
                          || ends(n, sum(n, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11))),
          format(
              "md-idnp",
              "IDNP",
              "Hotărârea Guvernului 333/2002",
              "9999999999999",
              n -> n.charAt(0) == '2' && ends(n, sum(n, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1) % 10)),
          format(
              "by-unp",
              "УНП",
              "Министерство по налогам и сборам",
              "999999999",
              EasternEurope::belarusian),
          format(
              "pl-pesel",
              "PESEL",
              "Ustawa o ewidencji ludności art. 15",
              "99999999999",
              EasternEurope::pesel),
          format(
              "pl-nip",
              "NIP",
              "Ustawa o zasadach ewidencji i identyfikacji podatników",
              "9999999999|!999-999-99-99|!999-99-99-999|!pl9999999999|!pl 9999999999|999 999 99 99",
              n -> number(n, 0, 9) != 0 && ends(n, sum(n, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11)),
          format(
              "pl-regon",
              "REGON",
              "Rozporządzenie Rady Ministrów, rejestr REGON",
              "999999999|99999999999999",
              EasternEurope::regon),
          format(
              "pl-dowod",
              "dowód osobisty number",
              "Rozporządzenie MSWiA; modulus 10 with weights 7, 3, 1",
              "AAA999999|AAA 999999",
              n -> sum(n, 7, 3, 1, 9, 7, 3, 1, 7, 3) % 10 == 0),
          format(
              "pl-paszport",
              "passport number",
              "Rozporządzenie MSWiA; modulus 10 with weights 7, 3, 1",
              "AA9999999|AA 9999999",
              n -> sum(n, 7, 3, 9, 1, 7, 3, 1, 7, 3) % 10 == 0),
          format(
              "ru-inn",
              "ИНН",
              "Приказ ФНС ММВ-7-6/435",
              "9999999999|999999999999|9999 999999 99",
              EasternEurope::inn),
          format(
              "ru-snils",
              "СНИЛС",
              "Федеральный закон 27-ФЗ; Постановление ПФР 192п",
              "!999-999-999 99|99999999999|999-999-999-99|999 999 999 99",
              n ->
                  number(n, 0, 9) > 1_001_998
                      && sum(n, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 101 % 100 == number(n, 9, 11)),
          format(
              "sk-rodne-cislo",
              "rodné číslo",
              "Zákon 301/1995 Z. z.",
              "!999999/9999|9999999999",
              EasternEurope::birthNumber),
          format(
              "sk-vat",
              "IČ DPH",
              "Zákon 222/2004 Z. z.; European Commission, VIES",
              "!sk9999999999|!sk 9999999999|9999999999",
              n -> n.charAt(0) != '0' && "234789".indexOf(n.charAt(2)) >= 0 && mod(n, 11) == 0),
          format(
              "ua-rnokpp",
              "РНОКПП",
              "Податковий кодекс, ст. 70",
              "9999999999",
              n -> Math.floorMod(sum(n, -1, 5, 7, 9, 4, 6, 10, 5, 7), 11) % 10 == at(n, 9)),
          format(
              "ua-edrpou",
              "ЄДРПОУ",
              "Держстат; modulus 11 in two rounds",
              "99999999",
              EasternEurope::edrpou));

  private EasternEurope() {}

  private static boolean birthNumber(String n) {
    int month = Dates.two(n, 2);
    // 50 is added for women, 20 more since 2004 where a day has run out of numbers.
    int realMonth = month > 50 ? month - 50 : month;
    int year = Dates.two(n, 0);
    boolean spare = realMonth > 20;
    int full = year < 54 ? 2000 + year : 1900 + year;
    int rest = number(n, 0, 9) % 11;
    // A remainder of ten was written 0 until 1985, and is left out since.
    boolean check = rest == at(n, 9) || rest == 10 && full < 1985 && n.charAt(9) == '0';
    return check
        && (!spare || full >= 2004)
        && Dates.date(full, spare ? realMonth - 20 : realMonth, Dates.two(n, 4));
  }

  private static boolean account(String n) {
    int[] weights = {6, 3, 7, 9, 10, 5, 8, 4, 2, 1};
    int own = n.length() - 14;
    boolean prefix = own == 0 || sum(n, 10, 5, 8, 4, 2, 1) % 11 == 0;
    return prefix
        && !CheckDigits.uniform(n.substring(own, own + 10))
        && sumFrom(n, own, weights) % 11 == 0;
  }

  private static boolean belarusian(String n) {
    int check = sum(n, 29, 23, 19, 17, 13, 7, 5, 3) % 11;
    return "1234567".indexOf(n.charAt(0)) >= 0 && ends(n, check);
  }

  private static boolean pesel(String n) {
    int month = Dates.two(n, 2);
    // The century is added to the month: 80 for 1800, 20 for 2000.
    int[] centuries = {1900, 2000, 2100, 2200, 1800};
    int year = centuries[month / 20] + Dates.two(n, 0);
    return Dates.date(year, month % 20, Dates.two(n, 4))
        && ends(n, Math.floorMod(-sum(n, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3), 10));
  }

  private static boolean regon(String n) {
    boolean nine = sum(n, 8, 9, 2, 3, 4, 5, 6, 7) % 11 % 10 == at(n, 8);
    return nine
        && number(n, 0, 9) != 0
        && (n.length() == 9 || ends(n, sum(n, 2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8) % 11 % 10));
  }

  private static boolean inn(String n) {
    if (number(n, 0, 9) == 0) {
      return false;
    }
    if (n.length() == 10) {
      return ends(n, sum(n, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10);
    }
    return sum(n, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == at(n, 10)
        && sum(n, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == at(n, 11);
  }

  private static boolean edrpou(String n) {
    // Numbers between thirty and sixty million start their weights elsewhere.
    boolean middle = n.charAt(0) >= '3' && n.charAt(0) <= '5';
    int[] weights = middle ? new int[] {7, 1, 2, 3, 4, 5, 6} : new int[] {1, 2, 3, 4, 5, 6, 7};
    int check = sum(n, weights) % 11;
    if (check == 10) {
      int more = 0;
      for (int place = 0; place < 7; place++) {
        more += at(n, place) * (weights[place] + 2);
      }
      check = more % 11 % 10;
    }
    return number(n, 0, 7) != 0 && ends(n, check);
  }
}
