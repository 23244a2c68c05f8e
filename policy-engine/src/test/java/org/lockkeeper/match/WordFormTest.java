package org.lockkeeper.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A form covers the words it should, and every word it covers holds its literal. */
final class WordFormTest {

  @ParameterizedTest
  @CsvSource({
    "guarant*, guaranteed, true",
    "guarant*, guarant, true",
    "guarant*, warrant, false",
    "*burger, cheeseburger, true",
    "*burger, burgers, false",
    "col?r, color, true",
    "col?r, colour, false",
    "a*b*c, axxbyybc, true",
    "a*b*c, axxbyyb, false",
    "*, anything, true",
    "?, '', false",
  })
  void wildcardsStandForLettersAndDigits(String form, String word, boolean covered) {
    WordForm wild = new WordForm.Wild(form);
    assertThat(wild.covers(word)).isEqualTo(covered);
    assertThat(!covered || word.contains(wild.literal())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "threaten, threatening, true",
    "threaten, threatens, true",
    "threaten, thread, false",
    "bribe, bribing, true",
    "bribe, bribed, true",
    "bully, bullies, true",
    "bully, bullied, true",
    "bully, bullet, false",
    "happy, happiness, true",
  })
  void aStemCoversItsInflections(String term, String word, boolean covered) {
    WordForm stemmed = WordForm.Stemmed.of(term);
    assertThat(stemmed.covers(word)).isEqualTo(covered);
    assertThat(!covered || word.contains(stemmed.literal())).isTrue();
  }
}
