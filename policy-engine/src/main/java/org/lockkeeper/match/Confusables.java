package org.lockkeeper.match;

/**
 * Letters that look like ASCII ones, after UTS #39's confusables.txt (single characters, without
 * what Unicode's compatibility forms already fold).
 *
 * <p>Two uses. In every text, words that mix Latin letters with look-alikes of another script are
 * made Latin: no language writes so. In a view of their own, words wholly of look-alikes are; that
 * is also how some honest Cyrillic and Greek words read, so the plain view keeps them.
 */
final class Confusables {

  /** Fewer letters are oftener a particle than a disguise. */
  private static final int SHORTEST_WORD = 3;

  /** Per ASCII letter or digit what looks like it: other scripts first, then Latin and phonetic. */
  private static final String[] ROWS = {
    "A АΑᎪᗅꓮ𐊠 ᴀ",
    "B ВΒᏴᗷⲂꓐꞴ𐊂𐊡 ʙ",
    "C СϹᏟⲤꓚ𐊢𐐕",
    "D Ꭰᗞᗪꓓ ᴅ",
    "E ЕΕᎬⴹꓰ𐊆 ᴇ",
    "F ϜᖴꓝꞘ𐊇𐊥",
    "G ԌᏀᏳꓖ ɢ",
    "H НΗᎻᕼⲎꓧ𐋏 ʜ",
    "I ІΙꓲⲒ",
    "J ЈͿᎫᒍꓙ ᴊ",
    "K КΚᏦᛕⲔꓗ ᴋ",
    "L ᏞᒪⳐꓡ𐐛 ʟ",
    "M МΜϺᎷᗰᛖⲘꓟ𐊰 ᴍ",
    "N ΝⲚꓠ ɴ",
    "O ОΟՕᲿⲞⵔꓳ𐊒𐊫𐐄𐓂 ᴏᴑ",
    "P РΡᏢᑭⲢꓑ𐊕 ᴘ",
    "Q Ԛⵕ",
    "R ᎡᏒᖇꓣ𐒴 ƦʀꞦ",
    "S ЅՏႽᏕᏚꓢ𐊖𐐠 ꜱ",
    "T ТΤᎢⲦꓔ𐊗𐊱 ᴛ",
    "U ՍᑌꓴሀႮ𐓎 ᴜ",
    "V ѴᏙᐯⴸꓦ ᴠ",
    "W ԜᎳᏔꓪ ᴡ",
    "X ХΧᚷⲬⵝꓫꞳ𐊐𐊴",
    "Y УΥҮᎩᎽⲨꓬ𐊲 ʏ",
    "Z ΖᏃⲌꓜ ᴢ",
    "a аα ɑɐꭤ",
    "b ЬᏏᑲᖯ Ƅ",
    "c сϲⲥꮯ𐐽 ᴄɔ",
    "d ԁᏧᑯ ɖ",
    "e еҽ ɘəꬲ",
    "f ք ƒʄꬵ",
    "g ց ɡƍᶃ",
    "h һհᏂ ɥ",
    "i іιւꙇᎥꭵ ɩɪᴉ",
    "j јϳյ ȷ",
    "k κ ʞ",
    "l Ӏӏⵏꓲ Ɩǀꞁ",
    "m ՠ ɯɱ",
    "n ոռ ɲŋ",
    "o оοօσⲟᲂ𐐬𐓪 ɵꬽ",
    "p рρϱⲣ þƿ",
    "q ԛգզ",
    "r г ɹɾꭇ",
    "s ѕꮪ𐑈 ƽʂ",
    "t τ ʇƫ",
    "u υս ʋꞟ",
    "v νѵꮩ ʌ",
    "w ԝшѡաꮃ ʍ",
    "x х ꭓ",
    "y уүγყ ɣʎỿ",
    "z ⲍꮓ ʐ",
    "3 ЗӠⲜ ƷȜ",
    "4 Ꮞꮞ",
    "6 бᏮꮾ"
  };

  /** Small Cyrillic letters of a capital's shape: read so beside Latin letters only. */
  private static final String[] NEAR = {"b вʙ", "h н", "k к", "m м", "t т", "n пи", "r я", "3 з"};

  private static final char[] FOREIGN = new char[0x20000];
  private static final char[] ALL = new char[0x20000];
  private static final char[] MIXED = new char[0x20000];

  static {
    for (String row : ROWS) {
      boolean foreign = true;
      for (int each : row.substring(1).trim().codePoints().toArray()) {
        foreign &= each != ' ';
        if (each != ' ') {
          // The first row that names a letter keeps it.
          ALL[each] = ALL[each] == 0 ? row.charAt(0) : ALL[each];
          FOREIGN[each] = foreign ? ALL[each] : 0;
        }
      }
    }
    System.arraycopy(FOREIGN, 0, MIXED, 0, MIXED.length);
    for (String row : NEAR) {
      row.substring(2).codePoints().forEach(each -> MIXED[each] = row.charAt(0));
    }
  }

  private Confusables() {}

  /** Makes mixed words Latin, in place; both forms keep their length. */
  static void replace(StringBuilder cased, StringBuilder folded) {
    for (int at = 0; at < cased.length(); ) {
      if (FOREIGN[cased.charAt(at)] == 0) {
        at++;
        continue;
      }
      int start = at;
      while (start > 0 && Character.isLetterOrDigit(cased.charAt(start - 1))) {
        start--;
      }
      int end = start;
      boolean latin = false;
      while (end < cased.length() && Character.isLetterOrDigit(cased.charAt(end))) {
        latin |= Ascii.letter(cased.charAt(end));
        end++;
      }
      if (latin) {
        word(cased, folded, start, end);
      }
      at = Math.max(end, at + 1);
    }
  }

  private static void word(StringBuilder cased, StringBuilder folded, int start, int end) {
    for (int at = start; at < end; at++) {
      char like = MIXED[cased.charAt(at)];
      if (like != 0) {
        cased.setCharAt(at, like);
        folded.setCharAt(at, Ascii.small(like));
      }
    }
  }

  /**
   * A normal text in which words wholly of look-alikes are Latin, marks that compose with no letter
   * dropped; the same one if there is no such word.
   */
  static NormalText wholly(NormalText text) {
    String cased = text.cased();
    Rewriting capitals = new Rewriting(Rewritten.nothing(cased));
    Rewriting small = new Rewriting(Rewritten.nothing(text.folded()));
    for (int at = Ascii.beyond(cased, 0); at < cased.length(); at = Ascii.beyond(cased, at)) {
      int start = at;
      while (start > 0 && wordPart(cased.codePointBefore(start))) {
        start -= Character.charCount(cased.codePointBefore(start));
      }
      int end = start;
      int letters = 0;
      boolean every = true;
      while (end < cased.length() && wordPart(cased.codePointAt(end))) {
        int codePoint = cased.codePointAt(end);
        letters += mark(codePoint) ? 0 : 1;
        every &= mark(codePoint) || look(codePoint) != 0;
        end += Character.charCount(codePoint);
      }
      if (end > at && every && letters >= SHORTEST_WORD) {
        rewrite(cased, start, end, capitals, small);
      }
      at = Math.max(end, at + Character.charCount(cased.codePointAt(at)));
    }
    return capitals.changed() ? text.rewritten(capitals.finish(), small.finish()) : text;
  }

  private static void rewrite(
      String cased, int start, int end, Rewriting capitals, Rewriting small) {
    for (int at = start; at < end; ) {
      int codePoint = cased.codePointAt(at);
      int next = at + Character.charCount(codePoint);
      if (mark(codePoint)) {
        capitals.drop(at, next);
        small.drop(at, next);
      } else if (codePoint >= 0x80) {
        capitals.replace(at, next, String.valueOf(look(codePoint)));
        small.replace(at, next, String.valueOf(Ascii.small(look(codePoint))));
      }
      at = next;
    }
  }

  private static char look(int codePoint) {
    if (codePoint < 0x80) {
      return Ascii.letterOrDigit(codePoint) ? (char) codePoint : 0;
    }
    return codePoint < ALL.length ? ALL[codePoint] : 0;
  }

  private static boolean wordPart(int codePoint) {
    return codePoint < 0x80
        ? Ascii.letterOrDigit(codePoint)
        : Character.isLetterOrDigit(codePoint) || mark(codePoint);
  }

  /** A mark that NFKC left on its own: strokes through letters, heaps of accents. */
  private static boolean mark(int codePoint) {
    return codePoint >= 0x300 && codePoint < 0x370
        || codePoint >= 0x483 && codePoint < 0x48A
        || codePoint >= 0x1AB0 && codePoint < 0x1B00
        || codePoint >= 0x1DC0 && codePoint < 0x1E00
        || codePoint >= 0x20D0 && codePoint < 0x2100;
  }
}
