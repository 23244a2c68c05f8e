package org.lockkeeper.match;

/**
 * Letters of other scripts that look like Latin ones, after UTS #39's confusables.txt. They are
 * replaced only in words that also hold a Latin letter: honest Cyrillic and Greek stay as they are.
 */
final class Confusables {

  private static final String FOREIGN =
      "АВЕЅІЈКМНОРСТУХҮԌԚԜ" + "аеѕіјорсухһԁԛԝѵүӏ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ" + "αινορυ" + "ՏՍօսոհ";
  private static final String LATIN =
      "ABESIJKMHOPCTYXYGQW" + "aesijopcyxhdqwvyl" + "ABEZHIKMNOPTYX" + "aivopu" + "SUounh";
  private static final char[] TABLE = table();

  private Confusables() {}

  /** Replaces look-alikes in place; both forms keep their length. */
  static void replace(StringBuilder cased, StringBuilder folded) {
    for (int at = 0; at < cased.length(); ) {
      int end = at;
      boolean latin = false;
      boolean foreign = false;
      while (end < cased.length() && Character.isLetterOrDigit(cased.charAt(end))) {
        char unit = cased.charAt(end);
        latin |= Ascii.letter(unit);
        foreign |= TABLE[unit] != 0;
        end++;
      }
      if (latin && foreign) {
        word(cased, folded, at, end);
      }
      at = end + 1;
    }
  }

  private static void word(StringBuilder cased, StringBuilder folded, int start, int end) {
    for (int at = start; at < end; at++) {
      char like = TABLE[cased.charAt(at)];
      if (like != 0) {
        cased.setCharAt(at, like);
        folded.setCharAt(at, Ascii.small(like));
      }
    }
  }

  private static char[] table() {
    char[] table = new char[0x10000];
    for (int at = 0; at < FOREIGN.length(); at++) {
      table[FOREIGN.charAt(at)] = LATIN.charAt(at);
    }
    return table;
  }
}
