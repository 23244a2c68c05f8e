package org.lockkeeper.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples that the Safe Browsing documentation gives ("URLs and Hashing"). */
class SafeBrowsingTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "http://host/%25%32%35 => http://host/%25",
        "http://host/%25%32%35%25%32%35 => http://host/%25%25",
        "http://host/%2525252525252525 => http://host/%25",
        "http://host/asdf%25%32%35asd => http://host/asdf%25asd",
        "http://host/%%%25%32%35asd%% => http://host/%25%25%25asd%25%25",
        "http://www.google.com/ => http://www.google.com/",
        "http://%31%36%38%2e%31%38%38%2e%39%39%2e%32%36/%2E%73%65%63%75%72%65/%77%77%77%2E%65%62%61%79%2E%63%6F%6D/"
            + " => http://168.188.99.26/.secure/www.ebay.com/",
        "http://host%23.com/%257Ea%2521b%2540c%2523d%2524e%25f%255E00%252611%252A22%252833%252944_55%252B"
            + " => http://host%23.com/~a!b@c%23d$e%25f^00&11*22(33)44_55+",
        "http://3279880203/blah => http://195.127.0.11/blah",
        "http://www.google.com/blah/.. => http://www.google.com/",
        "www.google.com/ => http://www.google.com/",
        "www.google.com => http://www.google.com/",
        "http://www.evil.com/blah#frag => http://www.evil.com/blah",
        "http://www.GOOgle.com/ => http://www.google.com/",
        "http://www.google.com.../ => http://www.google.com/",
        "http://www.google.com/q? => http://www.google.com/q?",
        "http://www.google.com/q?r? => http://www.google.com/q?r?",
        "http://www.google.com/q?r?s => http://www.google.com/q?r?s",
        "http://evil.com/foo#bar#baz => http://evil.com/foo",
        "http://evil.com/foo; => http://evil.com/foo;",
        "http://evil.com/foo?bar; => http://evil.com/foo?bar;",
        "http://%01%80.com/ => http://%01%80.com/",
        "http://notrailingslash.com => http://notrailingslash.com/",
        "http://www.gotaport.com:1234/ => http://www.gotaport.com/",
        "  http://www.google.com/   => http://www.google.com/",
        "http:// leadingspace.com/ => http://%20leadingspace.com/",
        "http://%20leadingspace.com/ => http://%20leadingspace.com/",
        "%20leadingspace.com/ => http://%20leadingspace.com/",
        "https://www.securesite.com/ => https://www.securesite.com/",
        "http://host.com/ab%23cd => http://host.com/ab%23cd",
        "http://host.com//twoslashes?more//slashes => http://host.com/twoslashes?more//slashes",
      })
  void writesAUrlAsPublished(String url, String canonical) {
    assertThat(SafeBrowsing.of(url).text()).isEqualTo(canonical);
  }

  @Test
  void leavesTabsAndLineBreaksOut() {
    assertThat(SafeBrowsing.of("http://www.google.com/foo\tbar\rbaz\n2").text())
        .isEqualTo("http://www.google.com/foobarbaz2");
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.b.c/1/2.html?param=1, a.b.c/1/2.html?param=1 a.b.c/1/2.html a.b.c/ a.b.c/1/"
        + " b.c/1/2.html?param=1 b.c/1/2.html b.c/ b.c/1/",
    "http://a.b.c.d.e.f.g/1.html, a.b.c.d.e.f.g/1.html a.b.c.d.e.f.g/ c.d.e.f.g/1.html c.d.e.f.g/"
        + " d.e.f.g/1.html d.e.f.g/ e.f.g/1.html e.f.g/ f.g/1.html f.g/",
    "http://1.2.3.4/1/, 1.2.3.4/1/ 1.2.3.4/",
  })
  void looksAUrlUpAsPublished(String url, String expressions) {
    assertThat(SafeBrowsing.of(url).expressions())
        .containsExactlyInAnyOrder(expressions.split(" "));
  }

  @Test
  void escapesInsideEscapesTakeLinearTime() {
    String deep = "http://host/" + "%25".repeat(100_000) + "32%35";

    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> SafeBrowsing.of(deep));
  }
}
