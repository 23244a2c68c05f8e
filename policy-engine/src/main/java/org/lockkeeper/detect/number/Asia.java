package org.lockkeeper.detect.number;

import static org.lockkeeper.detect.number.CheckDigits.at;
import static org.lockkeeper.detect.number.CheckDigits.ends;
import static org.lockkeeper.detect.number.CheckDigits.luhn;
import static org.lockkeeper.detect.number.CheckDigits.mod112;
import static org.lockkeeper.detect.number.CheckDigits.number;
import static org.lockkeeper.detect.number.CheckDigits.sum;
import static org.lockkeeper.detect.number.CheckDigits.sumFrom;
import static org.lockkeeper.detect.number.CheckDigits.verhoeff;
import static org.lockkeeper.detect.number.NumberFormat.format;

import java.util.List;

/**
 * China, Hong Kong, India, Indonesia, Israel, Japan, Kazakhstan, Korea, Kuwait, Malaysia, Pakistan,
 * Saudi Arabia, Singapore, Taiwan, Thailand, United Arab Emirates, Vietnam.
 */
final class Asia {

  static final List<NumberFormat> FORMATS =
      List.of(
          format(
              "ae-eid",
              "Emirates ID",
              "ICP, Emirates ID card; ISO/IEC 7812-1",
              "!999-9999-9999999-9|999999999999999",
              n -> n.startsWith("784") && luhn(n)),
          format(
              "cn-id",
              "居民身份证号码",
              "GB 11643-1999; ISO/IEC 7064 MOD 11-2",
              "!99999999999999999X",
              n ->
                  "12345689".indexOf(n.charAt(0)) >= 0
                      && (n.charAt(17) <= '9' || n.charAt(17) == 'X')
                      && Dates.yyyymmdd(n, 6)
                      && mod112(n)),
          format(
              "cn-uscc",
              "统一社会信用代码",
              "GB 32100-2015; ISO/IEC 7064 MOD 31-3",
              "XX999999XXXXXXXXXX",
              Asia::socialCredit),
          format(
              "hk-hkid",
              "Hong Kong identity card number",
              "Registration of Persons Regulations; modulus 11",
              "!A999999(X|!AA999999(X|A999999X|AA999999X|A999999-X",
              Asia::hongKong),
          format(
              "id-nik",
              "Nomor Induk Kependudukan; no check digit, a region and a date",
              "UU 23/2006 Pasal 13",
              "9999999999999999",
              Asia::indonesian),
          format(
              "id-npwp",
              "Nomor Pokok Wajib Pajak",
              "PMK 112/2022; ISO/IEC 7812-1 on nine digits",
              "!99.999.999.9-999.999|999999999999999",
              n -> number(n, 0, 9) != 0 && luhn(n.substring(0, 9))),
          format(
              "il-id",
              "mispar zehut",
              "Population Registry Law; ISO/IEC 7812-1",
              "999999999|99999999-9",
              n -> number(n, 0, 9) > 9999 && luhn(n)),
          format(
              "in-aadhaar",
              "Aadhaar",
              "UIDAI; Verhoeff",
              "9999~9999~9999",
              n -> n.charAt(0) > '1' && !palindrome(n) && verhoeff(n)),
          format(
              "in-pan",
              "Permanent Account Number; its check letter's rule is not public",
              "Income Tax Department, structure of PAN",
              "AAAAA9999A",
              n -> "ABCFGHJLPTK".indexOf(n.charAt(3)) >= 0 && number(n, 5, 9) != 0),
          format(
              "in-gstin",
              "GST identification number",
              "CGST Rules 2017; Luhn modulo 36",
              "!99AAAAA9999AXAX",
              n ->
                  Dates.two(n, 0) >= 1
                      && Dates.two(n, 0) <= 38
                      && CheckDigits.luhnSum(n, 36) % 36 == 0),
          format(
              "in-epic",
              "voter's photo identity card",
              "Election Commission of India; ISO/IEC 7812-1",
              "AAA9999999",
              n -> luhn(n.substring(3))),
          format(
              "jp-my-number",
              "個人番号",
              "番号利用法施行令; 平成26年総務省令第85号第5条",
              "9999~9999~9999",
              n -> {
                int rest = sum(n, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
                return !CheckDigits.uniform(n) && ends(n, rest < 2 ? 0 : 11 - rest);
              }),
          format(
              "jp-corporate-number",
              "法人番号",
              "法人番号の指定等に関する省令第2条",
              "9999999999999|9-9999-9999-9999",
              n -> at(n, 0) == 9 - sumFrom(n, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1) % 9),
          format(
              "kr-rrn",
              "주민등록번호",
              "주민등록법 시행규칙; modulus 11",
              "!999999-9999999|9999999999999",
              n ->
                  Dates.date(
                          koreanCentury(at(n, 6)) + Dates.two(n, 0),
                          Dates.two(n, 2),
                          Dates.two(n, 4))
                      && ends(n, (11 - sum(n, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5) % 11) % 10)),
          format(
              "kr-brn",
              "사업자등록번호",
              "국세청, 사업자등록번호 구성체계",
              "999-99-99999|9999999999",
              n ->
                  number(n, 0, 3) > 100
                      && number(n, 3, 5) != 0
                      && ends(
                          n,
                          Math.floorMod(
                              -sum(n, 1, 3, 7, 1, 3, 7, 1, 3, 5) - at(n, 8) * 5 / 10, 10))),
          format(
              "kw-civil-id",
              "Civil ID",
              "PACI; modulus 11",
              "999999999999",
              n ->
                  "23".indexOf(n.charAt(0)) >= 0
                      && Dates.yymmdd(n, 1)
                      && 11 - sum(n, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2) % 11 == at(n, 11)),
          format(
              "kz-iin",
              "ЖСН, ИИН",
              "Закон РК о национальных реестрах идентификационных номеров",
              "999999999999",
              Asia::kazakh),
          format(
              "my-nric",
              "MyKad number; no check digit, a date and a place",
              "National Registration Regulations 1990",
              "999999-99-9999|999999999999",
              n -> {
                int place = Dates.two(n, 6);
                boolean given =
                    place != 0
                        && (place < 17 || place > 20)
                        && place != 69
                        && place != 70
                        && place != 73
                        && place != 80
                        && place != 81
                        && (place < 94 || place > 97);
                return given && Dates.yymmdd(n, 0);
              }),
          format(
              "pk-cnic",
              "CNIC; no check digit, a province and a sex",
              "NADRA Ordinance 2000",
              "99999-9999999-9|9999999999999",
              n -> n.charAt(0) >= '1' && n.charAt(0) <= '7' && n.charAt(12) != '0'),
          format(
              "sa-id",
              "national identity and iqama number",
              "Absher; ISO/IEC 7812-1",
              "9999999999",
              n -> "12".indexOf(n.charAt(0)) >= 0 && luhn(n)),
          format(
              "sg-nric",
              "NRIC and FIN",
              "National Registration Act 1965; modulus 11",
              "!A9999999A",
              Asia::singaporean),
          format(
              "th-id",
              "เลขประจำตัวประชาชน",
              "กรมการปกครอง; modulus 11",
              "!9-9999-99999-99-9|9999999999999|9 9999 99999 99 9",
              n ->
                  "09".indexOf(n.charAt(0)) < 0
                      && ends(n, (11 - sum(n, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2) % 11) % 10)),
          format(
              "tw-id",
              "國民身分證統一編號",
              "戶籍法; modulus 10",
              "!A999999999",
              n -> "1289".indexOf(n.charAt(1)) >= 0 && taiwanese(n)),
          format("tw-ubn", "統一編號", "財政部, 營利事業統一編號檢查碼", "99999999", Asia::unifiedBusiness),
          format(
              "vn-mst",
              "mã số thuế",
              "Thông tư 105/2020/TT-BTC; modulus 11",
              "9999999999|9999999999-999",
              n ->
                  number(n, 2, 9) != 0
                      && at(n, 9) == 10 - sum(n, 31, 29, 23, 19, 17, 13, 7, 5, 3) % 11));

  private Asia() {}

  private static boolean socialCredit(String n) {
    List<Integer> values = CheckDigits.in("0123456789ABCDEFGHJKLMNPQRTUWXY", n);
    int sum = 0;
    int weight = 1;
    for (int place = 0; place < 17; place++) {
      sum += values.get(place) * weight;
      weight = weight * 3 % 31;
    }
    return !values.contains(-1)
        && "159NY".indexOf(n.charAt(0)) >= 0
        && values.get(17) == (31 - sum % 31) % 31;
  }

  private static boolean hongKong(String n) {
    // A missing first letter counts as a blank, 36.
    int from = n.length() - 7;
    int letters = from == 2 ? at(n, 0) * 9 + at(n, 1) * 8 : 36 * 9 + at(n, 0) * 8;
    int check = Math.floorMod(-letters - sumFrom(n, from, 7, 6, 5, 4, 3, 2), 11);
    return n.charAt(n.length() - 1) == "0123456789A".charAt(check);
  }

  private static boolean indonesian(String n) {
    int province = Dates.two(n, 0);
    int day = Dates.two(n, 6);
    return province >= 11
        && province <= 97
        && Dates.two(n, 2) != 0
        && Dates.two(n, 4) != 0
        && number(n, 12, 16) != 0
        && Dates.shortDate(Dates.two(n, 10), Dates.two(n, 8), day > 40 ? day - 40 : day);
  }

  private static boolean palindrome(String n) {
    return new StringBuilder(n).reverse().toString().equals(n);
  }

  private static int koreanCentury(int sex) {
    return sex == 9 || sex == 0 ? 1800 : sex == 3 || sex == 4 || sex == 7 || sex == 8 ? 2000 : 1900;
  }

  private static boolean kazakh(String n) {
    int check = sum(n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11) % 11;
    int second = sum(n, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2) % 11;
    return at(n, 6) <= 6 && Dates.yymmdd(n, 0) && ends(n, check == 10 ? second : check);
  }

  private static boolean singaporean(String n) {
    int sum = sumFrom(n, 1, 2, 7, 6, 5, 4, 3, 2);
    char last = n.charAt(8);
    return switch (n.charAt(0)) {
      case 'S' -> "JZIHGFEDCBA".charAt(sum % 11) == last;
      case 'T' -> "JZIHGFEDCBA".charAt((sum + 4) % 11) == last;
      case 'F' -> "XWUTRQPNMLK".charAt(sum % 11) == last;
      case 'G' -> "XWUTRQPNMLK".charAt((sum + 4) % 11) == last;
      case 'M' -> "KLJNPQRTUWX".charAt(10 - (sum + 3) % 11) == last;
      default -> false;
    };
  }

  private static boolean taiwanese(String n) {
    // The letters by county, from 10 on.
    int letter = "ABCDEFGHJKLMNPQRSTUVXYWZIO".indexOf(n.charAt(0)) + 10;
    return (letter / 10 + letter % 10 * 9 + sumFrom(n, 1, 8, 7, 6, 5, 4, 3, 2, 1, 1)) % 10 == 0;
  }

  private static boolean unifiedBusiness(String n) {
    int sum = CheckDigits.crossSum(n, 1, 2, 1, 2, 1, 2, 4, 1);
    // A seventh digit of 7 gives 28, which counts 10 or 1.
    return number(n, 0, 8) != 0 && (sum % 5 == 0 || n.charAt(6) == '7' && (sum + 1) % 5 == 0);
  }
}
