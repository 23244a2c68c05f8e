package org.lockkeeper.tests.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lockkeeper.archive.log.Position;

/** A link that a rule leads through the gateway: from the post to the place, or to a page. */
class TimeOfClickTest {

  @TempDir private static Path folder;
  private static WholeGateway gateway;

  @BeforeAll
  static void begin() throws IOException {
    Path rules = Files.createDirectories(folder.resolve("rules"));
    Files.writeString(
        rules.resolve("p.yaml"),
        """
        pack: test/links
        version: 2026.11.1
        owner: test@corp.example
        rules:
        - id: TST-002
          title: Links are judged when they are followed
          when: { url: any }
          do: { redact: { time-of-click: true } }
          tests:
          - { say: "https://a.example/", expect: redact }
          - { say: "no link", expect: allow }
        """);
    Files.writeString(folder.resolve("bad.txt"), "evil.test\n");
    String urls =
        """
        urls:
          lists: [ { name: bad, category: phishing, format: domains, from: bad.txt } ]
        """;
    gateway = WholeGateway.start(folder, rules, false, urls);
  }

  @AfterAll
  static void end() {
    gateway.close();
  }

  @ParameterizedTest
  @EnumSource
  void aLinkIsRewrittenAndItsAddressSendsOn(Form form) throws IOException {
    Position before = gateway.now();

    gateway.post(form, "look at (https://site.example/a?b=1&c=%20d#e) now");

    String text = gateway.service().posts().all().getLast().text();
    assertThat(text).startsWith("look at (https://" + form.host()).endsWith(") now");
    assertThat(WholeGateway.text(gateway.judged(before)))
        .isEqualTo("look at (https://site.example/a?b=1&c=%20d#e) now");
    Said said = follow(form, text);
    assertThat(said.status()).isEqualTo(302);
    assertThat(said.head()).contains("https://site.example/a?b=1&c=%20d#e");
  }

  @Test
  void aListedPlaceIsNotGoneTo() throws IOException {
    gateway.post(Form.MATTERMOST, "see hxxps://www[.]evil[.]test/login");
    String text = gateway.service().posts().all().getLast().text();

    WholeGateway.await()
        .untilAsserted(() -> assertThat(follow(Form.MATTERMOST, text).status()).isEqualTo(403));
    assertThat(follow(Form.MATTERMOST, text).body()).contains("www.evil.test", "phishing");
  }

  @Test
  void nobodyElseCanMakeAnAddress() throws IOException {
    List<String> targets =
        List.of(
            "/.lockkeeper/go",
            "/.lockkeeper/go?u=https%3A%2F%2Fevil.test%2F",
            "/.lockkeeper/go?s=AAAAAAAAAAAAAAAAAAAAAA&u=https%3A%2F%2Fevil.test%2F");
    for (String target : targets) {
      Said said = gateway.say(Ask.to(Form.MATTERMOST, "GET", target));
      assertThat(said.status()).as(target).isEqualTo(404);
      assertThat(said.head().toLowerCase(Locale.ROOT)).doesNotContain("location:");
    }
  }

  @Test
  void aQuotedAddressIsNotRewrittenAgain() throws IOException {
    gateway.post(Form.MATTERMOST, "https://site.example/");
    String once = gateway.service().posts().all().getLast().text();

    gateway.post(Form.MATTERMOST, once);

    assertThat(gateway.service().posts().all().getLast().text()).isEqualTo(once);
  }

  private static Said follow(Form form, String text) throws IOException {
    int start = text.indexOf("/.lockkeeper/go");
    int end = start;
    while (end < text.length() && " )".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return gateway.say(Ask.to(form, "GET", text.substring(start, end)));
  }
}
