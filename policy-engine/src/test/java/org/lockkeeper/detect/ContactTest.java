package org.lockkeeper.detect;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.detect.Recognizer.Candidate;
import org.lockkeeper.match.NormalText;

/** Telephone numbers, e-mail addresses and the lines of travel documents: where they end. */
final class ContactTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(ann.lee+x@mail.example.org). | ann.lee+x@mail.example.org",
        "mailto:bo@sales.example, | bo@sales.example",
        "'ann@x.example' | ann@x.example",
        "ann@x.example.7 | ann@x.example",
      })
  void anAddressEndsWhereTheSentenceGoesOn(String text, String address) {
    assertThat(texts(new EmailAddress(), text)).containsExactly(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"@", "a@", "@b.example", "a.@b.example", "a@b", "a@-b.example", "a@b..c"})
  void noAddress(String text) {
    assertThat(texts(new EmailAddress(), text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "call +44 20 7946 0018. | +44 20 7946 0018 | e164",
        "call +442079460018, | +442079460018 | e164",
        "(212) 555-0123 ext 4 | (212) 555-0123 | nanp",
        "at 089/1234567 now | 089/1234567 | national",
      })
  void aNumberAndItsKind(String text, String number, String kind) {
    List<Candidate> found = new PhoneNumber().find(NormalText.of(text));
    assertThat(found).extracting(Candidate::kind).containsExactly(kind);
    assertThat(texts(new PhoneNumber(), text)).containsExactly(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+123", "+1234567890123456", "112-555-0123", "212-155-0123", "=0123 456 789"})
  void noNumber(String text) {
    assertThat(texts(new PhoneNumber(), text)).isEmpty();
  }

  @Test
  void bothLinesOfAPassport() {
    String lines =
        "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\r\n"
            + "L898902C36UTO7408122F1204159ZE184226B<<<<<10";
    assertThat(texts(new MachineReadableZone(), "see " + lines + " .")).containsExactly(lines);
    assertThat(texts(new MachineReadableZone(), lines.replace("7408122", "7408132"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a@", "@", "+1", "+ ", "(2", "0 ", "a.", "<", "A<", "A\n", "1 (", "12345 "})
  void longRunsEnd(String each) {
    String text = each.repeat(1_000_000 / each.length()) + "<";
    NormalText normal = NormalText.of(text);
    for (Recognizer one :
        List.of(new EmailAddress(), new PhoneNumber(), new MachineReadableZone())) {
      assertThat(assertTimeout(ofSeconds(5), () -> one.find(normal))).isNotNull();
    }
  }

  private static List<String> texts(Recognizer recognizer, String text) {
    return recognizer.find(NormalText.of(text)).stream()
        .map(found -> text.substring(found.start(), found.end()))
        .toList();
  }
}
