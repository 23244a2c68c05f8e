package org.lockkeeper.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.link.CanonicalUrl;
import org.lockkeeper.message.Actor;
import org.lockkeeper.message.ServiceId;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.Redactions;
import org.lockkeeper.yaml.FaultyFileException;

/** Rules about links. Each proves itself by the tests inside it. */
final class LinkRulesTest {

  private static final String HEAD = "rules:\n- id: R\n  title: t\n";

  private final Path folder;

  LinkRulesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
          when: { url: any }
          do: { redact: { mask: "[link]" } }
          tests:
          - { say: "see https://a.example/b?c and d.com.", expect: redact, text: "see [link] and [link]." }
          - { say: "see a.example(1)", expect: allow }
          - { say: "nothing", expect: allow }
        """,
        """
          when: { url: { host: [corp.example, "*.cdn.*"] } }
          do: { block: true, tell: t }
          tests:
          - { say: "https://corp.example/", expect: block }
          - { say: "https://a.b.corp.example/", expect: block }
          - { say: "https://x.cdn.test/", expect: block }
          - { say: "https://notcorp.example/", expect: allow }
        """,
        """
          when: { url: { scheme: [ftp, sftp], not: { host: files.example } } }
          do: { block: true, tell: t }
          tests:
          - { say: "ftp://a.example/b", expect: block }
          - { say: "ftp://files.example/b", expect: allow }
          - { say: "https://a.example/b", expect: allow }
        """,
        """
          when: { url: { address: true } }
          do: { block: true, tell: t }
          tests:
          - { say: "http://0x7f.1/x", expect: block }
          - { say: "http://[::1]:8080/", expect: block }
          - { say: "http://example.com/", expect: allow }
        """,
        """
          when: { url: { punycode: true } }
          do: { block: true, tell: t }
          tests:
          - { say: "bücher.de", expect: block }
          - { say: "buecher.de", expect: allow }
        """,
        """
          when: { url: { defanged: true, least: 2 } }
          do: { block: true, tell: t }
          tests:
          - { say: "hxxp://a.com and b[.]com", expect: block }
          - { say: "hxxp://a.com and b.com", expect: allow }
        """,
        """
          when: { all: [ { url: { list: test } }, { not: { url: { host: good.example } } } ] }
          do: { block: true, tell: t }
          tests:
          - { urls: { ads: [ads.example] }, say: "ads.example/x", expect: block }
          - { urls: { ads: [ads.example] }, say: "ads.example/x good.example/y", expect: allow }
        """,
        // What a file says counts; there it cannot be redacted, and is blocked.
        """
          when: { url: { category: adult } }
          do: { redact: true }
          tests:
          - { urls: { adult: [bad.example] }, file: { text: "see bad.example/x" }, expect: block }
          - { urls: { adult: [bad.example] }, file: { text: "see good.example/x" }, expect: allow }
        """,
        // A disguise is taken off, and the whole of it goes.
        """
          when: { url: { category: adult } }
          do: { redact: { mask: "[gone]" } }
          tests:
          - { urls: { adult: [bad.example] }, say: "a bad&#46;example/x b", expect: redact, text: "a [gone] b" }
          - { urls: { adult: [bad.example] }, say: "a bad.exam\u200Bple/x b", expect: redact, text: "a [gone] b" }
          - { urls: { adult: [bad.example] }, say: "a b", expect: allow }
        """,
      })
  void saysWhatItIsToldTo(String rule) {
    assertThat(load(rule)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url: some|is any, or a map with category",
        "url: { }|nothing is asked of the link",
        "url: { colour: red }|colour",
        "url: { shortener: false }|not: { shortener: true }",
        "url: { sure: sometimes }|sure",
      })
  void aWrongQuestionSaysWhatToDo(String url, String fault) {
    String rule =
        """
          when: { %s }
          do: { block: true, tell: t }
          tests: [ { say: a.com, expect: block }, { say: x, expect: allow } ]
        """
            .formatted(url);
    assertThat(load(rule)).contains(fault);
  }

  @Test
  void onlyLinksCanBeJudgedWhenTheyAreFollowed() {
    String rule =
        """
          when: { any: [ { url: any }, { length: ">4000" } ] }
          do: { redact: { time-of-click: true } }
          tests: [ { say: a.com, expect: redact }, { say: x, expect: allow } ]
        """;
    assertThat(load(rule)).contains("its when may ask about url only");
  }

  @Test
  void aFindingHasItsExactPlaceAndCategory() {
    RuleSet rules =
        new RulesFolder(folder)
            .pack(
                "p",
                HEAD
                    + """
                      when: { url: { shortener: true } }
                      do: { redact: { time-of-click: true } }
                      tests: [ { say: bit.ly/a, expect: redact }, { say: x, expect: allow } ]
                    """)
            .load();
    String text = "ünï see (hxxps://bit[.]ly/a). ok";

    Decision decision = rules.inspect(TestReader.post(text), Facts.NONE);
    assertThat(decision.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.category()).isEqualTo(Finding.Category.URL);
              assertThat(finding.kind()).isEqualTo("shortener");
              assertThat(text.substring(finding.start(), finding.end()))
                  .isEqualTo("hxxps://bit[.]ly/a");
            });
    // Without a page to lead through, what was to be rewritten does not pass.
    assertThat(decision.verdict().label()).isEqualTo("block");

    Decision rewritten = rules.inspect(TestReader.post(text), new Clicks());
    assertThat(rewritten.verdict().label()).isEqualTo("redact");
    assertThat(Redactions.apply("text", text, rewritten.redactions()))
        .isEqualTo("ünï see (https://gate.example/go?https://bit.ly/a). ok");
  }

  private static final class Clicks implements Facts {
    @Override
    public Set<String> groupsOf(ServiceId service, Actor who) {
      return Set.of();
    }

    @Override
    public Optional<String> timeOfClick(CanonicalUrl url) {
      return Optional.of("https://gate.example/go?" + url.text());
    }

    @Override
    public boolean judgedAtClick(CanonicalUrl url) {
      return url.text().startsWith("https://gate.example/go?");
    }
  }

  /** The faults of a set with one rule, its failing tests among them; empty if it loads. */
  private String load(String rule) {
    try {
      new RulesFolder(folder).pack("p", HEAD + rule).load();
      return "";
    } catch (FaultyFileException faulty) {
      return faulty.faults().toString();
    }
  }
}
