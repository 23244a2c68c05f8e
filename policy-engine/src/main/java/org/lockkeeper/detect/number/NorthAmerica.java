package org.lockkeeper.detect.number;

import static org.lockkeeper.detect.number.CheckDigits.at;
import static org.lockkeeper.detect.number.CheckDigits.ends;
import static org.lockkeeper.detect.number.CheckDigits.luhn;
import static org.lockkeeper.detect.number.CheckDigits.number;
import static org.lockkeeper.detect.number.CheckDigits.sum;
import static org.lockkeeper.detect.number.CheckDigits.sumFrom;
import static org.lockkeeper.detect.number.NumberFormat.format;

import java.util.List;

/** Canada, Dominican Republic, Mexico, United States. */
final class NorthAmerica {

  static final List<NumberFormat> FORMATS =
      List.of(
          format(
              "ca-sin",
              "Social Insurance Number, numéro d'assurance sociale",
              "Employment Insurance Act s. 138; ISO/IEC 7812-1",
              "999~999~999",
              n -> "08".indexOf(n.charAt(0)) < 0 && luhn(n)),
          format(
              "ca-bn",
              "Business Number with its account",
              "Canada Revenue Agency, Business Number",
              "!999999999rt9999|!999999999 rt9999|!999999999rc9999|!999999999rp9999|!999999999 rc9999|!999999999 rp9999",
              n -> luhn(n.substring(0, 9))),
          format(
              "ca-ohip",
              "Ontario health card number",
              "Ontario Ministry of Health; ISO/IEC 7812-1",
              "9999 999 999|9999-999-999|9999999999|!9999-999-999-AA|!9999 999 999 AA",
              n -> n.charAt(0) != '0' && luhn(n.substring(0, 10))),
          format(
              "ca-bc-phn",
              "British Columbia personal health number",
              "BC Ministry of Health, PHN check digit",
              "9999 999 999|9999999999|9999-999-999",
              n -> {
                int check = 11 - sumFrom(n, 1, 2, 4, 8, 5, 10, 9, 7, 3) % 11;
                return n.charAt(0) == '9' && check < 10 && ends(n, check);
              }),
          format(
              "do-cedula",
              "cédula de identidad y electoral",
              "Junta Central Electoral; ISO/IEC 7812-1",
              "999-9999999-9|99999999999",
              n -> number(n, 0, 9) != 0 && luhn(n)),
          format(
              "mx-curp",
              "clave única de registro de población",
              "Instructivo normativo CURP, DOF 2021",
              "!AAAA999999AAAAAAX9",
              NorthAmerica::curp),
          format(
              "mx-rfc",
              "RFC of persons; a date without a check that all of them pass",
              "SAT, Código Fiscal art. 27",
              "!AAAA999999XXX|!AAAA-999999-XXX",
              n -> Dates.yymmdd(n, 4) && "0123456789A".indexOf(n.charAt(12)) >= 0),
          format(
              "mx-clabe",
              "CLABE",
              "Asociación de Bancos de México",
              "999999999999999999|999 999 99999999999 9",
              NorthAmerica::clabe),
          format(
              "mx-nss",
              "número de seguridad social",
              "IMSS; ISO/IEC 7812-1",
              "99999999999|99-99-99-9999-9|99 99 99 9999 9",
              n -> number(n, 0, 9) != 0 && luhn(n)),
          format(
              "us-ssn",
              "Social Security number; no check digit, only what the SSA never gives out",
              "SSA POMS RM 10201.035",
              "999-99-9999|999 99 9999|999999999",
              NorthAmerica::socialSecurity),
          format(
              "us-itin",
              "Individual Taxpayer Identification Number; no check digit",
              "IRS Publication 1915; IRM 3.21.263",
              "999-99-9999|999 99 9999|999999999",
              NorthAmerica::taxpayer),
          format(
              "us-routing",
              "ABA routing transit number",
              "ABA Routing Number Policy",
              "999999999|9999-9999-9",
              NorthAmerica::routing),
          format(
              "us-npi",
              "National Provider Identifier",
              "45 CFR 162.406; ISO/IEC 7812-1 with 80840",
              "9999999999",
              n -> "12".indexOf(n.charAt(0)) >= 0 && luhn("80840" + n)),
          format(
              "us-mbi",
              "Medicare Beneficiary Identifier; no check digit",
              "CMS, Understanding the MBI",
              "!9AX9-AX9-AA99|!9AX9AX9AA99",
              NorthAmerica::beneficiary),
          format(
              "us-dea",
              "DEA registration number",
              "21 CFR 1301; DEA Diversion Control",
              "AA9999999",
              n ->
                  "ABCDEFGHJKLMPRSTUX".indexOf(n.charAt(0)) >= 0
                      && ends(n, sumFrom(n, 2, 1, 2, 1, 2, 1, 2) % 10)));

  private NorthAmerica() {}

  private static boolean curp(String n) {
    List<Integer> values = CheckDigits.in("0123456789ABCDEFGHIJKLMN.OPQRSTUVWXYZ", n);
    int sum = 0;
    for (int place = 0; place < 17; place++) {
      sum += values.get(place) * (18 - place);
    }
    String states =
        " AS BC BS CC CL CM CS CH DF DG GT GR HG JC MC MN MS NT NL OC PL QT QR SP SL SR TC TS TL"
            + " VZ YN ZS NE ";
    // A digit in the place before last was born before 2000.
    int century = n.charAt(16) <= '9' ? 1900 : 2000;
    return "HMX".indexOf(n.charAt(10)) >= 0
        && states.contains(" " + n.substring(11, 13) + " ")
        && Dates.date(century + Dates.two(n, 4), Dates.two(n, 6), Dates.two(n, 8))
        && ends(n, (10 - sum % 10) % 10);
  }

  private static boolean clabe(String n) {
    int sum = 0;
    for (int place = 0; place < 17; place++) {
      sum += at(n, place) * (place % 3 == 0 ? 3 : place % 3 == 1 ? 7 : 1) % 10;
    }
    return number(n, 0, 3) != 0 && ends(n, (10 - sum % 10) % 10);
  }

  private static boolean socialSecurity(String n) {
    int area = number(n, 0, 3);
    return area != 0
        && area != 666
        && area < 900
        && number(n, 3, 5) != 0
        && number(n, 5, 9) != 0
        && !CheckDigits.uniform(n)
        // Printed on cards in wallets and in an advertisement, and never anyone's again.
        && !List.of("078051120", "219099999", "457555462", "123456789").contains(n);
  }

  private static boolean taxpayer(String n) {
    int group = number(n, 3, 5);
    return n.charAt(0) == '9'
        && group >= 50
        && group != 66
        && group != 67
        && group != 68
        && group != 69
        && group != 89
        && group != 93;
  }

  private static boolean routing(String n) {
    int first = Dates.two(n, 0);
    boolean given =
        first <= 12 || first >= 21 && first <= 32 || first >= 61 && first <= 72 || first == 80;
    return given && number(n, 0, 9) != 0 && sum(n, 3, 7, 1, 3, 7, 1, 3, 7, 1) % 10 == 0;
  }

  private static boolean beneficiary(String n) {
    // S, L, O, I, B and Z are left out.
    return n.charAt(0) != '0' && n.chars().noneMatch(unit -> "SLOIBZ".indexOf(unit) >= 0);
  }
}
