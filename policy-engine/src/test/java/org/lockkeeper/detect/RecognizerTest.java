package org.lockkeeper.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.detect.Recognizer.Candidate;
import org.lockkeeper.detect.Recognizer.Check;
import org.lockkeeper.match.NormalText;

/** Each arithmetic, by documented test numbers. */
final class RecognizerTest {

  @ParameterizedTest
  @CsvSource({
    "4012888888881881, visa",
    "5555555555554444, mastercard",
    "2223003122003222, mastercard",
    "378282246310005, amex",
    "6011111111111117, discover",
    "30569309025904, diners",
    "3530111333300000, jcb",
    "6205500000000000004, unionpay"
  })
  void cardsOfEachScheme(String number, String scheme) {
    assertThat(cards("no " + number + "."))
        .containsExactly(scheme + " PASSED 3-" + (3 + number.length()));
  }

  @Test
  void aCardInGroupsIsOneSpan() {
    assertThat(cards("1 4012 8888-8888 1881 22")).containsExactly("visa PASSED 2-21");
  }

  @Test
  void aLetterSpoilsOnlyTheGroupItTouches() {
    assertThat(cards("v2 4012 8888 8888 1881 3rd")).containsExactly("visa PASSED 3-22");
  }

  @Test
  void twoCardsInARowAreTwo() {
    assertThat(cards("4012888888881881 5555555555554444"))
        .containsExactly("visa PASSED 0-16", "mastercard PASSED 17-33");
  }

  @Test
  void digitsOneByOneAreACard() {
    assertThat(cards("4 0 1 2 8 8 8 8 8 8 8 8 1 8 8 1")).containsExactly("visa PASSED 0-31");
  }

  @Test
  void aWrongCheckDigitIsReportedAsSuch() {
    assertThat(cards("4012 8888 8888 1882")).containsExactly("visa FAILED 0-19");
  }

  @Test
  void whatChanceMakesOftenIsWeak() {
    assertThat(cards("4222222222222")).containsExactly("visa WEAK 0-13");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x4012888888881881",
        "4012888888881881x",
        "0.4012888888881881",
        "40128888888818814012888888881881",
        "4444444444444444",
        "9999999999999995",
        "4012888888881881_7",
        "buzz-24558-1374743234-4.jpg"
      })
  void numbersThatAreNoCards(String text) {
    assertThat(cards(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DE89370400440532013000, de",
    "GB29 NWBK 6016 1331 9268 19, gb",
    "fr1420041010050500013m02606, fr",
    "NO93 8601 1117 947, no",
    "MT84MALT011000012345MTLCAST001S, mt"
  })
  void accountNumbers(String number, String country) {
    assertThat(found(new Iban(), "to " + number + " please"))
        .containsExactly(country + " PASSED 3-" + (3 + number.length()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "XX89370400440532013000",
        "DE8937040044053201300",
        "ADE89370400440532013000",
        "DE89"
      })
  void whatIsNoAccountNumber(String text) {
    assertThat(found(new Iban(), text)).isEmpty();
  }

  @Test
  void aWrongAccountNumberFails() {
    assertThat(found(new Iban(), "DE88370400440532013000")).containsExactly("de FAILED 0-22");
  }

  @ParameterizedTest
  @CsvSource({
    "RSA PRIVATE KEY, rsa",
    "EC PRIVATE KEY, ec",
    "OPENSSH PRIVATE KEY, openssh",
    "ENCRYPTED PRIVATE KEY, encrypted",
    "PRIVATE KEY, pkcs8",
    "PGP PRIVATE KEY BLOCK, pgp"
  })
  void keyBlocks(String label, String kind) {
    String block = block(label, "\n");
    assertThat(found(new PrivateKey(), "a " + block + " b"))
        .containsExactly(kind + " PASSED 2-" + (2 + block.length()));
  }

  @Test
  void aKeyInsideJsonHasEscapedLineBreaks() {
    assertThat(found(new PrivateKey(), "\"" + block("PRIVATE KEY", "\\n") + "\"")).hasSize(1);
  }

  @Test
  void aKeyCutOffBeforeItsEndIsAKey() {
    String block = block("RSA PRIVATE KEY", "\n");
    assertThat(found(new PrivateKey(), block.substring(0, block.length() / 2))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN PRIVATE KEY----- goes first",
        "-----BEGIN "
      })
  void aHeaderAloneIsNoKey(String text) {
    assertThat(found(new PrivateKey(), text)).isEmpty();
  }

  private static String block(String label, String lineEnd) {
    String body = Base64.getEncoder().encodeToString(new byte[90]).replace('A', 'k');
    return "-----BEGIN "
        + label
        + "-----"
        + lineEnd
        + body
        + lineEnd
        + "-----END "
        + label
        + "-----";
  }

  private static List<String> cards(String text) {
    return found(new PaymentCard(), text);
  }

  private static List<String> found(Recognizer recognizer, String text) {
    return recognizer.find(NormalText.of(text)).stream().map(RecognizerTest::shown).toList();
  }

  private static String shown(Candidate found) {
    Check check = found.check();
    return found.kind() + " " + check + " " + found.start() + "-" + found.end();
  }
}
