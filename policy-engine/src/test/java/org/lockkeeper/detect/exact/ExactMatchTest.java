package org.lockkeeper.detect.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.detect.Recognizer.Candidate;
import org.lockkeeper.detect.Recognizer.Check;
import org.lockkeeper.detect.exact.ExactBuilder.LeftOut;
import org.lockkeeper.match.NormalText;

class ExactMatchTest {

  private static final byte[] SALT = "sixteen bytes ok".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] KEY =
      "a key of sixteen bytes or more".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NONE = {};

  private static ExactMatch oneColumn(String... values) {
    ExactBuilder builder = new ExactBuilder(List.of("account"), List.of(), SALT, NONE);
    for (String value : values) {
      builder.add(List.of(value));
    }
    return ExactMatch.read("t", builder.build().file(), NONE);
  }

  private static ExactMatch customers() {
    ExactBuilder builder =
        new ExactBuilder(List.of("account", "name"), List.of("town"), SALT, NONE);
    builder.add(List.of("AC-10023-77", "Ottilie Brandwacht", "Oss"));
    builder.add(List.of("AC-55501-12", "Kweku Farnsworth", "Accra"));
    builder.add(List.of("AC-90909-33", "Kweku Farnsworth", "Lyon"));
    return ExactMatch.read("t", builder.build().file(), NONE);
  }

  private static List<String> found(ExactMatch match, String text) {
    return match.find(NormalText.of(text)).stream()
        .map(hit -> hit.kind() + ":" + text.substring(hit.start(), hit.end()) + ":" + hit.check())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "48120937",
        "4812 0937",
        "4812-0937",
        "48.12.09.37",
        "acct 48120937.",
        "(48120937)",
        "４８１２０９３７",
        "48\u200b120937",
        "x 4 8 1 2 0 9 3 7 y"
      })
  void aNumberIsFoundHoweverItIsGrouped(String text) {
    assertThat(oneColumn("4812-0937").find(NormalText.of(text)))
        .singleElement()
        .extracting(Candidate::kind, Candidate::check)
        .containsExactly("account", Check.PASSED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"148120937", "481209370", "4812093", "x48120937", "48120937x", "4812    0937", ""})
  void aValueIsFoundWholeOrNotAtAll(String text) {
    assertThat(found(oneColumn("48120937"), text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Ottilie Brandwacht, said OTTILIE  brandwacht today, OTTILIE  brandwacht",
    "o.brand@mail.example, write to O.Brand@Mail.Example!, O.Brand@Mail.Example",
    "DE89 3704 0044 0532 0130 00, iban DE89370400440532013000, DE89370400440532013000",
    "DE89370400440532013000, iban DE89 3704 0044 0532 0130 00., DE89 3704 0044 0532 0130 00",
    "Żółkiewska-Ćma, pani ŻÓŁKIEWSKA-ĆMA ok, ŻÓŁKIEWSKA-ĆMA",
    "山田太郎, これは山田太郎です, 山田太郎"
  })
  void capitalsAndSeparatorsDoNotMatter(String value, String text, String span) {
    assertThat(found(oneColumn(value), text)).containsExactly("account:" + span + ":PASSED");
  }

  @Test
  void theLongestOfSeveralValuesCounts() {
    assertThat(found(oneColumn("Maria Holm", "Maria Holm Nilsen"), "ask Maria Holm Nilsen now"))
        .containsExactly("account:Maria Holm Nilsen:PASSED");
  }

  @Test
  void oneColumnAloneIsPartial() {
    assertThat(found(customers(), "account AC-10023-77 is late"))
        .containsExactly("account:AC-10023-77:PARTIAL");
  }

  @Test
  void twoColumnsOfOneRowNearEachOtherPass() {
    assertThat(found(customers(), "AC1002377 belongs to Ottilie Brandwacht"))
        .containsExactly("account:AC1002377:PASSED", "name:Ottilie Brandwacht:PASSED");
    assertThat(found(customers(), "in Oss lives AC1002377"))
        .containsExactly("account:AC1002377:PASSED");
  }

  @Test
  void everyRowOfAValueIsAsked() {
    assertThat(found(customers(), "Kweku Farnsworth of Lyon"))
        .containsExactly("name:Kweku Farnsworth:PASSED");
    assertThat(found(customers(), "Accra: Kweku Farnsworth"))
        .containsExactly("name:Kweku Farnsworth:PASSED");
  }

  @Test
  void twoColumnsOfDifferentRowsDoNotConfirmEachOther() {
    assertThat(found(customers(), "AC-10023-77, Kweku Farnsworth"))
        .containsExactly("account:AC-10023-77:PARTIAL", "name:Kweku Farnsworth:PARTIAL");
  }

  @Test
  void farApartTheyDoNotConfirmEachOther() {
    String far = "-".repeat(ExactMatch.NEAR);

    assertThat(found(customers(), "AC-10023-77" + far + "Oss"))
        .containsExactly("account:AC-10023-77:PASSED");
    assertThat(found(customers(), "AC-10023-77" + far + "-Oss"))
        .containsExactly("account:AC-10023-77:PARTIAL");
    assertThat(found(customers(), "Oss" + far + "-AC-10023-77"))
        .containsExactly("account:AC-10023-77:PARTIAL");
  }

  @Test
  void aSupportingColumnIsNeverFoundAlone() {
    assertThat(found(customers(), "a day in Accra")).isEmpty();
  }

  @Test
  void whatCannotBeMatchedIsLeftOutAndCounted() {
    ExactBuilder builder = new ExactBuilder(List.of("account"), List.of(), SALT, NONE);
    List.of("", " - ", "1234", "n/a", "N/A", "xxxxxxxx", "123456", "9".repeat(101), "4711-0815")
        .forEach(value -> builder.add(List.of(value)));
    builder.add(List.of("a1".repeat(60)));

    assertThat(builder.build().values()).isEqualTo(1);
    assertThat(builder.leftOut())
        .containsEntry(LeftOut.EMPTY, 2)
        .containsEntry(LeftOut.SHORT, 1)
        .containsEntry(LeftOut.FILLER, 5)
        .containsEntry(LeftOut.LONG, 1);
  }

  @Test
  void aValueOfTooManyRowsIsLeftOut() {
    ExactBuilder builder = new ExactBuilder(List.of("name"), List.of(), SALT, NONE);
    for (int row = 0; row < 60; row++) {
      builder.add(List.of(row < 51 ? "somebody" : "person number " + row));
    }
    ExactBuilder.Built built = builder.build();

    assertThat(built.values()).isEqualTo(9);
    assertThat(builder.leftOut()).containsEntry(LeftOut.COMMON, 51);
    assertThat(found(ExactMatch.read("t", built.file(), NONE), "somebody")).isEmpty();
  }

  @Test
  void theFileHoldsNoValueInClear() {
    ExactBuilder builder = new ExactBuilder(List.of("name"), List.of("town"), SALT, KEY);
    builder.add(List.of("Ottilie", "Hilversum"));
    String file = new String(builder.build().file(), StandardCharsets.ISO_8859_1);

    assertThat(file.toLowerCase(java.util.Locale.ROOT)).doesNotContain("ottil", "hilver");
    assertThat(file).contains("name", "town");
  }

  @Test
  void aTableWithAKeyOpensOnlyWithIt() {
    ExactBuilder builder = new ExactBuilder(List.of("name"), List.of(), SALT, KEY);
    builder.add(List.of("Ottilie"));
    byte[] file = builder.build().file();

    assertThat(found(ExactMatch.read("t", file, KEY), "Ottilie")).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExactMatch.read("t", file, NONE))
        .withMessageContaining("key:");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ExactMatch.read(
                    "t", file, "another key of some length".getBytes(StandardCharsets.UTF_8)))
        .withMessageContaining("not the one");
  }

  @Test
  void anotherSaltMakesAnotherFile() {
    byte[] otherSalt = SALT.clone();
    otherSalt[0]++;
    ExactBuilder one = new ExactBuilder(List.of("n"), List.of(), SALT, NONE);
    ExactBuilder other = new ExactBuilder(List.of("n"), List.of(), otherSalt, NONE);
    one.add(List.of("Ottilie"));
    other.add(List.of("Ottilie"));

    assertThat(ExactFormatV1.read(one.build().file(), NONE).tables().tags())
        .doesNotContain(ExactFormatV1.read(other.build().file(), NONE).tables().tags());
  }

  @Test
  void aDamagedFileIsRefused() {
    ExactBuilder builder = new ExactBuilder(List.of("name"), List.of(), SALT, NONE);
    builder.add(List.of("Ottilie"));
    byte[] file = builder.build().file();

    for (int at = 0; at < file.length; at += 7) {
      byte[] damaged = file.clone();
      damaged[at] ^= 1;
      assertThatIllegalArgumentException().isThrownBy(() -> ExactMatch.read("t", damaged, NONE));
      byte[] cut = Arrays.copyOf(file, at);
      assertThatIllegalArgumentException().isThrownBy(() -> ExactMatch.read("t", cut, NONE));
    }
  }

  @Test
  void everyValueOfALargeTableIsFoundAndNoOther() {
    Random random = new Random(7);
    ExactBuilder builder = new ExactBuilder(List.of("number"), List.of(), SALT, NONE);
    int[] numbers = random.ints(20_000, 100_000_000, 500_000_000).distinct().toArray();
    for (int number : numbers) {
      builder.add(List.of(String.valueOf(number)));
    }
    ExactBuilder.Built built = builder.build();
    ExactMatch match = ExactMatch.read("t", built.file(), NONE);

    assertThat(built.values()).isEqualTo(numbers.length);
    for (int number : numbers) {
      assertThat(match.find(NormalText.of("no " + number))).hasSize(1);
      // Twice a number here is beyond the range of all of them.
      assertThat(match.find(NormalText.of("no " + (500_000_000L + number)))).isEmpty();
    }
  }

  @Test
  void anyTextIsAnswered() {
    ExactMatch match = customers();
    Random random = new Random(3);
    char[] noise = new char[50_000];
    for (int at = 0; at < noise.length; at++) {
      noise[at] = (char) random.nextInt(0x10000);
    }

    assertThat(found(match, new String(noise))).isEmpty();
    assertThat(found(match, "\ud800 AC-10023-77 \udc00")).hasSize(1);
    assertThat(match.find(NormalText.of("AC-10023-77 Oss ".repeat(20_000)))).hasSize(20_000);
    assertThat(found(match, "a1 ".repeat(100_000))).isEmpty();
  }
}
