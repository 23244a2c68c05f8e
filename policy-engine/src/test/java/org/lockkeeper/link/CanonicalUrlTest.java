package org.lockkeeper.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * URLs as browsers open them. What is expected was read off another implementation of the WHATWG
 * URL standard, the one in Node.js 20.
 */
final class CanonicalUrlTest {

  /** Nobody waits longer for a message; a quadratic reader of a megabyte takes minutes. */
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final int LONG = 1_000_000;

  static Stream<Arguments> aUrlIsReadAsABrowserReadsIt() {
    return Stream.of(
        Arguments.of("http://example.com", "http://example.com/"),
        Arguments.of("HTTP://EXAMPLE.com:80/", "http://example.com/"),
        Arguments.of("https://example.com:443/a", "https://example.com/a"),
        Arguments.of("https://example.com:8443/a", "https://example.com:8443/a"),
        Arguments.of("http://example.com/a/./b/../c", "http://example.com/a/c"),
        Arguments.of("http://example.com/%2e%2E/x", "http://example.com/x"),
        Arguments.of("http://example.com\\a\\b", "http://example.com/a/b"),
        Arguments.of("http:example.com/a", "http://example.com/a"),
        Arguments.of("http:///example.com/a", "http://example.com/a"),
        Arguments.of("https://user:p@ss@example.com/", "https://user:p%40ss@example.com/"),
        Arguments.of("http://bank.example@evil.example/", "http://bank.example@evil.example/"),
        Arguments.of("http://0x7f.1/", "http://127.0.0.1/"),
        Arguments.of("http://2130706433/", "http://127.0.0.1/"),
        Arguments.of("http://0177.0.0.1", "http://127.0.0.1/"),
        Arguments.of("http://127.1", "http://127.0.0.1/"),
        Arguments.of("http://[::1]:80/", "http://[::1]/"),
        Arguments.of("http://[2001:DB8:0:0:1:0:0:1]/", "http://[2001:db8::1:0:0:1]/"),
        Arguments.of("http://[::ffff:1.2.3.4]/", "http://[::ffff:102:304]/"),
        Arguments.of("http://ex%41mple.com/", "http://example.com/"),
        Arguments.of("http://bücher.example/", "http://xn--bcher-kva.example/"),
        Arguments.of("http://xn--bcher-kva.example/", "http://xn--bcher-kva.example/"),
        Arguments.of("http://\uff45xample\u3002com/", "http://example.com/"),
        Arguments.of("http://faß.example/", "http://xn--fa-hia.example/"),
        Arguments.of("http://example.com/a b?c d#e f", "http://example.com/a%20b?c%20d#e%20f"),
        Arguments.of("http://example.com/?q=é", "http://example.com/?q=%C3%A9"),
        Arguments.of("http://example.com?x", "http://example.com/?x"),
        Arguments.of("http://example.com#f", "http://example.com/#f"),
        Arguments.of("  http://example.com/\t", "http://example.com/"),
        Arguments.of("ht\ntp://exa\nmple.com/", "http://example.com/"),
        Arguments.of("http://example.com:", "http://example.com/"),
        Arguments.of("http://example.com:0/", "http://example.com:0/"),
        Arguments.of("https://a..b/", "https://a..b/"),
        Arguments.of("https://example.com./x", "https://example.com./x"),
        Arguments.of("ftp://example.com/x", "ftp://example.com/x"),
        Arguments.of("ws://example.com:80/", "ws://example.com/"),
        Arguments.of("http://example.com/%zz", "http://example.com/%zz"),
        Arguments.of("http://example.com/\ud800", "http://example.com/%EF%BF%BD"),
        Arguments.of("foo://Example.COM/a", "foo://Example.COM/a"));
  }

  @ParameterizedTest
  @MethodSource
  void aUrlIsReadAsABrowserReadsIt(String written, String canonical) {
    assertThat(CanonicalUrl.of(written).map(CanonicalUrl::text)).contains(canonical);
    assertThat(CanonicalUrl.of(canonical).map(CanonicalUrl::text))
        .as("read again")
        .contains(canonical);
  }

  static Stream<String> whatABrowserRefusesOrHasNoAuthorityIsNone() {
    return Stream.of(
        "http://256.1.1.1/",
        "http://1.2.3.4.5/",
        "http://[::1",
        "http://ex%00ample.com/",
        "http://exa mple.com/",
        "http://example.com:65536/",
        "http://example.com:80a/",
        "http://",
        "http://ex^mple.com/",
        "http://ex|ample.com/",
        "javascript:alert(1)",
        "mailto:a@b.example",
        "example.com",
        "//example.com",
        "",
        "http://\u00ad/",
        "http://%/",
        "http://a<b/");
  }

  @ParameterizedTest
  @MethodSource
  void whatABrowserRefusesOrHasNoAuthorityIsNone(String written) {
    assertThat(CanonicalUrl.of(written)).isEmpty();
  }

  @Test
  void theHostIsNotWhatStandsBeforeAnAt() {
    CanonicalUrl url = CanonicalUrl.of("http://bank.example@evil.example/").orElseThrow();
    assertThat(url.host().text()).isEqualTo("evil.example");
    assertThat(url.userinfo()).isEqualTo("bank.example");
  }

  @Test
  void aForeignNameIsShownAsPeopleReadIt() {
    CanonicalUrl url = CanonicalUrl.of("https://b\u00fccher.example/").orElseThrow();
    assertThat(url.punycode()).isTrue();
    assertThat(url.readableHost()).isEqualTo("b\u00fccher.example");
    assertThat(url.web()).isTrue();
  }

  @ParameterizedTest
  @MethodSource
  void longTextsAreAnsweredSoon(String start, String again) {
    String text = start + again.repeat(LONG / again.length());
    Assertions.assertTimeoutPreemptively(SOON, () -> assertThat(CanonicalUrl.of(text)).isNotNull());
  }

  static Stream<Arguments> longTextsAreAnsweredSoon() {
    return Stream.of(
        Arguments.of("http://", "a."),
        Arguments.of("http://", "@"),
        Arguments.of("http://", "\u00fc"),
        Arguments.of("http://", "%25"),
        Arguments.of("http://[", "0:"),
        Arguments.of("http://", "1."),
        Arguments.of("http://a/", "../"),
        Arguments.of("http://a/", "b/../"),
        Arguments.of("http://a/", "\ud800"),
        Arguments.of("http://a:", "0"),
        Arguments.of("http://a?", "%"),
        Arguments.of("", "http://"));
  }
}
