package org.lockkeeper.detect.number;

import static org.lockkeeper.detect.number.CheckDigits.at;
import static org.lockkeeper.detect.number.CheckDigits.ends;
import static org.lockkeeper.detect.number.CheckDigits.luhn;
import static org.lockkeeper.detect.number.CheckDigits.mod;
import static org.lockkeeper.detect.number.CheckDigits.sum;
import static org.lockkeeper.detect.number.NumberFormat.format;
import static org.lockkeeper.detect.number.NumberFormat.worldwide;

import java.util.List;

/** Securities, legal entities, devices and vehicles. */
final class Worldwide {

  /** ISO 3166-1 countries that issue securities, and the codes ISO 6166 adds. */
  private static final String ISSUERS =
      " AD AE AG AI AL AM AN AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ"
          + " CA CH CI CL CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ES ET EU FI FJ FO FR"
          + " GA GB GD GE GG GH GI GL GM GR GS GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO"
          + " JP KE KG KH KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MN"
          + " MO MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NZ OM PA PE PG PH PK PL PR PS PT PY QA"
          + " RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SR SV SY SZ TC TD TG TH TJ TM TN TR TT TW"
          + " TZ UA UG US UY UZ VC VE VG VN VU WS XC XF XK XS YE ZA ZM ZW ";

  static final List<NumberFormat> FORMATS =
      List.of(
          worldwide(
              "isin",
              "international securities identification number",
              "ISO 6166; Luhn over letters as two digits",
              "!AAXXXXXXXXX9|!AA XXXXXXXXX 9",
              Worldwide::isin),
          worldwide(
              "lei",
              "legal entity identifier",
              "ISO 17442; ISO/IEC 7064 MOD 97-10",
              "!XXXXXXXXXXXXXXXXXX99",
              n ->
                  n.startsWith("00", 4) && mod(n, 97) == 1
                      || n.chars().anyMatch(Character::isLetter) && mod(n, 97) == 1),
          format("us-cusip", "CUSIP", "ANSI X9.6", "999XXXXX9|AXXXXXXX9", Worldwide::cusip),
          format(
              "gb-sedol",
              "SEDOL",
              "London Stock Exchange, SEDOL Masterfile",
              "XXXXXX9",
              n ->
                  n.chars().noneMatch(unit -> "AEIOU".indexOf(unit) >= 0)
                      && !CheckDigits.uniform(n)
                      && sum(n, 1, 3, 1, 7, 3, 9, 1) % 10 == 0),
          worldwide(
              "imei",
              "international mobile equipment identity",
              "3GPP TS 23.003 §6.2; ISO/IEC 7812-1",
              "99-999999-999999-9|99 999999 999999 9|999999999999999",
              n -> !CheckDigits.uniform(n) && luhn(n)),
          worldwide(
              "vin",
              "vehicle identification number with the check digit of North America and China",
              "ISO 3779; 49 CFR 565.15",
              "XXXXXXXXXXXXX9999",
              Worldwide::vehicle));

  private Worldwide() {}

  private static boolean isin(String n) {
    StringBuilder digits = new StringBuilder();
    for (int place = 0; place < n.length(); place++) {
      digits.append(at(n, place));
    }
    // Names with a number behind look like one: real ones have three digits and more.
    boolean hasDigit = n.substring(0, 11).chars().filter(unit -> unit <= '9').count() > 2;
    return hasDigit && ISSUERS.contains(" " + n.substring(0, 2) + " ") && luhn(digits.toString());
  }

  private static boolean cusip(String n) {
    int sum = 0;
    for (int place = 0; place < 8; place++) {
      int value = at(n, place) * (place % 2 == 0 ? 1 : 2);
      sum += value / 10 + value % 10;
    }
    return !CheckDigits.uniform(n)
        && n.chars().filter(unit -> unit <= '9').count() > 3
        && ends(n, (10 - sum % 10) % 10);
  }

  private static boolean vehicle(String n) {
    int[] weights = {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    int[] letters = {1, 2, 3, 4, 5, 6, 7, 8, 0, 1, 2, 3, 4, 5, 0, 7, 0, 9, 2, 3, 4, 5, 6, 7, 8, 9};
    int sum = 0;
    int found = 0;
    for (int place = 0; place < 17; place++) {
      char unit = n.charAt(place);
      int value = unit <= '9' ? unit - '0' : letters[unit - 'A'];
      if (unit > '9' && value == 0) {
        return false;
      }
      found += unit > '9' ? 1 : 0;
      sum += value * weights[place];
    }
    return found > 2 && n.charAt(8) == "0123456789X".charAt(sum % 11);
  }
}
