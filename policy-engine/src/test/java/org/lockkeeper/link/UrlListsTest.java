package org.lockkeeper.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockkeeper.message.Digest;

class UrlListsTest {

  private static final Digest SOURCE = Digest.of(new byte[0]);
  private static final long MOST = 1_000_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "HOSTS~0.0.0.0 bad.example~http://bad.example/x?y~http://www.bad.example/ http://other.example/",
        "HOSTS~127.0.0.1\tBAD.example # why~https://bad.example~http://example/",
        "HOSTS~:: bad.example~https://bad.example:8443/~http://bad.example.org/",
        "DOMAINS~bad.example~http://bad.example/ https://a.b.bad.example/c~http://notbad.example/",
        "DOMAINS~*.bad.example~http://bad.example/ http://a.bad.example/~http://example/",
        "DOMAINS~10.1.2.3~http://10.1.2.3/x http://0x0a.1.2.3/~http://10.1.2.4/",
        "DOMAINS~bücher.example~http://xn--bcher-kva.example/~http://bucher.example/",
        "ADBLOCK~||bad.example^~http://a.bad.example/~http://bad.example.org/",
        "ADBLOCK~||bad.example^$third-party~http://bad.example/~http://bad.example.org/",
        "URLS~http://bad.example/a/b.exe~http://bad.example/a/b.exe http://bad.example/a/b.exe?x~http://bad.example/a/",
        "URLS~http://bad.example/a/~http://bad.example/a/ https://u@bad.example/a/b/c#d~http://bad.example/ab",
        "URLS~http://bad.example/a?q=1~http://bad.example/a?q=1~http://bad.example/a http://bad.example/a?q=2",
        "URLS~http://1.2.3.4:8080/bin.sh~http://1.2.3.4/bin.sh~http://1.2.3.4/",
        "RPZ~bad.example CNAME .~http://bad.example/~http://a.bad.example/",
        "RPZ~*.bad.example 300 IN CNAME .~http://a.bad.example/~http://example/",
      })
  void holdsWhatAListSays(ListFormat format, String line, String held, String free)
      throws IOException {
    UrlLists lists = lists(format, line);

    for (String url : held.split(" ")) {
      assertThat(lists.of(url(url))).as(url).extracting(Listing::label).containsExactly(BAD);
    }
    for (String url : free.split(" ")) {
      assertThat(lists.of(url(url))).as(url).isEmpty();
    }
  }

  @Test
  void readsTheColumnThatTheHeaderNames() throws IOException {
    String text =
        """
        # URLhaus Database Dump (CSV)
        # id,dateadded,url,url_status,threat
        "1","2026-11-25 10:00:00","http://bad.example/a,b.exe","online","malware_download"
        "2","2026-11-25 10:00:00","http://bad.example/say\"\"hi\"\"\","offline","malware_download"
        """;
    UrlLists lists = lists(ListFormat.CSV, text);

    assertThat(lists.size()).isEqualTo(2);
    assertThat(lists.of(url("http://bad.example/a,b.exe"))).hasSize(1);
  }

  @Test
  void anExceptionTakesAnEntryOut() throws IOException {
    assertThat(lists(ListFormat.ADBLOCK, "||a.example^\n||b.example^\n@@||b.example^").size())
        .isEqualTo(1);
    String zone =
        "$ORIGIN rpz.example.\n@ SOA ns. root. 1 1 1 1 1\nb.example.rpz.example. CNAME .\n"
            + "a.example CNAME .\na.example CNAME rpz-passthru.";
    UrlLists lists = lists(ListFormat.RPZ, zone);

    assertThat(lists.size()).isEqualTo(1);
    assertThat(lists.of(url("http://b.example/"))).hasSize(1);
  }

  @Test
  void rulesAboutPartsOfPagesAreNoEntries() throws IOException {
    String text =
        "[Adblock Plus 2.0]\n! comment\n##.banner\n/ads.js\n||a.example^$domain=b.example\n"
            + "||ads*.example^\n||only.example^";
    assertThat(lists(ListFormat.ADBLOCK, text).size()).isEqualTo(1);
  }

  @Test
  void hashesMatchTheirUrlAndShortOnesSaySo() throws IOException {
    // SHA-256 of "bad.example/", made by sha256sum.
    String hash = "611d2cf5687a72278c3da89f28dc0cc5f674b1b7fca042bf31fce4a9d1e159a5";

    assertThat(lists(ListFormat.HASHES, hash).of(url("http://x.bad.example/y")))
        .containsExactly(new Listing(BAD, "bad.example/", true));
    assertThat(lists(ListFormat.HASHES, hash.substring(0, 8)).of(url("http://bad.example/")))
        .containsExactly(new Listing(BAD, "bad.example/", false));
    assertThat(lists(ListFormat.HASHES, hash.substring(0, 8)).of(url("http://b.example/")))
        .isEmpty();
  }

  @Test
  void saysWhichListsHoldAUrlAndByWhat() throws IOException {
    UrlLists lists =
        UrlLists.of(
            List.of(
                list("one", "malware", ListFormat.DOMAINS, "bad.example\nworse.example"),
                list("two", "phishing", ListFormat.URLS, "http://bad.example/a\nhttp://c.example/"),
                list("three", "games", ListFormat.HOSTS, "0.0.0.0 bad.example")));

    assertThat(lists.of(url("http://bad.example/a")))
        .containsExactly(
            new Listing(new ListLabel("three", "games"), "=bad.example", true),
            new Listing(new ListLabel("two", "phishing"), "bad.example/a", true),
            new Listing(new ListLabel("one", "malware"), "bad.example/", true));
    assertThat(lists.names()).containsExactlyInAnyOrder("one", "two", "three");
    assertThat(lists.categories()).containsExactlyInAnyOrder("malware", "phishing", "games");
  }

  @Test
  void anEntryThatTwoListsShareHasBothLabels() throws IOException {
    UrlLists lists =
        UrlLists.of(
            List.of(
                list("one", "malware", ListFormat.DOMAINS, "bad.example"),
                list("two", "adult", ListFormat.DOMAINS, "bad.example")));

    assertThat(lists.size()).isEqualTo(1);
    assertThat(lists.of(url("http://bad.example/")))
        .extracting(Listing::label)
        .containsExactly(new ListLabel("one", "malware"), new ListLabel("two", "adult"));
  }

  @ParameterizedTest
  @EnumSource
  void aPageInAListsPlaceIsRefused(ListFormat format) {
    String page =
        "<!doctype html>\n<html><head><title>Moved</title></head>\n<body>Gone</body></html>\n";

    assertThatThrownBy(() -> lists(format, page)).isInstanceOf(ListFault.class);
  }

  @Test
  void aFewSlipsAreForgivenManyAreNot() throws IOException {
    String good = "a.example\n".repeat(95);
    assertThat(lists(ListFormat.DOMAINS, good + "no domain\n".repeat(5)).size()).isEqualTo(1);
    assertThatThrownBy(() -> lists(ListFormat.DOMAINS, good + "no domain\n".repeat(50)))
        .isInstanceOf(ListFault.class)
        .hasMessageContaining("50 of its 145 lines")
        .hasMessageContaining("line 96");
  }

  @Test
  void moreEntriesThanAreTakenAreAFault() {
    UrlListReader reader = new UrlListReader(2);
    assertThatThrownBy(
            () -> reader.read(new StringReader("a.b\nc.d\ne.f"), ListFormat.DOMAINS, "x"))
        .isInstanceOf(ListFault.class)
        .hasMessageContaining("urls.entries");
  }

  @Test
  void hostileLinesNeverThrow() throws IOException {
    Random random = new Random(3);
    for (ListFormat format : ListFormat.values()) {
      ListLines lines = new ListLines(format);
      for (int round = 0; round < 3000; round++) {
        StringBuilder line = new StringBuilder();
        for (int count = random.nextInt(12); count > 0; count--) {
          String[] pieces = {
            "||",
            "^",
            "$",
            "@@",
            "/",
            ".",
            "*",
            "a",
            "0.0.0.0",
            " ",
            "\t",
            "#",
            "\"",
            ",",
            "url",
            "CNAME",
            "$ORIGIN",
            "rpz-passthru.",
            "é",
            "\uD800",
            "[",
            "::1",
            "%",
            "http://",
            "xn--",
            "ff"
          };
          line.append(pieces[random.nextInt(pieces.length)]);
        }
        assertThat(lines.read(line.toString())).isNotNull();
      }
    }
  }

  @Test
  void aWrittenListReadsBackAndADamagedOneIsRefused() throws IOException {
    UrlList list = list("one", "malware", ListFormat.DOMAINS, "bad.example\nworse.example");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    UrlListFormatV1.write(list, out);
    byte[] bytes = out.toByteArray();

    UrlList read = UrlListFormatV1.read(new ByteArrayInputStream(bytes), MOST);
    assertThat(read.name()).isEqualTo("one");
    assertThat(read.source()).isEqualTo(SOURCE);
    assertThat(UrlLists.of(List.of(read)).of(url("http://bad.example/"))).hasSize(1);
    for (int cut = 0; cut < bytes.length; cut++) {
      byte[] damaged = bytes.clone();
      damaged[cut] ^= 1;
      byte[] torn = Arrays.copyOf(bytes, cut);
      assertThatThrownBy(() -> UrlListFormatV1.read(new ByteArrayInputStream(damaged), MOST))
          .isInstanceOf(ListFault.class);
      assertThatThrownBy(() -> UrlListFormatV1.read(new ByteArrayInputStream(torn), MOST))
          .isInstanceOf(ListFault.class);
    }
  }

  @Test
  void everyEntryOfAManyIsFoundAndNothingElse() throws IOException {
    StringBuilder text = new StringBuilder();
    List<String> held = new ArrayList<>();
    for (int at = 0; at < 20_000; at++) {
      held.add("h" + Integer.toString(at, 36) + ".example");
      text.append(held.getLast()).append('\n');
    }
    UrlLists lists = lists(ListFormat.DOMAINS, text.toString());

    assertThat(lists.size()).isEqualTo(held.size());
    assertThat(held).allSatisfy(host -> assertThat(lists.of(url("http://" + host))).hasSize(1));
    for (int at = 0; at < 20_000; at++) {
      assertThat(lists.of(url("http://n" + at + ".example/"))).isEmpty();
    }
    assertThat(lists.bytes()).isLessThan(held.size() * 13L);
  }

  private static final ListLabel BAD = new ListLabel("list", "bad");

  private static UrlLists lists(ListFormat format, String text) throws IOException {
    return UrlLists.of(List.of(list("list", "bad", format, text)));
  }

  private static UrlList list(String name, String category, ListFormat format, String text)
      throws IOException {
    UrlListReader reader = new UrlListReader(MOST);
    reader.read(new StringReader(text), format, category);
    return reader.list(name, SOURCE);
  }

  private static CanonicalUrl url(String text) {
    return CanonicalUrl.of(text).orElseThrow();
  }
}
