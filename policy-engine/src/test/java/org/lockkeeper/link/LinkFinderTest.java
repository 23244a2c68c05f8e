package org.lockkeeper.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkFinderTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\0',
      value = {
        "see https://example.com/a?b=c#d now => https://example.com/a?b=c#d",
        "see example.com. => http://example.com/",
        "see (example.com/x_(y)). => http://example.com/x_(y)",
        "see example.com/x, example.org => http://example.com/x http://example.org/",
        "[bank](https://evil.example/a) => https://evil.example/a",
        "[a](http://a.example/1)[b](http://b.example/2) => http://a.example/1 http://b.example/2",
        "<https://evil.example/a|bank> => https://evil.example/a",
        "**https://example.com/a** => https://example.com/a",
        "\"http://example.com/a\" => http://example.com/a",
        "'http://example.com/a' => http://example.com/a",
        "http://example.com/a&gt; => http://example.com/a",
        "http://a.example/1,https://b.example/2 => http://a.example/1 https://b.example/2",
        "hxxps://evil[.]example/x => https://evil.example/x",
        "hXXp[://]evil(dot)com => http://evil.com/",
        "evil [.] com is bad => http://evil.com/",
        "evil{.}com and 10[.]1[.]2[.]3 => http://evil.com/ http://10.1.2.3/",
        "http://paypal.com@evil.test/ => http://paypal.com@evil.test/",
        "http://paypal.com;x@evil.test => http://paypal.com%3Bx@evil.test/",
        "http:\\\\evil.test\\x => http://evil.test/x",
        "https:/evil.test/x => https://evil.test/x",
        "http://3279880203/blah => http://195.127.0.11/blah",
        "http://0x7f.1/ => http://127.0.0.1/",
        "http://[::ffff:1.2.3.4]:8080/x => http://[::ffff:102:304]:8080/x",
        "http://ev%69l.com/ => http://evil.com/",
        "http://evil。com/ => http://evil.com/",
        "http://evil．com => http://evil.com/",
        "bücher.de/neu => http://xn--bcher-kva.de/neu",
        "http://xn--bcher-kva.de => http://xn--bcher-kva.de/",
        "пример.рф => http://xn--e1afmkfd.xn--p1ai/",
        "请看example.com谢谢 => http://example.com/",
        "请看https://example.com/a，谢谢 => https://example.com/a",
        "http://example.com谢谢 => http://example.com/",
        "evil.\u200Bcom => http://evil.com/",
        "href=\"//evil.com/x\" => http://evil.com/x",
        "localhost is http://localhost:8080/a => http://localhost:8080/a",
        "10.0.0.5:8080/admin => http://10.0.0.5:8080/admin",
        "mysql://db.internal:3306/x => mysql://db.internal:3306/x",
        "www.readme.md => http://www.readme.md/",
        "hackmd.md/notes => http://hackmd.md/notes",
        "GitHub.com => http://github.com/",
        "bit.ly/abc => http://bit.ly/abc",
        "t.co => http://t.co/",
        "try evil.dev now => http://evil.dev/",
        "did you see example.com? => http://example.com/",
        "example.com:443 => http://example.com:443/",
        "seehttp://example.com => http://example.com/",
        "http://evil.com^x => http://evil.com/",
      })
  void findsWhatPeopleAndClientsWrite(String text, String urls) {
    assertThat(String.join(" ", found(text))).isEqualTo(urls);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file.txt and node.js",
        "e.g. this, i.e. that",
        "pi is 3.14",
        "Mr.Smith came",
        "version 1.2.3 and 1.2.3.4",
        "route 10.0.0.0/8",
        "java.lang.String",
        "read README.md, main.py and run.sh",
        "mail ann@example.com or first.last@example.com",
        "@user@mastodon.social",
        "C:\\Users\\example.com",
        "src/example.com",
        "http://",
        "http:// example",
        "std::cout //x",
        "this.name = user.id",
        "done.It works",
        "console.info('x')",
        "$scope.name",
        "http://{.}?",
        "http://./",
        "http://1.2.3.999/",
        "...",
        "a..b",
      })
  void leavesFalseFriendsAlone(String text) {
    assertThat(found(text)).isEmpty();
  }

  @Test
  void knowsHowALinkWasWritten() {
    assertThat(LinkFinder.find("x hxxp://evil[.]example/y z"))
        .singleElement()
        .satisfies(
            link -> {
              assertThat(link.start()).isEqualTo(2);
              assertThat(link.end()).isEqualTo(25);
              assertThat(link.written()).isEqualTo("hxxp://evil[.]example/y");
              assertThat(link.defanged()).isTrue();
              assertThat(link.schemed()).isTrue();
            });
    assertThat(LinkFinder.find("example.com").getFirst().schemed()).isFalse();
  }

  static Stream<String> hostileTexts() {
    int million = 1_000_000;
    return Stream.of(
            ".",
            "http://",
            "http://a:99999/",
            "[",
            "[.]",
            "[.",
            "((((",
            "a.",
            "a.b?",
            "a.com:99999?",
            "\u05D0a.com?",
            "@",
            "a@",
            "http://a@",
            "://",
            ":/",
            "x:/",
            "\\",
            "http://[",
            "%25",
            "\u200B",
            "\uD800",
            "http://\uD800.com/",
            "。",
            "xn--a.",
            "http://xn--",
            "中.com",
            "a.com,http://",
            "http://a.com/(",
            ")",
            "http://a.com/;",
            "-.",
            "a-",
            "hxxp[:",
            "www.",
            "//a.com/",
            "[a.co](b.co)",
            "a**.co ",
            "&#46;com a",
            "<a href=\"a.co\">")
        .map(unit -> unit.repeat(million / unit.length()));
  }

  @ParameterizedTest
  @MethodSource
  void hostileTexts(String text) {
    assertTimeoutPreemptively(Duration.ofSeconds(5), () -> LinkFinder.find(text));
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> LinkViews.of(text));
  }

  @Test
  void everySpanIsInsideTheTextAndMeansTheSameAlone() {
    List<String> pieces =
        List.of(
            "http://",
            "hxxps://",
            "https:\\\\",
            "example.com",
            "evil",
            "[.]",
            "(dot)",
            ".",
            "com",
            "/",
            "a",
            "?",
            "#",
            ":",
            "80",
            "@",
            " ",
            "(",
            ")",
            "[",
            "]",
            "<",
            ">",
            "|",
            "'",
            "\"",
            "*",
            "_",
            "-",
            "%2e",
            "%",
            "。",
            "中",
            "ü",
            "\u200B",
            "\uD83D",
            "\uDE00",
            "&amp;",
            ",",
            ";",
            "xn--",
            "1.2.3.4",
            "\n",
            "\\",
            "www.",
            "md",
            "рф",
            "{.}",
            "!",
            "//");
    Random random = new Random(7);
    int links = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int count = random.nextInt(14); count >= 0; count--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      String whole = text.toString();
      int before = 0;
      for (Link link : LinkFinder.find(whole)) {
        links++;
        assertThat(link.start()).as(whole).isGreaterThanOrEqualTo(before);
        assertThat(link.end()).as(whole).isLessThanOrEqualTo(whole.length());
        assertThat(link.written()).isEqualTo(whole.substring(link.start(), link.end()));
        assertThat(LinkFinder.find(link.written()))
            .as("%s in %s", link.written(), whole)
            .singleElement()
            .extracting(Link::url)
            .isEqualTo(link.url());
        before = link.end();
      }
    }
    assertThat(links).isGreaterThan(3_000);
  }

  private static List<String> found(String text) {
    return LinkFinder.find(text).stream().map(link -> link.url().text()).toList();
  }
}
