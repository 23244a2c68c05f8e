package org.lockkeeper.policy.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values drawn for inline tests: of the form that was asked for, and the same every time. */
final class TestTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "key [a-c]{4}             ; key [abc]{4}",
        "x_[0-9A-F]{2,5}_y        ; x_[0-9A-F]{2,5}_y",
        "(?:live|test)_\\d{3}     ; (live|test)_[0-9]{3}",
        "a.b\\.c\\+               ; a[.]b[.]c[+]",
        "v(?:[ab]-){2}w?          ; v([ab]-){2}w?",
        "[a-z_-]{30}              ; [a-z_-]{30}",
      })
  void aDrawnTextIsOfItsForm(String pattern, String regex) {
    String drawn = TestText.expand("{{like: " + pattern + "}}");
    assertThat(drawn).matches(regex);
    assertThat(TestText.expand("{{like: " + pattern + "}}")).isEqualTo(drawn);
  }

  @Test
  void bracesOfAPatternAreItsOwn() {
    assertThat(TestText.expand("a {{like: [a-z]{3}}} b {{like: \\d{2}}}c"))
        .matches("a [a-z]{3} b \\d{2}c");
  }

  @Test
  void everyCharOfAClassIsDrawn() {
    assertThat(TestText.expand("{{like: [abcd]{200}}}")).contains("a", "b", "c", "d");
  }

  @Test
  void madeAndDrawnMix() {
    assertThat(TestText.expand("{{make: slack-token}} {{like: z{2}}}")).matches("xoxb-.+ zz");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{like: [a-z]{3}", "{{like: a*}}", "{{like: a+}}", "{{like: [}}", "{{like: []}}",
        "{{like: (a}}", "{{like: a)}}", "{{like: a{3,2}}}", "{{like: a{x}}}", "{{like: a{99999}}}",
        "{{like: \\}}", "{{make: gold}}", "{{make: base64"
      })
  void whatCannotBeDrawnIsAFault(String text) {
    assertThatThrownBy(() -> TestText.expand(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyFormCanBeMade() {
    for (String form : TestSecrets.KNOWN.split(", *")) {
      assertThat(TestSecrets.make(form)).isNotBlank().isEqualTo(TestSecrets.make(form));
    }
  }
}
