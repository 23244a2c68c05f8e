package org.lockkeeper.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is folded away, and that every span finds its way back. */
final class NormalTextTest {

  @Test
  void asciiIsItsOwnNormalForm() {
    String text = "Project FALCON 4012";
    assertThat(NormalText.of(text).cased()).isSameAs(text);
    assertThat(NormalText.of(text).folded()).isSameAs(text);
  }

  @Test
  void ignorablesVanishAndTheSpanStepsOverThem() {
    NormalText text = NormalText.of("a 40\u200b12\u200b b");
    assertThat(text.folded()).isEqualTo("a 4012 b");
    assertThat(text.originalStart(2)).isEqualTo(2);
    assertThat(text.originalEnd(6)).as("the last one is not part of the number").isEqualTo(7);
  }

  @Test
  void oneCharThatBecameThreeMapsBackToOne() {
    NormalText text = NormalText.of("x\ufb03y");
    assertThat(text.folded()).isEqualTo("xffiy");
    for (int at = 1; at < 4; at++) {
      assertThat(text.originalStart(at)).isEqualTo(1);
      assertThat(text.originalEnd(at + 1)).isEqualTo(2);
    }
    assertThat(text.originalStart(4)).isEqualTo(2);
  }

  @Test
  void capitalsStayInTheCasedForm() {
    NormalText text = NormalText.of("É E");
    assertThat(text.cased()).isEqualTo("É E");
    assertThat(text.folded()).isEqualTo("é e");
  }

  @Test
  void digitsOfEveryScriptAreAscii() {
    assertThat(NormalText.of("４０ ٤٠ ४० 𝟒𝟎").folded()).isEqualTo("40 40 40 40");
  }

  @Test
  void lookAlikesAreLatinInMixedWordsOnly() {
    assertThat(NormalText.of("Рroject").cased()).isEqualTo("Project");
    assertThat(NormalText.of("Рroject").folded()).isEqualTo("project");
    assertThat(NormalText.of("Россия").folded()).isEqualTo("россия");
  }

  @Test
  void spansWidenToWholeGraphemes() {
    String family = "\ud83d\udc69\u200d\ud83d\udc67";
    NormalText text = NormalText.of("a" + family + "b");
    assertThat(text.originalStart(1)).isEqualTo(1);
    assertThat(text.originalEnd(3)).as("never half a family").isEqualTo(1 + family.length());
  }

  @Test
  void combiningMarksComposeAndMapBack() {
    NormalText text = NormalText.of("cafe\u0301!");
    assertThat(text.folded()).isEqualTo("café!");
    assertThat(text.originalStart(3)).isEqualTo(3);
    assertThat(text.originalEnd(4)).isEqualTo(5);
  }

  @Test
  void everyCodePointHasANormalForm() {
    StringBuilder all = new StringBuilder();
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      all.appendCodePoint(codePoint);
    }
    NormalText text = NormalText.of(all.toString());
    assertThat(text.cased()).hasSize(text.folded().length());
    int last = 0;
    for (int at = 0; at < text.length(); at += 997) {
      assertThat(text.originalStart(at)).isBetween(0, all.length());
      assertThat(text.originalEnd(at + 1)).isGreaterThan(text.originalStart(at));
      assertThat(text.originalStart(at)).isGreaterThanOrEqualTo(last);
      last = text.originalStart(at);
    }
  }

  @Test
  void loneSurrogatesPass() {
    assertThat(NormalText.of("a\ud800b\udc00").length()).isEqualTo(4);
  }
}
