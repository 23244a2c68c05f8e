package org.lockkeeper.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.ibm.icu.text.BreakIterator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lockkeeper.match.View.Kind;

/**
 * Whatever a text is made of, every span of every view leads to whole graphemes inside it, in
 * order, and no text takes more than linear time.
 */
@Timeout(60)
final class ViewsHostileTest {

  private static final int LONG = 100_000;

  /** What texts are made of here; each is a start of something some view reads. */
  private static final String[] PIECES = {
    "4012 8888 8888 1881",
    "pass",
    "word",
    " ",
    "\n",
    "\r\n",
    "a",
    "1",
    "é",
    "㎏",
    "ﬃ",
    "Ⅷ",
    "㏂",
    "ﷺ",
    "ß",
    "İ",
    "\u200b",
    "\u00ad",
    "\u202e",
    "\ufeff",
    "\u0301",
    "\u0336",
    "\u0315\u0300",
    "\u0338\u0327",
    "e\u0301\u0336",
    "\ud83d\ude00",
    "\ud83d\udc69\u200d\ud83d\udc67",
    "\ud83c\uddeb\ud83c\uddf7",
    "\ud83d",
    "\ude00",
    "\ud801\udcea",
    "\ud835\udfd2",
    "раѕѕ",
    "ооо",
    "tокen",
    "Ꭺ",
    "ᴘᴀꜱꜱ",
    "한",
    "각",
    "ไทย",
    "क्षि",
    "*",
    "**",
    "_",
    "~~",
    "||",
    "`",
    "\\",
    "\\*",
    "<b>",
    "</b>",
    "<br/>",
    "<",
    ">",
    "<!--",
    "-->",
    "&",
    "&amp;",
    "&#52;",
    "&#x1F600;",
    "&#xD83D;",
    "&shy;",
    "&amp;amp;#52;",
    "[",
    "](",
    "](x)",
    ")",
    "<http://x|",
    "<@U1|",
    "|",
    "%",
    "%34",
    "%C3%A9",
    "%F0%9F%98%80",
    "%u0034",
    "%C3",
    "\\u0034",
    "\\ud83d\\ude00",
    "\\ud83d",
    "\\x34",
    "\\u{1F600}",
    "\\n",
    "=",
    "=34=30=31=32",
    "=\n",
    "NDAxMjg4ODg4ODg4MTg4MQ==",
    "34303132383838383838383831383831",
    "0x3430313238383838",
    "eHh4eHh4eHh4eHh4eHh4eA",
    "1d10t",
    "@$$",
    "i d i o t",
    "iiiii",
    "s.s.s.s",
    "$",
    "!",
    "+"
  };

  @Test
  void everySpanOfEveryViewIsExact() {
    Random random = new Random(17);
    for (int round = 0; round < 1_500; round++) {
      String text = made(random, 1 + random.nextInt(12));
      List<String> earlier = random.nextInt(3) == 0 ? List.of(made(random, 3), "4012") : List.of();
      exact(text, Views.of(text, earlier, Kind.ALL));
    }
  }

  @Test
  void everyBlockOfUnicodeInEveryDisguise() {
    for (int codePoint = 0x20; codePoint <= Character.MAX_CODE_POINT; codePoint += 0x101) {
      String character = Character.toString(codePoint);
      for (String form :
          List.of("%s", "a*%s*b", "<b>%s</b>%s", "\\%s", "&%s;", "%%%s", "a%s\u0336a")) {
        String text = form.replace("%s", character).replace("%%", "%");
        exact(text, Views.of(text, List.of(character), Kind.ALL));
      }
    }
  }

  @Test
  void loneSurrogatesInTokensAndBesideMarks() {
    for (String text :
        List.of(
            "*\ud800*",
            "<\udc00>",
            "\ud800\\u0034",
            "%\ud800",
            "&\ud800;",
            "\\\ud800",
            "a*\ud83d*\ude00*")) {
      exact(text, Views.of(text, List.of("\ud83d"), Kind.ALL));
    }
  }

  @Test
  void manyOfAnythingIsReadInLinearTime() {
    for (String piece : PIECES) {
      String text = piece.repeat(LONG / piece.length());
      long began = System.nanoTime();
      Views views = Views.of(text, List.of(text), Kind.ALL);
      long millis = (System.nanoTime() - began) / 1_000_000;
      assertThat(views.list()).as(piece).isNotEmpty();
      // Far from any honest run, near for anything quadratic: 10^10 steps.
      assertThat(millis).as(piece).isLessThan(5_000);
    }
  }

  @Test
  void manyOfMixturesIsReadInLinearTime() {
    Random random = new Random(5);
    for (int round = 0; round < 10; round++) {
      String pair = PIECES[random.nextInt(PIECES.length)] + PIECES[random.nextInt(PIECES.length)];
      String text = pair.repeat(LONG / pair.length());
      assertThat(Views.of(text, List.of(), Kind.ALL).list()).as(pair).isNotEmpty();
    }
    String token = Base64.getEncoder().encodeToString("pass ".repeat(LONG / 8).getBytes());
    assertThat(Views.of(token).list()).hasSize(2);
  }

  @Test
  void noViewIsMuchLongerThanItsText() {
    Random random = new Random(23);
    for (int round = 0; round < 100; round++) {
      String text = made(random, 30);
      int folded = NormalText.of(text).length();
      for (View view : Views.of(text, List.of(), Kind.ALL).list()) {
        // Escapes may hold what NFKC spells out in up to 18 chars, as ﷺ itself may.
        assertThat(view.text().length()).isLessThanOrEqualTo(Math.max(folded, 18 * text.length()));
      }
      assertThat(Views.of(text, List.of(), Kind.ALL).list()).hasSizeLessThanOrEqualTo(18);
    }
  }

  private static void exact(String text, Views views) {
    BitSet boundaries = boundaries(text);
    for (View view : views.list()) {
      NormalText read = view.text();
      int before = 0;
      int beforeEnd = 0;
      for (int at = 0; at < read.length(); at++) {
        int start = read.originalStart(at);
        int end = read.originalEnd(at + 1);
        boolean earlier = at < view.seam();
        boolean inside = start >= 0 && end <= text.length() && (start < end || earlier);
        boolean inOrder = start >= before && end >= beforeEnd;
        boolean whole = boundaries.get(start) && boundaries.get(end);
        if (!inside || !inOrder || !whole) {
          fail(
              "%s of \"%s\": char %d stands for %d to %d (inside %s, in order %s, whole %s)",
              view.kind(), escaped(text), at, start, end, inside, inOrder, whole);
        }
        before = start;
        beforeEnd = end;
      }
    }
  }

  private static BitSet boundaries(String text) {
    BitSet boundaries = new BitSet();
    BreakIterator graphemes = BreakIterator.getCharacterInstance(Locale.ROOT);
    graphemes.setText(text);
    for (int at = graphemes.first(); at != BreakIterator.DONE; at = graphemes.next()) {
      boundaries.set(at);
    }
    return boundaries;
  }

  private static String made(Random random, int pieces) {
    List<String> made = new ArrayList<>();
    for (int at = 0; at < pieces; at++) {
      made.add(PIECES[random.nextInt(PIECES.length)]);
    }
    return String.join(random.nextInt(4) == 0 ? " " : "", made);
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .forEach(
            each ->
                escaped.append(
                    each < 0x7F && each >= ' '
                        ? String.valueOf((char) each)
                        : String.format(Locale.ROOT, "{%04x}", each)));
    return escaped.toString();
  }
}
