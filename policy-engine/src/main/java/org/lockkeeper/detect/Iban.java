package org.lockkeeper.detect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lockkeeper.match.Ascii;
import org.lockkeeper.match.NormalText;

/**
 * International bank account numbers: ISO 13616-1, a country of the registry with its length and
 * check digits by ISO 7064 MOD 97-10, written whole or in groups parted by one space or dash. The
 * kind is the country in small letters.
 */
public final class Iban implements Recognizer {

  /** Country and length, after the SWIFT IBAN registry. */
  private static final String REGISTRY =
      "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27"
          + " DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21"
          + " HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27"
          + " MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24"
          + " RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22"
          + " VG24 XK20 YE30";

  private static final Map<String, Integer> LENGTHS = lengths();

  @Override
  public String id() {
    return "iban";
  }

  @Override
  public Finding.Category category() {
    return Finding.Category.IDENTIFIER;
  }

  @Override
  public List<Candidate> find(NormalText text) {
    String cased = text.cased();
    List<Candidate> found = new ArrayList<>();
    for (int at = 0; at + 4 < cased.length(); at++) {
      // Two letters and two digits are rare: nearly every place ends here.
      if (Ascii.digit(cased.charAt(at + 2))
          && Ascii.digit(cased.charAt(at + 3))
          && Ascii.letter(cased.charAt(at))
          && Ascii.letter(cased.charAt(at + 1))
          && text.wordEdge(at)) {
        Optional<Candidate> here = at(text, at);
        if (here.isPresent()) {
          found.add(here.get());
          at = here.get().end() - 1;
        }
      }
    }
    return found;
  }

  private static Optional<Candidate> at(NormalText text, int start) {
    String cased = text.cased();
    String country = cased.substring(start, start + 2).toUpperCase(Locale.ROOT);
    int length = LENGTHS.getOrDefault(country, 0);
    StringBuilder number = new StringBuilder(length);
    int at = start;
    while (number.length() < length && at < cased.length()) {
      char unit = cased.charAt(at);
      if (Ascii.letterOrDigit(unit)) {
        number.append(unit);
      } else if (unit != ' ' && unit != '-' || !Ascii.letterOrDigit(cased.charAt(at - 1))) {
        return Optional.empty();
      }
      at++;
    }
    if (length == 0 || number.length() < length || !text.wordEdge(at)) {
      return Optional.empty();
    }
    Check check = remainder(number) == 1 ? Check.PASSED : Check.FAILED;
    return Optional.of(new Candidate(country.toLowerCase(Locale.ROOT), start, at, check));
  }

  /** ISO 7064: the first four chars moved to the end, letters as 10 to 35, modulo 97. */
  private static int remainder(CharSequence number) {
    int remainder = 0;
    for (int at = 0; at < number.length(); at++) {
      int value = Character.digit(number.charAt((at + 4) % number.length()), 36);
      remainder = (value > 9 ? remainder * 100 + value : remainder * 10 + value) % 97;
    }
    return remainder;
  }

  private static Map<String, Integer> lengths() {
    Map<String, Integer> lengths = new HashMap<>();
    for (int at = 0; at < REGISTRY.length(); at += 5) {
      lengths.put(
          REGISTRY.substring(at, at + 2), Integer.valueOf(REGISTRY.substring(at + 2, at + 4)));
    }
    return Map.copyOf(lengths);
  }
}
