package org.lockkeeper.detect.number;

import static org.lockkeeper.detect.number.CheckDigits.at;
import static org.lockkeeper.detect.number.CheckDigits.ends;
import static org.lockkeeper.detect.number.CheckDigits.luhn;
import static org.lockkeeper.detect.number.CheckDigits.mod;
import static org.lockkeeper.detect.number.CheckDigits.number;
import static org.lockkeeper.detect.number.CheckDigits.sum;
import static org.lockkeeper.detect.number.NumberFormat.format;

import java.util.List;

/** Australia, Egypt, Morocco, New Zealand, South Africa. */
final class AfricaAndOceania {

  static final List<NumberFormat> FORMATS =
      List.of(
          format(
              "au-tfn",
              "Tax File Number",
              "ATO; modulus 11",
              "999~999~999",
              n -> !CheckDigits.uniform(n) && sum(n, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0),
          format(
              "au-medicare",
              "Medicare card number",
              "Services Australia, HealthCare Identifier check digit",
              "9999 99999 9|9999-99999-9|9999999999|9999 99999 9 9",
              n -> {
                boolean card = n.charAt(0) >= '2' && n.charAt(0) <= '6';
                return card
                    && at(n, 8) == sum(n, 1, 3, 7, 9, 1, 3, 7, 9) % 10
                    && n.charAt(9) != '0';
              }),
          format(
              "au-abn",
              "Australian Business Number",
              "A New Tax System (ABN) Act 1999; modulus 89",
              "99 999 999 999|99999999999",
              n ->
                  n.charAt(0) != '0'
                      && (sum(n, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10) % 89 == 0),
          format(
              "au-acn",
              "Australian Company Number",
              "Corporations Regulations 2001 s. 1.1.02",
              "999 999 999|999999999",
              n ->
                  number(n, 0, 9) != 0
                      && ends(n, Math.floorMod(-sum(n, 8, 7, 6, 5, 4, 3, 2, 1), 10))),
          format(
              "eg-id",
              "national number; its check digit's rule is not public, a date and a province",
              "Civil Status Law 143/1994",
              "99999999999999",
              n ->
                  "23".indexOf(n.charAt(0)) >= 0
                      && Dates.date(
                          1500 + at(n, 0) * 100 + 200 + Dates.two(n, 1),
                          Dates.two(n, 3),
                          Dates.two(n, 5))
                      && (Dates.two(n, 7) >= 1 && Dates.two(n, 7) <= 35 || Dates.two(n, 7) == 88)),
          format(
              "ma-ice",
              "identifiant commun de l'entreprise",
              "Décret 2-11-63; modulus 97",
              "999999999999999",
              n -> number(n, 3, 9) != 0 && mod(n, 97) == 0),
          format(
              "nz-ird",
              "IRD number",
              "Inland Revenue, Resident Withholding Tax specification",
              "999~999~999|99-999-999|99 999 999|99999999",
              AfricaAndOceania::inlandRevenue),
          format(
              "nz-nhi",
              "National Health Index number",
              "HISO 10046:2019",
              "AAA9999|AAA99AA",
              AfricaAndOceania::healthIndex),
          format(
              "za-id",
              "identity number",
              "Identification Act 68 of 1997; ISO/IEC 7812-1",
              "9999999999999|999999 9999 999|999999 9999 99 9",
              n -> Dates.yymmdd(n, 0) && n.charAt(10) <= '2' && luhn(n)),
          format(
              "za-tax",
              "income tax reference number",
              "SARS; ISO/IEC 7812-1",
              "9999999999|9999/999/999",
              n -> "01239".indexOf(n.charAt(0)) >= 0 && number(n, 1, 9) != 0 && luhn(n)));

  private AfricaAndOceania() {}

  private static boolean inlandRevenue(String n) {
    String nine = n.length() == 8 ? "0" + n : n;
    int whole = number(nine, 0, 9);
    int rest = Math.floorMod(-sum(nine, 3, 2, 7, 6, 5, 4, 3, 2), 11);
    int check = rest == 10 ? Math.floorMod(-sum(nine, 7, 4, 3, 2, 5, 2, 7, 6), 11) : rest;
    return whole > 10_000_000 && whole < 150_000_000 && ends(nine, check);
  }

  private static boolean healthIndex(String n) {
    String alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    int sum = 0;
    for (int place = 0; place < 6; place++) {
      char unit = n.charAt(place);
      int value = unit <= '9' ? unit - '0' : alphabet.indexOf(unit) + 1;
      if (unit > '9' && value == 0) {
        return false;
      }
      sum += value * (7 - place);
    }
    char last = n.charAt(6);
    // Numbers that end in a letter came in 2019.
    return last > '9'
        ? last == alphabet.charAt(23 - sum % 23)
        : sum % 11 != 0 && ends(n, (11 - sum % 11) % 10);
  }
}
