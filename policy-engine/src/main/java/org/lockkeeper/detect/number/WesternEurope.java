package org.lockkeeper.detect.number;

import static org.lockkeeper.detect.number.CheckDigits.at;
import static org.lockkeeper.detect.number.CheckDigits.crossSum;
import static org.lockkeeper.detect.number.CheckDigits.ends;
import static org.lockkeeper.detect.number.CheckDigits.gs1;
import static org.lockkeeper.detect.number.CheckDigits.hybrid;
import static org.lockkeeper.detect.number.CheckDigits.luhn;
import static org.lockkeeper.detect.number.CheckDigits.mod;
import static org.lockkeeper.detect.number.CheckDigits.number;
import static org.lockkeeper.detect.number.CheckDigits.sevenThreeOne;
import static org.lockkeeper.detect.number.CheckDigits.sum;
import static org.lockkeeper.detect.number.CheckDigits.sumFrom;
import static org.lockkeeper.detect.number.CheckDigits.verhoeff;
import static org.lockkeeper.detect.number.NumberFormat.format;

import java.util.List;

/** Austria, Belgium, France, Germany, Ireland, Luxembourg, Netherlands, Switzerland, Kingdom. */
final class WesternEurope {

  static final List<NumberFormat> FORMATS =
      List.of(
          format(
              "at-svnr",
              "Sozialversicherungsnummer",
              "ASVG § 460d; Wikipedia, Sozialversicherungsnummer (Österreich)",
              "9999 999999|9999999999|9999-999999",
              WesternEurope::svnr),
          format(
              "at-uid",
              "Umsatzsteuer-Identifikationsnummer",
              "UStG 1994 Art. 28; BMF, Konstruktionsregeln der UID",
              "!atu99999999|!atu 99999999",
              n -> ends(n, Math.floorMod(6 - crossSum(n, 1, 2, 1, 2, 1, 2, 1), 10))),
          format(
              "at-steuernummer",
              "Abgabenkontonummer",
              "BMF, Aufbau der Steuernummer",
              "99-999/9999|99 999/9999",
              n -> luhn(n)),
          format(
              "be-nn",
              "Rijksregisternummer, numéro national",
              "Arrêté royal du 3 avril 1984",
              "!99.99.99-999.99|99999999999|999999-999-99|999999 999 99|99 99 99 999 99|99.99.99.999.99",
              WesternEurope::nationalNumber),
          format(
              "be-vat",
              "Ondernemingsnummer, numéro de TVA",
              "Code de droit économique III.17",
              "!be9999999999|!be 9999.999.999|!be9999.999.999|!be 9999999999|!be 9999 999 999|9999.999.999",
              n ->
                  n.charAt(0) <= '1'
                      && !n.startsWith("00")
                      && mod(n.substring(0, 8), 97) == 97 - number(n, 8, 10)),
          format(
              "be-account",
              "rekeningnummer, numéro de compte, before IBAN",
              "Febelfin, structure of Belgian account numbers",
              "999-9999999-99",
              n -> (mod(n.substring(0, 10), 97) + 96) % 97 + 1 == number(n, 10, 12)),
          format(
              "ch-ahv",
              "AHV-Nummer, numéro AVS",
              "AHVV Art. 133; GS1 check digit",
              "!999.9999.9999.99|9999999999999|999 9999 9999 99",
              n -> n.startsWith("756") && gs1(n)),
          format(
              "ch-uid",
              "Unternehmens-Identifikationsnummer, numéro IDE",
              "UIDG; eCH-0097",
              "!che-999.999.999|!che999999999|!che 999 999 999|!che 999.999.999",
              n -> ends(n, Math.floorMod(-sum(n, 5, 4, 3, 2, 7, 6, 5, 4), 11))),
          format(
              "de-idnr",
              "Steuerliche Identifikationsnummer",
              "AO § 139b; StIdV § 1; ISO/IEC 7064 MOD 11-10",
              "99999999999|99 999 999 999",
              WesternEurope::taxId),
          format(
              "de-vat",
              "Umsatzsteuer-Identifikationsnummer",
              "UStG § 27a; ISO/IEC 7064 MOD 11-10",
              "!de999999999|!de 999999999|!de 999 999 999",
              n -> n.charAt(0) != '0' && hybrid(n, 10)),
          format(
              "de-kvnr",
              "Krankenversichertennummer",
              "SGB V § 290",
              "!A999999999|!A 999 999 999|!A 999999999",
              n ->
                  ends(
                      n,
                      crossSum(letterAsTwo(n.substring(0, 9)), 1, 2, 1, 2, 1, 2, 1, 2, 1, 2) % 10)),
          format(
              "de-rvnr",
              "Rentenversicherungsnummer",
              "VKVV § 2",
              "!99999999A999|!99 999999 A 999|!99 999999 A999",
              WesternEurope::pensionNumber),
          format(
              "de-personalausweis",
              "Personalausweis and Reisepass number with its check digit",
              "PAuswV; ICAO Doc 9303-3",
              "AXXXXXXXX9",
              n -> issued(n) && ends(n, sevenThreeOne(n, 0, 9))),
          format(
              "fr-nir",
              "numéro de sécurité sociale",
              "Décret 82-103, art. 4 (INSEE)",
              "!9 99 99 9X 999 999 99|!9999999X9999999 99|!99999X9999999 99|!99999999X999999|999999X99999999|!9.99.99.9X.999.999.99",
              WesternEurope::nir),
          format(
              "fr-nif",
              "numéro fiscal de référence",
              "DGFiP, numéro SPI",
              "99 99 999 999 999|9999999999999",
              n -> n.charAt(0) <= '3' && mod(n.substring(0, 10), 511) == number(n, 10, 13)),
          format(
              "fr-siren",
              "numéro SIREN",
              "Code de commerce R123-221; ISO/IEC 7812-1",
              "999 999 999|999999999|999.999.999",
              n -> luhn(n)),
          format(
              "fr-siret",
              "numéro SIRET",
              "Code de commerce R123-221; ISO/IEC 7812-1",
              "999 999 999 99999|99999999999999|999999999 99999|999.999.999.99999",
              n -> luhn(n) && luhn(n.substring(0, 9))),
          format(
              "fr-tva",
              "numéro de TVA intracommunautaire",
              "CGI annexe II art. 288 quater",
              "!fr99999999999|!fr 99999999999|!fr99 999999999|!fr 99 999999999|!fr 99 999 999 999|!fr99 999 999 999",
              n ->
                  luhn(n.substring(2))
                      && (12 + 3 * (number(n, 2, 11) % 97)) % 97 == number(n, 0, 2)),
          format(
              "fr-rib",
              "relevé d'identité bancaire",
              "CFONB, clé RIB",
              "!99999 99999 XXXXXXXXXXX 99|99999999999999999999999|9999999999XXXXXXXXXXX99",
              WesternEurope::rib),
          format(
              "gb-nhs",
              "NHS number",
              "NHS Data Dictionary, NHS NUMBER",
              "999~999~9999",
              n ->
                  !CheckDigits.uniform(n)
                      && ends(n, Math.floorMod(-sum(n, 10, 9, 8, 7, 6, 5, 4, 3, 2), 11))),
          format(
              "gb-chi",
              "Community Health Index number of Scotland",
              "NHS Data Dictionary Scotland, CHI Number",
              "9999999999|999999 9999",
              n ->
                  Dates.ddmmyy(n, 0)
                      && ends(n, Math.floorMod(-sum(n, 10, 9, 8, 7, 6, 5, 4, 3, 2), 11))),
          format(
              "gb-nino",
              "National Insurance number",
              "HMRC NIM39110",
              "!AA 99 99 99 A|!AA999999A|!AA-99-99-99-A|!AA 999999 A",
              WesternEurope::nino),
          format(
              "gb-utr",
              "Unique Taxpayer Reference",
              "HMRC; public description of its modulus 11",
              "99999 99999|9999999999",
              n ->
                  "21987654321".charAt(sumFrom(n, 1, 6, 7, 8, 9, 10, 5, 4, 3, 2) % 11)
                      == n.charAt(0)),
          format(
              "gb-vat",
              "VAT registration number",
              "HMRC, VAT number modulus 97 and 9755",
              "!gb999999999|!gb 999 9999 99|!gb 999999999|!gb999 9999 99",
              WesternEurope::britishVat),
          format(
              "gb-driving-licence",
              "driving licence number",
              "DVLA, structure of the driver number",
              "!AXXXX999999AXXAA|!AXXXX 999999 AXXAA|!AXXXX999999AXX AA",
              WesternEurope::driver),
          format(
              "ie-pps",
              "Personal Public Service Number",
              "Social Welfare Consolidation Act 2005 s. 262",
              "!9999999A|!9999999AA",
              WesternEurope::pps),
          format(
              "ie-vat",
              "VAT number",
              "Revenue Commissioners, VAT number check",
              "!ie9999999A|!ie9999999AA|!ie 9999999A|!ie 9999999AA",
              WesternEurope::pps),
          format(
              "lu-matricule",
              "numéro d'identification national",
              "Loi du 19 juin 2013, règlement du 28 novembre 2013",
              "9999999999999|9999 99 99 999 99|99999999 99999",
              n ->
                  Dates.yyyymmdd(n, 0)
                      && luhn(n.substring(0, 12))
                      && verhoeff(n.substring(0, 11) + n.charAt(12))),
          format(
              "lu-vat",
              "numéro de TVA",
              "AED; modulus 89",
              "!lu99999999|!lu 99999999|!lu 999 999 99",
              n -> number(n, 0, 6) % 89 == number(n, 6, 8)),
          format(
              "nl-bsn",
              "burgerservicenummer",
              "Wet algemene bepalingen burgerservicenummer; elfproef",
              "999999999|9999.99.999|9999 99 999|999 999 999|999.999.999",
              n -> !n.startsWith("00") && sum(n, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0),
          format(
              "nl-btw",
              "btw-identificatienummer",
              "Belastingdienst, btw-id; ISO/IEC 7064 MOD 97-10",
              "!nl999999999b99|!nl 999999999 b99|!nl999999999 b99|!nl9999.99.999.b99",
              n ->
                  number(n, 0, 9) != 0
                      && number(n, 9, 11) != 0
                      && (sum(n, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0
                          || mod("NL" + n.substring(0, 9) + "B" + n.substring(9), 97) == 1)),
          format(
              "nl-rekening",
              "rekeningnummer, before IBAN",
              "Betaalvereniging; elfproef",
              "99.99.99.999|99 99 99 999",
              n -> number(n, 0, 9) != 0 && sum(n, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0));

  private WesternEurope() {}

  private static boolean svnr(String n) {
    int check = sum(n, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6) % 11;
    int month = Dates.two(n, 6);
    // Months 13 to 15 are given out where a day has run out of numbers.
    boolean born = Dates.ddmmyy(n, 4) || month >= 13 && month <= 15 && Dates.two(n, 4) <= 31;
    return n.charAt(0) != '0' && at(n, 3) == check && born;
  }

  private static boolean nationalNumber(String n) {
    int month = Dates.two(n, 2);
    // Bis numbers: months from 20 for people whose sex is not known, from 40 where it is.
    int base = month > 40 ? month - 40 : month > 20 ? month - 20 : month;
    int day = Dates.two(n, 4);
    // Month and day are 0 where the birthday is not known.
    boolean born =
        base == 0 || day == 0
            ? base <= 12 && day <= 31
            : Dates.shortDate(Dates.two(n, 0), base, day);
    int given = number(n, 9, 11);
    int last = mod(n.substring(0, 9), 97);
    int since2000 = mod("2" + n.substring(0, 9), 97);
    return born && (97 - last == given || 97 - since2000 == given);
  }

  private static boolean taxId(String n) {
    if (n.charAt(0) == '0' || !hybrid(n, 10)) {
      return false;
    }
    // One digit stands twice or three times among the first ten, the others once or never.
    int[] counts = new int[10];
    for (int place = 0; place < 10; place++) {
      counts[at(n, place)]++;
    }
    int repeated = 0;
    for (int count : counts) {
      if (count > 3) {
        return false;
      }
      repeated += count > 1 ? 1 : 0;
    }
    return repeated == 1;
  }

  /** The first letter as two digits, A being 01. */
  private static String letterAsTwo(String n) {
    int place = n.charAt(0) - 'A' + 1;
    return place / 10 + "" + place % 10 + n.substring(1);
  }

  private static boolean pensionNumber(String n) {
    String digits = n.substring(0, 8) + letterAsTwo(n.substring(8, 11));
    int check = crossSum(digits, 2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1) % 10;
    int day = Dates.two(n, 2);
    // 50 is added to the day where all serials of a day are taken.
    return ends(n, check)
        && Dates.shortDate(Dates.two(n, 6), Dates.two(n, 4), day > 50 ? day - 50 : day);
  }

  /** Whether all chars are of the alphabet of German documents, which has no vowels. */
  private static boolean issued(String n) {
    return "CFGHJKLMNPRTVWXYZ".indexOf(n.charAt(0)) >= 0
        && n.chars().allMatch(unit -> "0123456789CFGHJKLMNPRTVWXYZ".indexOf(unit) >= 0)
        && n.chars().filter(Character::isDigit).count() > 3;
  }

  private static boolean nir(String n) {
    int month = Dates.two(n, 3);
    // Corsica is 2A and 2B; 20 to 42 and 50 to 99 are months of papers lost.
    char letter = n.charAt(6);
    if ("123478".indexOf(n.charAt(0)) < 0
        || month == 0
        || month > 12 && month < 20
        || letter > '9' && (n.charAt(5) != '2' || letter > 'B')) {
      return false;
    }
    String digits =
        letter > '9'
            ? n.substring(0, 5) + (letter == 'A' ? "19" : "18") + n.substring(7, 13)
            : n.substring(0, 13);
    return n.charAt(14) <= '9' && 97 - mod(digits, 97) == number(n, 13, 15);
  }

  private static boolean rib(String n) {
    StringBuilder digits = new StringBuilder(n);
    for (int place = 10; place < 21; place++) {
      char unit = n.charAt(place);
      // A to I, J to R and S to Z run from 1, 1 and 2 on.
      int value = unit <= '9' ? unit - '0' : unit < 'S' ? (unit - 'A') % 9 + 1 : unit - 'S' + 2;
      digits.setCharAt(place, (char) ('0' + value));
    }
    return mod(digits.toString(), 97) == 0 && !CheckDigits.uniform(n);
  }

  private static boolean nino(String n) {
    String prefix = n.substring(0, 2);
    return "DFIQUV".indexOf(n.charAt(0)) < 0
        && "DFIOQUV".indexOf(n.charAt(1)) < 0
        && !List.of("BG", "GB", "KN", "NK", "NT", "TN", "ZZ").contains(prefix)
        && n.charAt(8) <= 'D';
  }

  private static boolean britishVat(String n) {
    int rest = (sum(n, 8, 7, 6, 5, 4, 3, 2) + number(n, 7, 9)) % 97;
    // Numbers given out since 2010 leave another rest.
    boolean recent = number(n, 0, 3) >= 100 && (rest == 42 || rest == 55);
    return number(n, 0, 7) > 0 && (rest == 0 || recent);
  }

  private static boolean driver(String n) {
    int month = Dates.two(n, 6);
    // Five letters of the name, filled with nines; 50 is added to a woman's month of birth.
    boolean name = true;
    for (int place = 1; place < 5; place++) {
      char unit = n.charAt(place);
      name &= unit == '9' || unit > '9' && n.charAt(place - 1) > '9';
    }
    int year = at(n, 5) * 10 + at(n, 10);
    return name && Dates.shortDate(year, month > 50 ? month - 50 : month, Dates.two(n, 8));
  }

  private static boolean pps(String n) {
    int second = n.length() == 9 ? n.charAt(8) : 0;
    // W, and since 2013 A to I, may follow; W counts nothing.
    if (second > 'I' && second != 'W') {
      return false;
    }
    int more = second == 0 || second == 'W' ? 0 : 9 * (second - 'A' + 1);
    int check = (sum(n, 8, 7, 6, 5, 4, 3, 2) + more) % 23;
    return "WABCDEFGHIJKLMNOPQRSTUV".charAt(check) == n.charAt(7);
  }
}
