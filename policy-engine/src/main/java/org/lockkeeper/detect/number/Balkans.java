package org.lockkeeper.detect.number;

import static org.lockkeeper.detect.number.CheckDigits.at;
import static org.lockkeeper.detect.number.CheckDigits.ends;
import static org.lockkeeper.detect.number.CheckDigits.hybrid;
import static org.lockkeeper.detect.number.CheckDigits.number;
import static org.lockkeeper.detect.number.CheckDigits.sum;
import static org.lockkeeper.detect.number.NumberFormat.format;

import java.util.List;

/** Bosnia, Bulgaria, Croatia, Montenegro, North Macedonia, Romania, Serbia, Slovenia. */
final class Balkans {

  /** The personal number of what was Yugoslavia: its seventh and eighth digits are the region. */
  private static final String JMBG = "Zakon o uvođenju jedinstvenog matičnog broja građana, 1976";

  static final List<NumberFormat> FORMATS =
      List.of(
          format("ba-jmbg", "JMBG", JMBG, "9999999999999", n -> master(n, 10, 19)),
          format("me-jmbg", "JMBG", JMBG, "9999999999999", n -> master(n, 20, 29)),
          format("mk-embg", "ЕМБГ", JMBG, "9999999999999", n -> master(n, 40, 49)),
          format("rs-jmbg", "JMBG", JMBG, "9999999999999", n -> master(n, 70, 89)),
          format("si-emso", "EMŠO", JMBG, "9999999999999", n -> master(n, 50, 59)),
          format(
              "bg-egn",
              "ЕГН",
              "Закон за гражданската регистрация чл. 11; ГРАО",
              "9999999999",
              Balkans::bulgarian),
          format(
              "bg-vat",
              "ЕИК, ДДС номер of companies",
              "Закон за търговския регистър; European Commission, VIES",
              "!bg999999999|!bg 999999999|999999999",
              Balkans::bulgarianCompany),
          format(
              "hr-oib",
              "OIB",
              "Zakon o osobnom identifikacijskom broju; ISO/IEC 7064 MOD 11-10",
              "99999999999|!hr99999999999|!hr 99999999999",
              n -> hybrid(n, 10) && !CheckDigits.uniform(n)),
          format(
              "ro-cnp",
              "cod numeric personal",
              "OUG 97/2005; Legea 105/1996",
              "9999999999999",
              Balkans::romanian),
          format(
              "ro-cui",
              "CUI, cod de identificare fiscală",
              "OUG 116/2009; ANAF",
              "!ro9999999999|!ro 9999999999|!ro999999999|!ro 999999999|!ro99999999|!ro 99999999|!ro9999999|!ro 9999999|!ro999999|99999999",
              Balkans::romanianCompany),
          format(
              "rs-pib",
              "PIB",
              "Zakon o poreskom postupku; ISO/IEC 7064 MOD 11-10",
              "999999999",
              n -> number(n, 0, 8) > 10_000_000 && hybrid(n, 10)),
          format(
              "si-ddv",
              "davčna številka",
              "Zakon o davčni službi; FURS",
              "!si99999999|!si 99999999|99999999",
              n -> {
                int check = 11 - sum(n, 8, 7, 6, 5, 4, 3, 2) % 11;
                return n.charAt(0) != '0' && check < 11 && ends(n, check % 10);
              }));

  private Balkans() {}

  private static boolean master(String n, int from, int to) {
    int region = Dates.two(n, 7);
    int thousand = at(n, 4);
    int year = number(n, 4, 7) + (thousand == 9 ? 1000 : 2000);
    int check = Math.floorMod(-sum(n, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2), 11) % 10;
    return region >= from
        && region <= to
        && (thousand == 9 || thousand == 0 || thousand == 8)
        && Dates.date(thousand == 8 ? year - 1000 : year, Dates.two(n, 2), Dates.two(n, 0))
        && ends(n, check);
  }

  private static boolean bulgarian(String n) {
    int month = Dates.two(n, 2);
    // 20 is added to the month before 1900, 40 from 2000 on.
    int century = month > 40 ? 2000 : month > 20 ? 1800 : 1900;
    return Dates.date(century + Dates.two(n, 0), month % 20, Dates.two(n, 4))
        && ends(n, sum(n, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10);
  }

  private static boolean bulgarianCompany(String n) {
    int check = sum(n, 1, 2, 3, 4, 5, 6, 7, 8) % 11;
    return number(n, 0, 9) != 0
        && ends(n, check == 10 ? sum(n, 3, 4, 5, 6, 7, 8, 9, 10) % 11 % 10 : check);
  }

  private static boolean romanian(String n) {
    int kind = at(n, 0);
    // The first digit is sex and century; 7 to 9 are people from abroad.
    int century = kind >= 7 || kind <= 2 ? 1900 : kind <= 4 ? 1800 : 2000;
    int county = Dates.two(n, 7);
    int check = sum(n, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11;
    return kind != 0
        && Dates.date(century + Dates.two(n, 1), Dates.two(n, 3), Dates.two(n, 5))
        && (county >= 1 && county <= 48
            || county == 51
            || county == 52
            || county == 70
            || county >= 80 && county <= 83)
        && ends(n, check == 10 ? 1 : check);
  }

  private static boolean romanianCompany(String n) {
    int[] weights = {7, 5, 3, 2, 1, 7, 5, 3, 2};
    int sum = 0;
    for (int place = 0; place < n.length() - 1; place++) {
      sum += at(n, place) * weights[weights.length - n.length() + 1 + place];
    }
    return n.charAt(0) != '0' && ends(n, sum * 10 % 11 % 10);
  }
}
