package org.lockkeeper.proxy.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.link.CanonicalUrl;
import org.lockkeeper.link.LinkKnowledge;
import org.lockkeeper.link.ListFormat;
import org.lockkeeper.link.OwnDomains;
import org.lockkeeper.link.UrlListReader;
import org.lockkeeper.link.UrlLists;
import org.lockkeeper.message.Digest;
import org.lockkeeper.proxy.flow.Clicks.Judged;

/** Links that are judged when somebody follows them. */
class ClicksTest {

  private static final String GATE = "https://chat.example.org";

  private LinkKnowledge known = LinkKnowledge.NONE;
  private final Clicks clicks =
      new Clicks(Tokens.of(new byte[32]), () -> known, Set.of("phishing"), Set.of("ads"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://bit.ly/3abc",
        "http://example.com/a?b=c&d=%20#e",
        "https://user:word@xn--bcher-kva.example:8443/%C3%BC",
        "http://[2001:db8::1]/",
      })
  void anAddressLeadsBackToItsLink(String link) {
    CanonicalUrl url = url(link);
    String address = clicks.address(GATE, url).orElseThrow();

    assertThat(address).startsWith(GATE + "/.lockkeeper/go?s=").doesNotContain(" ");
    assertThat(clicks.made(GATE, url(address))).isTrue();
    assertThat(clicks.judge(query(address))).isEqualTo(new Judged.On(url));
  }

  @Test
  void whatWasNotSealedHereLeadsNowhere() {
    String query = query(clicks.address(GATE, url("https://bit.ly/3abc")).orElseThrow());
    Clicks others =
        new Clicks(
            Tokens.of("another key of ours".getBytes(UTF_8)),
            () -> known,
            Set.of("phishing"),
            Set.of());

    assertThat(clicks.judge(query.replace("3abc", "4abc"))).isInstanceOf(Judged.Unknown.class);
    assertThat(others.judge(query)).isInstanceOf(Judged.Unknown.class);
    for (int at = 2; at < 20; at++) {
      char wrong = query.charAt(at) == 'A' ? 'B' : 'A';
      String broken = query.substring(0, at) + wrong + query.substring(at + 1);
      assertThat(clicks.judge(broken)).isInstanceOf(Judged.Unknown.class);
    }
    for (String none : List.of("", "u=https://a.com", "s=&u=", "s=%zz&u=%zz", "&&=", query + "x")) {
      assertThat(clicks.judge(none)).as(none).isInstanceOf(Judged.Unknown.class);
    }
  }

  @Test
  void aSealOnAnotherHostIsNoneOfOurs() {
    String address = clicks.address(GATE, url("https://bit.ly/3abc")).orElseThrow();

    assertThat(clicks.made(GATE, url(address.replace("chat.example.org", "evil.test")))).isFalse();
    assertThat(clicks.made("https://other.example.org", url(address))).isFalse();
    assertThat(clicks.made(GATE, url(address.replace("bit.ly", "evil.ly")))).isFalse();
  }

  @Test
  void onlyWhatBrowsersOpenIsLedThrough() {
    assertThat(clicks.address(GATE, url("ftp://a.example/b"))).isEmpty();
    assertThat(clicks.address(GATE, url("mysql://a.example/b"))).isEmpty();
    assertThat(clicks.address(GATE, url("https://a.example/" + "x".repeat(6000)))).isEmpty();
  }

  @Test
  void theListsInForceWhenItIsFollowedCount() throws IOException {
    String query = query(clicks.address(GATE, url("https://evil.test/login")).orElseThrow());
    assertThat(clicks.judge(query)).isInstanceOf(Judged.On.class);

    known = knowing("phishing", "evil.test");
    assertThat(clicks.judge(query)).isInstanceOf(Judged.Stopped.class);

    known = knowing("ads", "evil.test");
    assertThat(clicks.judge(query)).isInstanceOf(Judged.Warned.class);

    known = knowing("games", "evil.test");
    assertThat(clicks.judge(query)).isInstanceOf(Judged.On.class);
  }

  @Test
  void aLookAlikeIsExplained() {
    String query = query(clicks.address(GATE, url("https://northbank-login.test/")).orElseThrow());
    known = new LinkKnowledge(UrlLists.NONE, OwnDomains.of(List.of("northbank.com")));

    assertThat(clicks.judge(query))
        .isInstanceOfSatisfying(
            Judged.Warned.class, warned -> assertThat(warned.why()).contains("northbank.com"));
  }

  private static LinkKnowledge knowing(String category, String domain) throws IOException {
    UrlListReader reader = new UrlListReader(10);
    reader.read(new StringReader(domain), ListFormat.DOMAINS, category);
    UrlLists lists = UrlLists.of(List.of(reader.list("list", Digest.of(new byte[0]))));
    return new LinkKnowledge(lists, OwnDomains.of(List.of()));
  }

  private static String query(String address) {
    return address.substring(address.indexOf('?') + 1);
  }

  private static CanonicalUrl url(String text) {
    return CanonicalUrl.of(text).orElseThrow();
  }
}
