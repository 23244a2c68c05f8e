package org.lockkeeper.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnDomainsTest {

  private static final OwnDomains OWN =
      OwnDomains.of(
          List.of(
              "lockkeeper.example", "Northbank.com", "bücher.example", "acme.org", "no domain"));

  @ParameterizedTest
  @CsvSource({
    "http://nоrthbank.com/, homograph, HIGH",
    "http://xn--nrthbank-nbh.com/, homograph, HIGH",
    "http://n0rthbank.net/, homograph, HIGH",
    "http://northbаnk.com/login, homograph, HIGH",
    "http://Iockkeeper.example/, homograph, HIGH",
    "http://iockkeeper.example/, homograph, HIGH",
    "http://bucher.example/, homograph, HIGH",
    "http://nortbank.com/, misspelt, MEDIUM",
    "http://northbsnk.com/, misspelt, MEDIUM",
    "http://notrhbank.com/, misspelt, MEDIUM",
    "http://northhbank.com/, misspelt, MEDIUM",
    "http://northbank.co/, other-ending, MEDIUM",
    "http://northbank.com.co/, other-ending, MEDIUM",
    "http://northbank-com.net/, other-ending, MEDIUM",
    "http://northbank-login.net/, added-word, HIGH",
    "http://secure-northbank.com/, added-word, HIGH",
    "http://northbanksupport.com/, added-word, MEDIUM",
    "http://northbank-fans.net/, added-word, LOW",
    "http://northbank.com.evil.test/, subdomain, HIGH",
    "http://www.northbank.com.evil.test/, subdomain, HIGH",
    "http://northbank.com@evil.test/, userinfo, HIGH",
    "http://northbank.com%2Flogin@evil.test/, userinfo, HIGH",
    "http://acme.net/, other-ending, LOW",
    "http://acme-login.net/, added-word, HIGH",
  })
  void knowsWhatIsMadeToLookLikeThem(String url, String way, Likeness.Sure sure) {
    assertThat(OWN.likeness(CanonicalUrl.of(url).orElseThrow()))
        .hasValueSatisfying(
            likeness -> {
              assertThat(likeness.way().label()).isEqualTo(way);
              assertThat(likeness.sure()).isEqualTo(sure);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://northbank.com/",
        "http://mail.northbank.com/",
        "http://user@northbank.com/",
        "http://notnorthbank.test/",
        "http://southbank.com/",
        "http://northern-bank.com/",
        "http://acne.org/",
        "http://acmes.org/",
        "http://pacme.org/",
        "http://example.com/northbank.com",
        "http://10.0.0.1/",
        "http://bookkeeper.example/",
        "http://github.com/",
        "http://xn--bcher-kva.example/",
      })
  void leavesTheOwnAndTheUnlikeAlone(String url) {
    assertThat(OWN.likeness(CanonicalUrl.of(url).orElseThrow())).isEmpty();
  }

  @Test
  void namesThatDifferInANumberDoNotImitateEachOther() {
    OwnDomains own = OwnDomains.of(List.of("channel4news.com"));
    assertThat(own.likeness(CanonicalUrl.of("http://channel5news.com").orElseThrow())).isEmpty();
  }
}
