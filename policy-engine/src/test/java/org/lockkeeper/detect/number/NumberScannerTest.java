package org.lockkeeper.detect.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.match.NormalText;

/** Numbers in texts: where they start and end, and what is none. */
final class NumberScannerTest {

  private static final NumberScanner ALL = new NumberScanner(NumberFormat.all());

  /** One number found. */
  private record Found(String id, String text, boolean strong) {}

  /** Numbers that laws, offices and encyclopedias publish as examples. */
  @ParameterizedTest
  @CsvSource({
    "es-dni, 12345678Z",
    "es-dni, 12.345.678-Z",
    "de-idnr, 86095742719",
    "de-idnr, 86 095 742 719",
    "gb-nhs, 943 476 5919",
    "gb-nhs, 9434765919",
    "gb-nino, AB 12 34 56 C",
    "it-cf, RSSMRA85T10A562S",
    "fi-hetu, 131052-308T",
    "hk-hkid, A123456(3)",
    "ch-ahv, 756.9217.0769.85",
    "isin, US0378331005",
    "us-cusip, 037833100",
    "gb-sedol, 0263494",
    "fr-nif, 30 23 217 600 053",
    "imei, 49-015420-323751-8",
    "ca-sin, 193 456 787",
    "br-cnpj, 11.222.333/0001-81",
    "vin, 1M8GDM9AXKP042788",
    "nl-bsn, 111222333",
  })
  void publishedExamples(String id, String number) {
    assertThat(find("is " + number + ", yes"))
        .extracting(Found::id, Found::text)
        .contains(tuple(id, number));
  }

  @Test
  void smallLettersAndScriptsWithoutSpaces() {
    assertThat(ids("dni 12345678z")).contains("es-dni");
    assertThat(ids("我的身份证号码是11010519491231002X。")).contains("cn-id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x12345678Z",
        "12345678Zx",
        "ю12345678Z",
        "_12345678Z",
        "12345678Z_",
        "path/12345678Z",
        "a.12345678Z",
        "12345678Z.pdf",
        "12345678Z@corp.example",
        "+12345678Z",
        "Us0378331005",
        "12345678A",
      })
  void aPieceOfSomethingLongerIsNone(String text) {
    assertThat(find(text)).isEmpty();
  }

  /** What chat is full of; none may look like a number whose layout alone says that it is one. */
  @Test
  void whatChatIsFullOf() {
    Random random = new Random(5);
    List<String> texts = new ArrayList<>();
    for (int each = 0; each < 2_000; each++) {
      texts.add("at " + (1_600_000_000L + random.nextInt(200_000_000)));
      texts.add("ms " + (1_600_000_000_000L + random.nextInt()));
      texts.add("order " + random.nextInt(1_000_000_000));
      texts.add("commit " + hex(random, 40));
      texts.add("see " + hex(random, 7));
      texts.add(
          hex(random, 8) + "-" + hex(random, 4) + "-" + hex(random, 4) + "-" + hex(random, 12));
      texts.add(random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256) + ".7");
      texts.add("v" + random.nextInt(30) + "." + random.nextInt(30) + "." + random.nextInt(9999));
      texts.add("2026-11-25 10:14:08." + random.nextInt(1000));
      texts.add("2026-11-25T10:14:08Z " + random.nextInt(100_000));
      texts.add("+44 20 " + (1000 + random.nextInt(9000)) + " " + (1000 + random.nextInt(9000)));
      texts.add("0x" + hex(random, 16) + " " + hex(random, 2) + " " + hex(random, 2));
    }
    List<Found> strong =
        texts.stream().flatMap(text -> find(text).stream()).filter(Found::strong).toList();
    // Eight hex chars hold a DNI now and then: seven or eight digits and the right letter.
    assertThat(strong).hasSizeLessThan(texts.size() / 1_000);
  }

  @Test
  void aTextOfDigitsEndsInTime() {
    String digits = "123456789 ".repeat(100_000);
    assertThat(find(digits)).isNotNull();
    assertThat(find("1-".repeat(500_000))).isEmpty();
    assertThat(find("7".repeat(1_000_000))).isEmpty();
    assertThat(find("\ud800 12345678Z \udc00")).extracting(Found::id).contains("es-dni");
  }

  @Test
  void rowsAreWhole() {
    assertThat(NumberFormat.all()).extracting(NumberFormat::id).doesNotHaveDuplicates();
    assertThat(NumberFormat.all()).allSatisfy(format -> assertThat(format.layouts()).isNotEmpty());
    long countries = NumberFormat.all().stream().map(NumberFormat::country).distinct().count();
    assertThat(countries).isGreaterThan(60);
  }

  private static String hex(Random random, int length) {
    return random.ints(length, 0, 16).mapToObj(Integer::toHexString).collect(Collectors.joining());
  }

  private static List<String> ids(String text) {
    return find(text).stream().map(Found::id).toList();
  }

  private static List<Found> find(String text) {
    List<Found> found = new ArrayList<>();
    ALL.find(
        NormalText.of(text),
        new NumberScanner.Sink() {
          @Override
          public void found(int format, int start, int end, boolean strong) {
            String id = NumberFormat.all().get(format).id();
            found.add(new Found(id, text.substring(start, end), strong));
          }

          @Override
          public void failed(int format, RuntimeException broken) {
            throw broken;
          }
        });
    return found;
  }
}
