package org.lockkeeper.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lockkeeper.match.View.Kind;

/** What each view shows, and the exact place in the message that a word in it stands for. */
final class ViewsTest {

  private static final String CARD = "card 4012888888881881 ok";

  @Test
  void plainTextHasOneViewWhichIsNoCopy() {
    String text = "Hi all, lunch at 12:30? See you at the (old) place! +1";
    assertThat(Views.of(text).list()).hasSize(1);
    assertThat(Views.of(text).list().getFirst().text().cased()).isSameAs(text);
  }

  @Test
  void marksThatChangeNothingMakeNoView() {
    for (String text :
        List.of(
            "2 * 3 * 4",
            "snake_case_name",
            "a | b",
            "* item",
            "x < y & z",
            "<3",
            "R&D",
            "50%",
            "a=b",
            "C:\\Users",
            "internationalization",
            "https://example.org/a/long/path-with-words/and_more")) {
      assertThat(kinds(text)).as(text).containsExactly(Kind.FOLDED);
    }
  }

  @Test
  void markdownMarks() {
    sees(Kind.MARKUP, "a 4012**8888**88881881 b", "4012888888881881", "4012**8888**88881881");
    sees(Kind.MARKUP, "say pass~~word~~ now", "password", "pass~~word");
    sees(Kind.MARKUP, "||pass||word", "password", "pass||word");
    sees(Kind.MARKUP, "`pass`word", "password", "pass`word");
    sees(Kind.MARKUP, "_pass_ word", "pass word", "pass_ word");
    sees(Kind.MARKUP, "pass\\-word", "pass-word", "pass\\-word");
    sees(
        Kind.MARKUP,
        "[pass](https://example.org)word",
        "password",
        "pass](https://example.org)word");
  }

  @Test
  void htmlTagsAndReferences() {
    sees(Kind.MARKUP, "<b>pass</b>word", "password", "pass</b>word");
    sees(
        Kind.MARKUP,
        "<span class=\"a\">pass</span><!-- x > y -->word",
        "password",
        "pass</span><!-- x > y -->word");
    sees(Kind.MARKUP, "a<br>b", "a b", "a<br>b");
    sees(Kind.MARKUP, "&#52;0&#x31;2", "4012", "&#52;0&#x31;2");
    sees(Kind.MARKUP, "R&amp;D", "R&D", "R&amp;D");
    sees(Kind.MARKUP, "&amp;#52;0", "40", "&amp;#52;0");
    sees(Kind.MARKUP, "pass&shy;word", "password", "pass&shy;word");
    sees(Kind.MARKUP, "x &#x1F600; y", "\ud83d\ude00", "&#x1F600;");
  }

  @Test
  void slackMarks() {
    sees(Kind.MARKUP, "<https://example.org|pass>word", "password", "pass>word");
    sees(Kind.MARKUP, "ask <@U123|jo>hn", "john", "jo>hn");
    sees(Kind.MARKUP, "<https://example.org> x", "https://example.org x", "https://example.org> x");
  }

  @Test
  void brokenMarkupIsText() {
    for (String text :
        List.of(
            "<",
            "<b",
            "<!--",
            "<!-- a",
            "&",
            "&#",
            "&#;",
            "&#x;",
            "&nope;",
            "[",
            "[a](",
            "[a](b",
            "\\",
            "](x)",
            "<>",
            "</>",
            "&#99999999;",
            "&#xD800;")) {
      assertThat(shown(text, Kind.MARKUP)).as(text).isSubsetOf(text, "!-- a");
    }
  }

  @Test
  void tokensDecode() {
    String base64 = encoded(CARD);
    sees(Kind.DECODED, "see " + base64 + ".", "4012888888881881", base64);
    String url =
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes("???>>> pass>>>word"));
    sees(Kind.DECODED, "q=" + url, "pass>>>word", url);
    String hex = HexFormat.of().formatHex(bytes(CARD));
    sees(Kind.DECODED, hex, "4012888888881881", hex);
    sees(Kind.DECODED, "0x" + hex, "4012888888881881", "0x" + hex);
    String wrapped = Base64.getMimeEncoder().encodeToString(bytes((CARD + "\n").repeat(9)));
    assertThat(wrapped).contains("\r\n");
    sees(Kind.DECODED, wrapped, CARD, wrapped);
    String path = "/files/" + encoded("my secret password").replace("=", "") + "/x";
    sees(Kind.DECODED, path, "password", path.substring(7, path.length() - 2));
  }

  @Test
  void escapesDecode() {
    sees(Kind.DECODED, "%34%30%312", "4012", "%34%30%312");
    sees(Kind.DECODED, "caf%C3%A9 au lait", "café", "caf%C3%A9");
    sees(Kind.DECODED, "\\u0070ass", "pass", "\\u0070ass");
    sees(Kind.DECODED, "a\\ud83d\\ude00b", "\ud83d\ude00", "\\ud83d\\ude00");
    sees(Kind.DECODED, "\\u{70}\\x61ss", "pass", "\\u{70}\\x61ss");
    sees(Kind.DECODED, "{\"a\":\"x\\npass\"}", "pass", "pass");
    sees(Kind.DECODED, "pa=\nss=3D=C3=A9=20w", "pass=é w", "pa=\nss=3D=C3=A9=20w");
    assertThat(kinds("width=42 height=37")).containsExactly(Kind.FOLDED);
    assertThat(kinds("%ff%zz%4 \\u12 \\ud800 \\u{} \\x0 %00 100%")).containsExactly(Kind.FOLDED);
  }

  @Test
  void twoLayersAreReadAndThreeAreNot() {
    String once = encoded(CARD);
    StringBuilder percent = new StringBuilder();
    for (byte each : bytes(once)) {
      percent.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
    }
    sees(Kind.DECODED, "a " + percent + " b", CARD, percent.toString());
    String twice = encoded(once);
    sees(Kind.DECODED, twice, CARD, twice);
    assertThat(shown(encoded(twice), Kind.DECODED)).noneMatch(each -> each.contains("4012"));
    sees(
        Kind.DECODED,
        "<b>" + once.substring(0, 9) + "</b>" + once.substring(9),
        CARD,
        once.substring(0, 9) + "</b>" + once.substring(9));
  }

  @Test
  void wordsWhollyOfLookAlikes() {
    sees(Kind.CONFUSABLE, "say раѕѕ now", "pass", "раѕѕ");
    sees(Kind.CONFUSABLE, "ρ\u0336a\u0336s\u0336s\u0336 x", "pass", "ρ\u0336a\u0336s\u0336s\u0336");
    sees(Kind.CONFUSABLE, "ꓑꓮꓢꓢ", "PASS", "ꓑꓮꓢꓢ");
    sees(Kind.CONFUSABLE, "ᴘᴀꜱꜱ", "PASS", "ᴘᴀꜱꜱ");
    sees(
        Kind.CONFUSABLE,
        "\ud801\udcea\ud801\udcea\ud801\udcea",
        "ooo",
        "\ud801\udcea\ud801\udcea\ud801\udcea");
    assertThat(shown("say раѕѕ now", Kind.FOLDED)).containsExactly("say раѕѕ now");
  }

  @Test
  void honestWordsOfOtherScriptsStay() {
    for (String text :
        List.of(
            "Привет, как дела?",
            "Добрый день",
            "Καλημέρα κόσμε",
            "naïve café",
            "sınır",
            "Straße",
            "日本語")) {
      assertThat(kinds(text)).as(text).containsExactly(Kind.FOLDED);
    }
  }

  @Test
  void mixedWordsAreLatinInEveryView() {
    assertThat(shown("tокen", Kind.FOLDED)).containsExactly("token");
    assertThat(shown("раssword", Kind.FOLDED)).containsExactly("password");
  }

  @Test
  void joinedTextLeadsToThePartInTheMessage() {
    List<View> views = Views.of("1881 ok", List.of("my card", "4012 8888", "8888")).list();
    assertThat(views).extracting(View::kind).containsExactly(Kind.FOLDED, Kind.JOINED, Kind.JOINED);
    NormalText spaced = views.get(1).text();
    assertThat(spaced.cased()).isEqualTo("my card 4012 8888 8888 1881 ok");
    assertThat(views.get(2).text().cased()).isEqualTo("my card4012 888888881881 ok");
    assertThat(views.get(1).counts(8, 27)).isTrue();
    assertThat(views.get(1).counts(8, 22)).as("wholly earlier").isFalse();
    assertThat(views.get(1).counts(23, 27)).as("wholly in the message").isFalse();
    assertThat(spaced.originalStart(8)).isZero();
    assertThat(spaced.originalEnd(27)).isEqualTo(4);
  }

  @Test
  void onlyTheTailsOfEarlierTextsAreJoined() {
    List<View> views = Views.of("now", List.of("first", "a".repeat(100), "last")).list();
    assertThat(views.get(1).text().cased()).isEqualTo("a".repeat(64) + " last now");
    assertThat(Views.of("", List.of("x")).list()).hasSize(1);
    assertThat(Views.of("x", List.of("", " ")).list()).hasSize(1);
  }

  @Test
  void oneCharThatBecameThreeInAView() {
    sees(Kind.MARKUP, "o**ﬃ**ce", "office", "o**ﬃ**ce");
    sees(Kind.MARKUP, "**5**㎏", "5kg", "5**㎏");
    sees(Kind.MARKUP, "*x*Ⅷ", "xVIII", "x*Ⅷ");
    NormalText text = view("*x*Ⅷ", Kind.MARKUP, "VIII").text();
    assertThat(text.originalStart(2)).as("the middle of VIII").isEqualTo(3);
    assertThat(text.originalEnd(3)).isEqualTo(4);
  }

  @Test
  void leetIsReadIfWanted() {
    reads("you 1d10t", "you idiot", "you ldlot");
    reads("@$$ h0l3", "ass hole");
    reads("idiooooot", "idiot", "idioot");
    reads("assssshole", "ashole", "asshole");
    reads("sh!t", "shit");
    reads("i d i o t!", "idiot!");
    reads("an i.d.i.o.t.", "an idiot.");
    reads("1 D 1 0 T", "idiot", "ldlot");
    reads("f u u u n", "fun", "fuun");
    reads("sооо", "so", "soo");
    for (String text :
        List.of("2024", "$100", "a b", "Hey! C++", "p. 17", "good", "1 2 3 4", "3.14", "a, b, c")) {
      assertThat(leet(text)).as(text).isEmpty();
    }
    assertThat(kinds("1d10t")).containsExactly(Kind.FOLDED);
  }

  @Test
  void aHeldLetterStandsForAllOfIt() {
    NormalText text = leet("so idiooooot x").getFirst();
    assertThat(text.originalStart(6)).isEqualTo(6);
    assertThat(text.originalEnd(7)).isEqualTo(11);
    NormalText parted = leet("x i d i o t y").getFirst();
    assertThat(parted.folded()).isEqualTo("xidioty");
    NormalText spaced = leet("xx i d i o t yy").getFirst();
    assertThat(spaced.folded()).isEqualTo("xx idiot yy");
    assertThat(spaced.originalStart(3)).isEqualTo(3);
    assertThat(spaced.originalEnd(8)).isEqualTo(12);
  }

  private static void reads(String original, String... wanted) {
    assertThat(leet(original).stream().map(text -> text.key(0, text.length())))
        .as(original)
        .containsExactly(wanted);
  }

  private static List<NormalText> leet(String original) {
    return Views.of(original, List.of(), Kind.ALL).list().stream()
        .filter(each -> each.kind() == Kind.LEET)
        .map(View::text)
        .toList();
  }

  @Test
  void whatWasSeenCanBeShown() {
    assertThat(Views.of("<b>a</b>b").seen())
        .containsExactly(new Seen(Kind.FOLDED, "<b>a</b>b"), new Seen(Kind.MARKUP, "ab"));
  }

  /** Some view of a kind holds a text, and it stands for exactly that span of the original. */
  private static void sees(Kind kind, String original, String wanted, String span) {
    NormalText text = view(original, kind, wanted).text();
    int at = text.cased().indexOf(wanted);
    int start = text.originalStart(at);
    int end = text.originalEnd(at + wanted.length());
    assertThat(original.substring(start, end)).as(original).isEqualTo(span);
  }

  private static View view(String original, Kind kind, String wanted) {
    assertThat(shown(original, kind)).as(original).anyMatch(each -> each.contains(wanted));
    return Views.of(original).list().stream()
        .filter(each -> each.kind() == kind && each.text().cased().contains(wanted))
        .findFirst()
        .orElseThrow();
  }

  private static List<Kind> kinds(String original) {
    return Views.of(original).list().stream().map(View::kind).toList();
  }

  private static List<String> shown(String original, Kind kind) {
    return Views.of(original).seen().stream()
        .filter(each -> each.kind() == kind)
        .map(Seen::text)
        .toList();
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
