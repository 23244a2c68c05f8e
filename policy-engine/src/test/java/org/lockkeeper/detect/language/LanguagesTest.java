package org.lockkeeper.detect.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.detect.language.Languages.Guess;

class LanguagesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en|who is going to call the client about this tomorrow",
        "en|MEET ME AT THE USUAL PLACE AND BRING IT WITH YOU",
        "de|Wir sollten hier nicht darüber reden.",
        "fr|nous ne devrions pas parler de cela ici",
        "es|no deberíamos hablar de esto aquí",
        "it|non dovremmo parlare di questa cosa qui",
        "pt|não devíamos falar disso aqui com eles",
        "nl|we moeten het hier niet over hebben",
        "pl|nie powinniśmy o tym tutaj rozmawiać",
        "sv|vi borde inte prata om det här",
        "da|kan du sende mig rapporten før frokost tak",
        "no|kan du sende meg rapporten før lunsj takk",
        "fi|meidän ei pitäisi puhua tästä täällä",
        "cs|neměli bychom o tom tady mluvit",
        "hu|ez nekem így nem lesz jó, kérlek írj holnap",
        "tr|bu rapor benim için çok uygun, teşekkürler",
        "ru|нам не стоит говорить об этом здесь",
        "uk|нам не варто говорити про це тут",
        "el|δεν πρέπει να μιλάμε γι' αυτό εδώ",
        "ja|ここでその話はしないほうがいい",
        "zh|我们不应该在这里谈这件事",
        "ko|점심 전에 보고서를 보내 주세요",
        "ar|أرسل لي التقرير قبل الغداء من فضلك",
        "he|תשלח לי בבקשה את הדוח לפני הצהריים",
        "hi|कृपया दोपहर से पहले मुझे रिपोर्ट भेज दो",
        "th|กรุณาส่งรายงานให้ฉันก่อนเที่ยง"
      })
  void aSentenceShowsItsLanguage(String language, String text) {
    assertThat(Languages.of(text)).map(Guess::language).contains(language);
    assertThat(Languages.known()).contains(language);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ok",
        "lol",
        "merci",
        "12:30",
        "Kweku Farnsworth",
        "npm install --save-dev",
        "https://example.com/a/b/de/la",
        "le_la = de.la(un)",
        "\ud800\udc00 \ud800",
        "!!! ???",
        "😀😀😀"
      })
  void tooLittleIsNoLanguage(String text) {
    assertThat(Languages.of(text)).isEmpty();
  }

  @Test
  void twoLanguagesInEqualPartsAreNone() {
    assertThat(Languages.of("we should not talk here, wir sollten hier nicht reden")).isEmpty();
  }

  @Test
  void certaintyIsAShare() {
    assertThat(Languages.of("the cat is on the mat and it is not mine").orElseThrow().sure())
        .isBetween(0.6, 1.0);
  }

  @Test
  void anyTextIsAnsweredFromItsBeginning() {
    String english = "this is what we have to do about it. ";
    Random random = new Random(3);
    char[] noise = new char[100_000];
    for (int at = 0; at < noise.length; at++) {
      noise[at] = (char) random.nextInt(0x10000);
    }

    assertThat(Languages.of(new String(noise))).isEmpty();
    assertThat(Languages.of("x".repeat(1_000_000))).isEmpty();
    assertThat(Languages.of(english.repeat(200) + "wir sind nicht da ".repeat(10_000)))
        .map(Guess::language)
        .contains("en");
    assertThat(Languages.of(english.toUpperCase(Locale.ROOT))).isPresent();
  }
}
