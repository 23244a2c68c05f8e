package org.lockkeeper.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lockkeeper.detect.Detector.Means;
import org.lockkeeper.detect.Finding.Category;
import org.lockkeeper.detect.Finding.Confidence;
import org.lockkeeper.match.SearchPattern;
import org.lockkeeper.match.SearchPattern.Term;
import org.lockkeeper.match.View.Kind;

/** Detectors run over every view, and what two views show of one place is found once. */
final class DetectorSetTest {

  private static final Detector CARD =
      new Detector(
          "card",
          Category.IDENTIFIER,
          new Means.Arithmetic(new PaymentCard()),
          new Sureness(
              List.of(
                  new Sureness.Level(Confidence.HIGH, List.of("visa"), 30, false),
                  new Sureness.Level(Confidence.MEDIUM, List.of(), 0, false))),
          List.of());

  private final DetectorSet set = new DetectorSet(List.of(CARD, words("word", "pass", "password")));

  @Test
  void eachDisguiseIsFoundOnceAtItsPlace() {
    finds("a 4012**8888**88881881 b", "card:4012**8888**88881881");
    finds("a <i>401</i>2888888881881.", "card:401</i>2888888881881");
    finds("say <b>pass</b>word", "word:pass</b>word");
    finds("say раѕѕ", "word:раѕѕ");
    finds("say %70ass", "word:%70ass");
    finds("4012 8888 8888 1881", "card:4012 8888 8888 1881");
    finds("**4012 8888 8888 1881**", "card:4012 8888 8888 1881");
  }

  @Test
  void theLargerSpanOfTwoViewsCounts() {
    finds("pass <b>x</b>, pass<b>word</b>", "word:pass", "word:pass<b>word");
  }

  @Test
  void twoFindingsOfOneTokenStayTwo() {
    String token =
        Base64.getEncoder()
            .encodeToString(
                "4012888888881881, 5555555555554444".getBytes(StandardCharsets.US_ASCII));
    finds("x " + token + " y", "card:" + token, "card:" + token);
  }

  @Test
  void theSurestViewSpeaks() {
    List<Finding> found = set.detect("/text", "v<b>isa</b> 4012888888881881").findings();
    assertThat(found).singleElement().extracting(Finding::confidence).isEqualTo(Confidence.HIGH);
  }

  @Test
  void aNumberInThreeMessagesIsFoundOnTheLast() {
    List<String> earlier = List.of("here you go", "4012 8888", "8888");
    List<Finding> found = set.detect("/text", "1881 thanks", earlier, set.budget()).findings();
    assertThat(found)
        .singleElement()
        .extracting(Finding::start, Finding::end)
        .containsExactly(0, 4);
    assertThat(
            set.detect("/text", "8888", List.of("here you go", "4012 8888"), set.budget())
                .findings())
        .isEmpty();
    assertThat(set.detect("/text", "881881", List.of("4012888888"), set.budget()).findings())
        .hasSize(1);
    assertThat(set.detect("/text", "word", List.of("pass"), set.budget()).findings()).hasSize(1);
  }

  @Test
  void whatStandsInOneMessageIsNotFoundAgain() {
    assertThat(set.detect("/text", "thanks", List.of("4012888888881881"), set.budget()).findings())
        .isEmpty();
    assertThat(
            set.detect("/text", "4012888888881881", List.of("no, this"), set.budget()).findings())
        .hasSize(1);
  }

  @Test
  void aPatternCountsInItsViewsOnly() {
    Detector plain =
        new Detector(
            "plain",
            Category.LEXICON,
            new Means.Patterns(List.of(new Term("pass", true, false, Set.of(Kind.FOLDED)))),
            Sureness.PLAIN,
            List.of());
    DetectorSet only = new DetectorSet(List.of(plain));
    assertThat(only.detect("/text", "pass").findings()).hasSize(1);
    assertThat(only.detect("/text", "p<b>ass</b>").findings()).isEmpty();
  }

  @Test
  void aLeetTermIsFoundDisguised() {
    Detector insults =
        new Detector(
            "insults",
            Category.LEXICON,
            new Means.Patterns(List.of(new Term("idiot", true, false, Kind.ALL))),
            Sureness.PLAIN,
            List.of());
    DetectorSet both = new DetectorSet(List.of(insults, words("plain", "idiot", "pass")));
    for (String text : List.of("1d10t", "IDIOOOT", "i.d.i.o.t")) {
      assertThat(both.detect("/text", "you " + text + "!").findings())
          .as(text)
          .containsExactly(
              new Finding(
                  Category.LEXICON,
                  "insults",
                  "insults",
                  "/text",
                  4,
                  4 + text.length(),
                  Confidence.HIGH));
    }
    assertThat(both.detect("/text", "you idiot").findings()).hasSize(2);
  }

  private void finds(String text, String... wanted) {
    assertThat(
            set.detect("/text", text).findings().stream()
                .map(each -> each.detector() + ":" + text.substring(each.start(), each.end())))
        .as(text)
        .containsExactly(wanted);
  }

  static Detector words(String name, String... terms) {
    return new Detector(
        name,
        Category.LEXICON,
        new Means.Patterns(
            List.of(terms).stream()
                .<SearchPattern>map(each -> new Term(each, true, false))
                .toList()),
        Sureness.PLAIN,
        List.of());
  }
}
