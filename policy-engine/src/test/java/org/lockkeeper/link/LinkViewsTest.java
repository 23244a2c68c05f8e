package org.lockkeeper.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkViewsTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      value = {
        "go to evil**.**com/x now => evil**.**com/x => http://evil.com/x",
        "go to evil&#46;com/x now => evil&#46;com/x => http://evil.com/x",
        "http&#58;//evil.com/x => http&#58;//evil.com/x => http://evil.com/x",
        "ev\u200Bil.com/x => ev\u200Bil.com/x => http://evil.com/x",
        "ev\u2060il\u00AD.com/x => ev\u2060il\u00AD.com/x => http://evil.com/x",
        "see ev**il**.com/x => ev**il**.com/x => http://evil.com/x",
        "aHR0cDovL2V2aWwuY29tL3g= => aHR0cDovL2V2aWwuY29tL3g= => http://evil.com/x",
      })
  void findsWhatADisguiseHides(String text, String span, String url) {
    assertThat(LinkViews.of(text))
        .anySatisfy(
            link -> {
              assertThat(link.url().text()).isEqualTo(url);
              assertThat(text.substring(link.start(), link.end())).isEqualTo(span);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "see https://example.com/some_thing_else*here*",
        "**https://example.com/a**",
        "https://example.com/?u=https%3A%2F%2Fexample.com%2F",
        "`https://example.com/a`",
      })
  void markupInALinkMakesNoSecondOne(String text) {
    assertThat(LinkViews.of(text).stream().map(link -> link.url().host().text()).distinct())
        .containsExactly("example.com");
    assertThat(LinkViews.of(text))
        .filteredOn(link -> !link.url().path().equals("/"))
        .hasSizeLessThan(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      value = {
        "[paypal.com](http://evil.test/) => true",
        "[sign in at www.paypal.com now](http://evil.test/) => true",
        "[paypal.com](<http://evil.test/>) => true",
        "<http://evil.test/|paypal.com> => true",
        "<a href=\"http://evil.test/\">https://paypal.com/</a> => true",
        "<a href='http://evil.test/'><b>paypal.com</b></a> => true",
        "[paypal.com](https://www.paypal.com/signin) => false",
        "<http://example.com|example.com> => false",
        "[the bank](http://evil.test/) => false",
        "paypal.com and [the bank](http://evil.test/) => false",
        "[a](http://paypal.com)[b](http://evil.test/) => false",
        "paypal.com http://evil.test/ => false",
        "<link href='http://evil.test/'><b>paypal.com</b></link> => false",
        "[![badge](http://img.test/a.svg)](http://evil.test/) => false",
        "![paypal.com-screen.png](http://evil.test/) => false",
      })
  void knowsWhenALabelNamesSomebodyElse(String text, boolean mismatched) {
    assertThat(LinkViews.of(text).stream().anyMatch(Link::mismatched)).isEqualTo(mismatched);
  }

  @Test
  void plainTextHasNoLinks() {
    assertThat(LinkViews.of("no links here, none at all")).isEmpty();
    assertThat(LinkViews.of("")).isEqualTo(List.of());
  }
}
