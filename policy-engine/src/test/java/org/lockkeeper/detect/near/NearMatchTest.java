package org.lockkeeper.detect.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.lockkeeper.detect.Recognizer.Candidate;
import org.lockkeeper.match.NormalText;
import org.lockkeeper.message.Digest;

class NearMatchTest {

  private static final byte[] SALT = "sixteen bytes ok".getBytes(StandardCharsets.US_ASCII);

  private static final List<String> PAPER = new InventedText(1).paragraphs(20);
  private static final List<String> MEMO = new InventedText(2).paragraphs(3);
  private static final NearMatch MATCH =
      NearMatch.read(
          "t",
          registerOf("board", String.join("\n\n", PAPER), "memo", String.join("\n\n", MEMO))
              .write());

  private static FingerprintRegister registerOf(String... labelsAndTexts) {
    FingerprintRegister register = FingerprintRegister.empty(SALT);
    for (int at = 0; at < labelsAndTexts.length; at += 2) {
      add(register, labelsAndTexts[at], labelsAndTexts[at + 1]);
    }
    return register;
  }

  private static void add(FingerprintRegister register, String label, String text) {
    Digest digest = Digest.of(text.getBytes(StandardCharsets.UTF_8));
    register.add(label, label + ".txt", digest, text, Threshold.DEFAULT);
  }

  private static List<String> found(String text) {
    return MATCH.find(NormalText.of(text)).stream().map(Candidate::kind).toList();
  }

  @Test
  void aPastedParagraphIsFoundWhereItStands() {
    String before = new InventedText(3).sentence() + " ";
    String text = before + PAPER.get(7) + " " + new InventedText(4).sentence();

    assertThat(MATCH.find(NormalText.of(text)))
        .singleElement()
        .satisfies(
            hit -> {
              assertThat(hit.kind()).isEqualTo("board");
              assertThat(hit.start()).isBetween(before.length() - 1, before.length() + 30);
              int end = before.length() + PAPER.get(7).length();
              assertThat(hit.end()).isBetween(end - 30, end);
            });
  }

  @Test
  void layoutAndCapitalsDoNotMatter() {
    String shouted = PAPER.get(3).toUpperCase(Locale.ROOT).replace(" ", "\n> ");

    assertThat(found(shouted)).containsExactly("board");
    assertThat(found(PAPER.get(3).replace("a", "а"))).as("a Cyrillic a").containsExactly("board");
  }

  @Test
  void aPageInALongTextIsFound() {
    String noise = String.join(" ", new InventedText(5).paragraphs(150));
    String text = noise + MEMO.get(1) + noise + PAPER.get(2);

    assertThat(found(text)).containsExactly("memo", "board");
  }

  @Test
  void aSentenceIsNotEnoughAndOtherTextsAreNotFound() {
    assertThat(found(PAPER.get(1).substring(0, 60))).isEmpty();
    assertThat(found(String.join(" ", new InventedText(6).paragraphs(100)))).isEmpty();
    assertThat(found("")).isEmpty();
  }

  @Test
  void everyTenthWordChangedIsStillACopy() {
    InventedText changes = new InventedText(8);
    for (String paragraph : PAPER) {
      assertThat(found(changes.changed(paragraph, 10))).contains("board");
    }
  }

  @Test
  void paragraphsInAnotherOrderAreStillACopy() {
    List<String> mixed = new java.util.ArrayList<>(PAPER);
    Collections.shuffle(mixed, new Random(1));

    assertThat(found(String.join(" ", mixed))).containsExactly("board");
  }

  @Test
  void aSmallDocumentScatteredOverATextIsFoundByItsShare() {
    StringBuilder text = new StringBuilder();
    InventedText between = new InventedText(9);
    for (String sentence : MEMO.get(0).split("\\. ")) {
      text.append(sentence)
          .append(". ")
          .append(String.join(" ", between.paragraphs(1)))
          .append(' ');
    }

    assertThat(found(text.toString())).isNotEmpty().containsOnly("memo");
  }

  @Test
  void boilerplateOfManyDocumentsTellsNone() {
    String footer = PAPER.get(0);
    FingerprintRegister register = FingerprintRegister.empty(SALT);
    for (int document = 0; document <= NearMatch.MOST_OWNERS; document++) {
      add(register, "d" + document, new InventedText(100 + document).paragraphs(1) + footer);
    }

    assertThat(NearMatch.read("t", register.write()).find(NormalText.of(footer))).isEmpty();
  }

  @Test
  void aFileAddedAgainTakesItsOldPlace() {
    FingerprintRegister register = registerOf("old", PAPER.get(0));
    FingerprintRegister again = FingerprintRegister.read(register.write());
    add(again, "new", PAPER.get(0));
    add(again, "other", PAPER.get(1));
    NearMatch match = NearMatch.read("t", again.write());

    assertThat(again.size()).isEqualTo(2);
    assertThat(match.find(NormalText.of(PAPER.get(0))))
        .extracting(Candidate::kind)
        .containsExactly("new");
    assertThat(match.find(NormalText.of(PAPER.get(1))))
        .extracting(Candidate::kind)
        .containsExactly("other");
  }

  @Test
  void whatCannotBeFoundAgainIsRefused() {
    FingerprintRegister register = FingerprintRegister.empty(SALT);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> add(register, "short", "only a few words"))
        .withMessageContaining("too short");
    assertThatIllegalArgumentException().isThrownBy(() -> add(register, " ", PAPER.get(0)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Threshold(2, 30, 20));
    assertThatIllegalArgumentException().isThrownBy(() -> new Threshold(8, 0, 20));
  }

  @Test
  void twoTextsThatShareEnoughShareAFingerprint() {
    Winnowing winnowing = new Winnowing(SALT);
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      String shared = letters(random, Winnowing.GRAM + Winnowing.WINDOW - 1);
      String one = letters(random, random.nextInt(80)) + shared + letters(random, 40);
      String other = letters(random, random.nextInt(80)) + shared + letters(random, 40);
      Winnowing.Fingerprints ones = winnowing.of(NormalText.of(one));
      Winnowing.Fingerprints others = winnowing.of(NormalText.of(other));

      assertThat(hashes(ones)).containsAnyOf(hashes(others));
    }
  }

  private static long[] hashes(Winnowing.Fingerprints chosen) {
    long[] hashes = new long[chosen.count()];
    Arrays.setAll(hashes, chosen::hash);
    return hashes;
  }

  private static String letters(Random random, int count) {
    return random
        .ints(count, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void aDamagedFileIsRefused() {
    byte[] file = registerOf("board", PAPER.get(0)).write();

    for (int at = 0; at < file.length; at += 13) {
      byte[] damaged = file.clone();
      damaged[at] ^= 1;
      assertThatIllegalArgumentException().isThrownBy(() -> NearMatch.read("t", damaged));
      byte[] cut = Arrays.copyOf(file, at);
      assertThatIllegalArgumentException().isThrownBy(() -> NearMatch.read("t", cut));
    }
  }

  @Test
  void anyTextIsAnswered() {
    Random random = new Random(3);
    char[] noise = new char[100_000];
    for (int at = 0; at < noise.length; at++) {
      noise[at] = (char) random.nextInt(0x10000);
    }

    assertThat(found(new String(noise))).isEmpty();
    assertThat(found("a".repeat(1_000_000))).isEmpty();
    assertThat(found((PAPER.get(0) + " ").repeat(500))).containsOnly("board");
  }
}
