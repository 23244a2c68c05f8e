package org.lockkeeper.detect.number;

import static org.lockkeeper.detect.number.CheckDigits.at;
import static org.lockkeeper.detect.number.CheckDigits.ends;
import static org.lockkeeper.detect.number.CheckDigits.luhn;
import static org.lockkeeper.detect.number.CheckDigits.number;
import static org.lockkeeper.detect.number.CheckDigits.sum;
import static org.lockkeeper.detect.number.NumberFormat.format;

import java.util.List;

/** Denmark, Estonia, Finland, Iceland, Latvia, Lithuania, Norway, Sweden. */
final class NorthernEurope {

  static final List<NumberFormat> FORMATS =
      List.of(
          format(
              "dk-cpr",
              "CPR-nummer; since 2007 without a check digit, so a date and no more",
              "CPR-loven; Personnummeret i CPR",
              "999999-9999|9999999999|999999 9999",
              n -> Dates.ddmmyy(n, 0)),
          format(
              "dk-cvr",
              "CVR-nummer",
              "Erhvervsstyrelsen, modulus 11",
              "99999999|99 99 99 99|!dk99999999|!dk 99999999|!dk 99 99 99 99",
              n -> n.charAt(0) != '0' && sum(n, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0),
          format(
              "ee-isikukood",
              "isikukood",
              "EVS 585:2007",
              "99999999999",
              NorthernEurope::balticCode),
          format(
              "ee-vat",
              "käibemaksukohustuslase number",
              "Maksu- ja Tolliamet; European Commission, VIES",
              "!ee999999999|!ee 999999999",
              n -> sum(n, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0),
          format(
              "fi-hetu",
              "henkilötunnus",
              "Valtioneuvoston asetus 128/2010",
              "!999999-999X|!999999A999X",
              NorthernEurope::finnish),
          format(
              "fi-ytunnus",
              "Y-tunnus",
              "Yritys- ja yhteisötietolaki 244/2001",
              "9999999-9|!fi99999999|!fi 99999999",
              n -> sum(n, 7, 9, 10, 5, 8, 4, 2, 1) % 11 == 0 && number(n, 0, 7) != 0),
          format(
              "is-kennitala",
              "kennitala",
              "Lög um skráningu einstaklinga 140/2019",
              "999999-9999|9999999999|999999 9999",
              NorthernEurope::icelandic),
          format(
              "lt-asmens-kodas",
              "asmens kodas",
              "Gyventojų registro įstatymas; modulus 11 in two rounds",
              "99999999999",
              NorthernEurope::balticCode),
          format(
              "lt-vat",
              "PVM mokėtojo kodas",
              "VMI; European Commission, VIES",
              "!lt999999999|!lt 999999999|!lt999999999999|!lt 999999999999",
              n -> n.charAt(n.length() - 2) == '1' && ends(n, twoRounds(n))),
          format(
              "lv-personas-kods",
              "personas kods",
              "Iedzīvotāju reģistra likums; modulus 11",
              "!999999-99999|99999999999|999999 99999",
              NorthernEurope::latvian),
          format(
              "lv-vat",
              "PVN reģistrācijas numurs",
              "Uzņēmumu reģistrs; European Commission, VIES",
              "!lv99999999999|!lv 99999999999",
              n -> n.charAt(0) > '3' && sum(n, 9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1) % 11 == 3),
          format(
              "no-fodselsnummer",
              "fødselsnummer and D-nummer",
              "Folkeregisterloven; Skatteetaten, kontrollsiffer",
              "999999 99999|99999999999|999999-99999|999999.99999",
              NorthernEurope::norwegian),
          format(
              "no-orgnr",
              "organisasjonsnummer",
              "Enhetsregisterloven; modulus 11",
              "999 999 999|999999999|!999999999mva|!no999999999mva|!no 999 999 999 mva|!999 999 999 mva",
              n -> "89".indexOf(n.charAt(0)) >= 0 && sum(n, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0),
          format(
              "no-konto",
              "kontonummer",
              "Finans Norge; modulus 11",
              "9999.99.99999|9999 99 99999|99999999999",
              n -> number(n, 0, 9) != 0 && sum(n, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0),
          format(
              "se-personnummer",
              "personnummer and samordningsnummer",
              "Folkbokföringslagen 1991:481 § 18; ISO/IEC 7812-1",
              "!999999-9999|!99999999-9999|9999999999|999999999999|999999 9999|99999999 9999",
              NorthernEurope::swedish),
          format(
              "se-orgnr",
              "organisationsnummer",
              "Lag 1974:174; ISO/IEC 7812-1",
              "999999-9999|9999999999|!se999999999901|!se999999-999901|!se 999999999901",
              n -> "1235678".indexOf(n.charAt(0)) >= 0 && n.charAt(2) >= '2' && luhn(n)));

  private NorthernEurope() {}

  /**
   * Modulus 11 with weights from 1, and if that gives ten with weights from 3, as in the Baltics.
   */
  static int twoRounds(String n) {
    int first = 0;
    int second = 0;
    for (int place = 0; place < n.length() - 1; place++) {
      first += at(n, place) * (place % 9 + 1);
      second += at(n, place) * ((place + 2) % 9 + 1);
    }
    return first % 11 < 10 ? first % 11 : second % 11 % 10;
  }

  private static boolean balticCode(String n) {
    int century = at(n, 0);
    return century >= 1
        && century <= 8
        && Dates.date(
            1800 + (century - 1) / 2 * 100 + Dates.two(n, 1), Dates.two(n, 3), Dates.two(n, 5))
        && ends(n, twoRounds(n));
  }

  private static boolean finnish(String n) {
    // Of eleven chars the seventh is the century; of ten it was a dash.
    boolean century = n.length() == 11;
    if (century && "ABCDEFYXWVU".indexOf(n.charAt(6)) < 0) {
      return false;
    }
    int individual = number(n, n.length() - 4, n.length() - 1);
    int check = (number(n, 0, 6) * 1000 + individual) % 31;
    return Dates.ddmmyy(n, 0)
        && individual >= 2
        && "0123456789ABCDEFHJKLMNPRSTUVWXY".charAt(check) == n.charAt(n.length() - 1);
  }

  private static boolean icelandic(String n) {
    int day = Dates.two(n, 0);
    // Companies have 40 added to the day.
    boolean born = Dates.shortDate(Dates.two(n, 4), Dates.two(n, 2), day > 40 ? day - 40 : day);
    return born && "90".indexOf(n.charAt(9)) >= 0 && sum(n, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
  }

  private static boolean latvian(String n) {
    // Since 2017 numbers start with 32 and hold no date.
    boolean born = n.startsWith("32") || at(n, 6) <= 2 && Dates.ddmmyy(n, 0);
    return born && ends(n, (1 + sum(n, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9)) % 11 % 10);
  }

  private static boolean norwegian(String n) {
    int day = Dates.two(n, 0);
    int month = Dates.two(n, 2);
    // D numbers add 40 to the day, H numbers and tests 40 or 80 to the month.
    int realDay = day > 40 ? day - 40 : day;
    int realMonth = month > 80 ? month - 80 : month > 40 ? month - 40 : month;
    return Dates.shortDate(Dates.two(n, 4), realMonth, realDay)
        && sum(n, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0
        && sum(n, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
  }

  private static boolean swedish(String n) {
    String ten = n.substring(n.length() - 10);
    int day = Dates.two(ten, 4);
    int realDay = day > 60 ? day - 60 : day;
    boolean born =
        n.length() == 12
            ? n.charAt(0) < '3'
                && Dates.yyyymmdd(n.substring(0, 6) + realDay / 10 + realDay % 10, 0)
            : Dates.shortDate(Dates.two(ten, 0), Dates.two(ten, 2), realDay);
    return born && luhn(ten);
  }
}
