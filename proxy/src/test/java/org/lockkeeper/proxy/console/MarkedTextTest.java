package org.lockkeeper.proxy.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lockkeeper.policy.Redaction;
import org.lockkeeper.proxy.console.MarkedText.Piece;
import org.lockkeeper.proxy.console.MarkedText.Span;

final class MarkedTextTest {
  private static final String BREAD = "\uD83C\uDF5E";

  @Test
  void overlappingSpansAreCutWhereTheyMeet() {
    assertThat(
            MarkedText.pieces(
                "abcdef", List.of(new Span(1, 4, "finding", "x"), new Span(3, 5, "finding", "y"))))
        .containsExactly(
            Piece.plain("a"),
            new Piece("bc", "finding", "x"),
            new Piece("d", "finding", "x, y"),
            new Piece("e", "finding", "y"),
            Piece.plain("f"));
  }

  @Test
  void spansOutsideTheTextAreCutToIt() {
    assertThat(MarkedText.pieces("ab", List.of(new Span(1, 99, "hit", ""))))
        .containsExactly(Piece.plain("a"), new Piece("b", "hit", ""));
    assertThat(MarkedText.pieces("ab", List.of(new Span(7, 9, "hit", ""))))
        .containsExactly(Piece.plain("ab"));
    assertThat(MarkedText.pieces("", List.of(new Span(0, 1, "hit", "")))).isEmpty();
  }

  @Test
  void charactersThatMisleadAreNamed() {
    assertThat(MarkedText.pieces("a\u202Eb\u0000\uD83C", List.of()))
        .extracting(Piece::text)
        .containsExactly("a", "U+202E", "b", "U+0000", "U+D83C");
    assertThat(MarkedText.pieces("line\r\n\ttab", List.of()))
        .containsExactly(Piece.plain("line\r\n\ttab"));
  }

  @Test
  void noPieceEverCutsAPair() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      String text = (BREAD + "x").repeat(1 + random.nextInt(6));
      List<Span> spans =
          random
              .ints(3, -2, text.length() + 3)
              .mapToObj(at -> new Span(at, at + random.nextInt(4), "hit", ""))
              .toList();
      List<Piece> pieces = MarkedText.pieces(text, spans);
      assertThat(pieces.stream().map(Piece::text).collect(Collectors.joining())).isEqualTo(text);
      assertThat(pieces).noneMatch(piece -> piece.style().equals("ctl"));
    }
  }

  @Test
  void changesFollowTheRedactionsThatExplainThem() {
    assertThat(
            Changes.pieces(
                "pay 12 and 34",
                "pay ## and ##",
                List.of(new Redaction("", 4, 6, "##"), new Redaction("", 11, 13, "##"))))
        .extracting(Piece::style, Piece::text)
        .containsExactly(
            tuple("", "pay "),
            tuple("del", "12"),
            tuple("ins", "##"),
            tuple("", " and "),
            tuple("del", "34"),
            tuple("ins", "##"));
  }

  @Test
  void otherChangesGiveBothTextsBackWhole() {
    Random random = new Random(11);
    String[] letters = {"a", "b", BREAD, "\uD83C\uDF5F"};
    for (int round = 0; round < 2000; round++) {
      String written = text(random, letters);
      String sent = text(random, letters);
      List<Piece> pieces = Changes.pieces(written, sent, List.of());
      assertThat(joined(pieces, "ins")).as("written, %s to %s", written, sent).isEqualTo(written);
      assertThat(joined(pieces, "del")).as("sent, %s to %s", written, sent).isEqualTo(sent);
      assertThat(pieces).noneMatch(piece -> piece.style().equals("ctl"));
    }
  }

  private static String text(Random random, String[] letters) {
    return random
        .ints(random.nextInt(6), 0, letters.length)
        .mapToObj(n -> letters[n])
        .collect(Collectors.joining());
  }

  private static String joined(List<Piece> pieces, String without) {
    return pieces.stream()
        .filter(piece -> !piece.style().equals(without))
        .map(Piece::text)
        .collect(Collectors.joining());
  }
}
