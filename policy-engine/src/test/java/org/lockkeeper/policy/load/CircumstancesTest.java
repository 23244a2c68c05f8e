package org.lockkeeper.policy.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.lockkeeper.yaml.FaultyFileException;

/**
 * Rules that ask about more than words: who, where, when, how often. Each pack proves itself by the
 * tests inside it, and must fail when an expectation is turned round.
 */
final class CircumstancesTest {

  private static final String HEAD =
      """
      lists:
        stop: { terms: [forbidden] }
        heavy: { terms: ["lead ^8", "gold ^5", "tin ^2"] }
      rules:
      - id: R
        title: t
      """;

  private final Path folder;

  CircumstancesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // The people who may not talk to each other, both ways, and who may.
        """
          wall: { between: [research, trading] }
          do: { block: true, tell: t }
          tests:
          - { from: { group: research }, to: { group: trading }, expect: block }
          - { from: { group: trading }, to: { group: research }, expect: block }
          - { from: { group: research }, to: { group: research }, expect: allow }
          - { from: { group: sales }, to: { group: trading }, expect: allow }
        """,
        // One way only.
        """
          wall: { from: research, to: trading }
          do: { block: true, tell: t }
          tests:
          - { from: { group: research }, to: { group: trading }, expect: block }
          - { from: { group: trading }, to: { group: research }, expect: allow }
        """,
        // A chaperone opens it, in a channel that both sides read.
        """
          wall: { between: [research, trading], unless-present: compliance }
          do: { block: true, tell: t }
          tests:
          - { from: { group: research }, in: { groups: [research, trading] }, expect: block }
          - { from: { group: research }, in: { groups: [research, trading, compliance] }, expect: allow }
        """,
        // Kinds of act.
        """
          wall: { between: [research, trading], applies: [file, reaction] }
          do: { block: true, tell: t }
          tests:
          - { from: { group: research }, to: { group: trading }, act: react, say: "+1", expect: block }
          - { from: { group: research }, to: { group: trading }, file: { name: a.pdf }, expect: block }
          - { from: { group: research }, to: { group: trading }, say: hello, expect: allow }
        """,
        // An invitation brings the newcomer to the people who are there, whoever invites.
        """
          wall: { between: [research, trading], applies: [invite] }
          do: { block: true, tell: t }
          tests:
          - { from: { group: sales }, whom: { group: trading }, in: { groups: [research] }, act: invite, expect: block }
          - { from: { group: trading }, in: { groups: [research] }, act: join, expect: block }
          - { from: { group: research }, whom: { group: sales }, in: { groups: [research] }, act: invite, expect: allow }
        """,
        // Whoever reads a place nobody knows may be the other side: that is a fault.
        """
          wall: { between: [research, trading] }
          do: { block: true, tell: t }
          on-error: hold
          tests:
          - { from: { group: research }, in: { known: false }, expect: hold }
          - { from: { group: research }, to: { group: trading }, in: { known: false }, expect: block }
          - { from: { group: sales }, in: { known: false }, expect: allow }
        """,
        // Domains.
        """
          wall: { from: research, to: "@rival.example" }
          do: { block: true, tell: t }
          tests:
          - { from: { group: research }, to: { person: "bob@eu.rival.example" }, expect: block }
          - { from: { group: research }, to: { person: "bob@notrival.example" }, expect: allow }
        """,
        // Time windows, exceptions, and a wall that stands only for some words.
        """
          scope: { hours: [ { days: [mon], from: "18:00", to: "08:00", zone: Europe/Berlin } ] }
          wall: { between: [a, b] }
          when: { list: stop }
          unless:
          - { people: [ann], until: 2027-01-01 }
          do: { block: true, tell: t }
          tests:
          - { from: { group: a }, to: { group: b }, say: forbidden, at: "2026-01-05T17:30:00Z", expect: block }
          - { from: { group: a }, to: { group: b }, say: forbidden, at: "2026-01-06T06:30:00Z", expect: block }
          - { from: { group: a }, to: { group: b }, say: forbidden, at: "2026-01-06T07:30:00Z", expect: allow }
          - { from: { group: a }, to: { group: b }, say: forbidden, at: "2026-01-06T17:30:00Z", expect: allow }
          - { from: { group: a }, to: { group: b }, say: other, at: "2026-01-05T17:30:00Z", expect: allow }
          - { from: { group: a, person: ann }, to: { group: b }, say: forbidden, at: "2026-01-05T17:30:00Z", expect: allow }
        """,
        // Audience size: unknown counts as within the scope.
        """
          scope: { members: ">100" }
          when: { list: stop }
          do: { block: true, tell: t }
          tests:
          - { say: forbidden, in: { members: 101 }, expect: block }
          - { say: forbidden, expect: block }
          - { say: forbidden, in: { members: 100 }, expect: allow }
        """,
        // People outside, roles, clients, acts, places.
        """
          scope: { external: true, roles: [broker], clients: ["*Mobile*"], acts: [post, edit], places: [direct] }
          when: { list: stop }
          do: { block: true, tell: t }
          tests:
          - { say: forbidden, from: { role: broker }, to: { external: true }, client: "Chat Mobile 3", in: { place: direct }, expect: block }
          - { say: forbidden, from: { role: broker, external: true }, client: "Chat Mobile 3", in: { place: direct }, act: edit, expect: block }
          - { say: forbidden, from: { role: broker }, to: {}, client: "Chat Mobile 3", in: { place: direct }, expect: allow }
          - { say: forbidden, from: { role: clerk }, to: { external: true }, client: "Chat Mobile 3", in: { place: direct }, expect: allow }
          - { say: forbidden, from: { role: broker }, to: { external: true }, client: "Chat Desktop", in: { place: direct }, expect: allow }
          - { say: forbidden, from: { role: broker }, to: { external: true }, client: "Chat Mobile 3", in: { place: public }, expect: allow }
          - { say: forbidden, from: { role: broker }, to: { external: true }, client: "Chat Mobile 3", in: { place: direct }, act: topic, expect: allow }
        """,
        // Somebody the gateway does not know.
        """
          scope: { known: false }
          when: { length: ">=1" }
          do: { block: true, tell: t }
          tests:
          - { say: hello, from: { known: false }, expect: block }
          - { say: hello, expect: allow }
        """,
        // How often.
        """
          when: { list: stop }
          repeated: { over: 3, within: 10m, by: person }
          do: { hold: true, tell: t }
          tests:
          - { say: forbidden, counted: 3, expect: hold }
          - { say: forbidden, counted: 2, expect: allow }
          - { say: other, counted: 3, expect: allow }
        """,
        // First contact and risk.
        """
          when: { all: [ { first-contact: 90d }, { risk: { points: ">=0" } } ] }
          do: { coach: true, tell: t }
          tests:
          - { say: hello, counted: 0, expect: coach }
          - { say: hello, expect: allow }
        """,
        """
          when: { risk: { points: ">=20", within: 30d } }
          do: { hold: true, tell: t }
          tests:
          - { say: hello, counted: 20, expect: hold }
          - { say: hello, counted: 19, expect: allow }
        """,
        // How much of a list: how many words, how many different ones, how heavy.
        """
          when: { list: { name: heavy, least: 2, distinct: 2, weight: 10 } }
          do: { hold: true, tell: t }
          tests:
          - { say: "lead, then gold", expect: hold }
          - { say: "gold, gold and gold", expect: allow }
          - { say: "gold and tin", expect: allow }
          - { say: "lead", expect: allow }
        """,
        // Days on which a rule counts.
        """
          valid: { from: 2026-02-01, until: 2026-02-28 }
          when: { list: stop }
          do: { block: true, tell: t }
          tests:
          - { say: forbidden, at: "2026-02-01T00:00:00Z", expect: block }
          - { say: forbidden, at: "2026-02-28T23:59:59Z", expect: block }
          - { say: forbidden, at: "2026-01-31T23:59:59Z", expect: allow }
          - { say: forbidden, at: "2026-03-01T00:00:00Z", expect: allow }
        """,
        // Who, where and when inside a condition.
        """
          when: { any: [ { is: { groups: [legal] } }, { all: [ { list: stop }, { not: { is: { channels: [x] } } } ] } ] }
          do: { block: true, tell: t }
          tests:
          - { say: hello, from: { group: legal }, expect: block }
          - { say: forbidden, expect: block }
          - { say: forbidden, in: x, expect: allow }
        """,
        // Files by size and by what lies inside.
        """
          when: { attachment: { size: ">1 MiB", parts: "<=2" } }
          do: { block: true, tell: t }
          tests:
          - { file: { name: a.zip, size: 2 MiB, parts: [a, b] }, expect: block }
          - { file: { name: a.zip, size: 2 MiB, parts: [a, b, c] }, expect: allow }
          - { file: { name: a.zip, size: 1 MiB }, expect: allow }
        """
      })
  void aPackProvesItself(String rule) {
    assertThat(load(rule)).isEmpty();
    String firstVerdict = rule.replaceFirst("expect: (block|hold|coach)", "expect: allow");
    assertThat(load(firstVerdict)).as("a test turned round").isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scope: { hours: [ { days: [monday] } ] }|a day is mon",
        "scope: { hours: [ { from: 1800 } ] }|\"from\" must be a time",
        "scope: { hours: [ { zone: Berlin/Mitte } ] }|\"zone\" must be a time zone",
        "scope: { members: many }|\"members\" takes >",
        "wall: { between: [a] }|takes two sides",
        "wall: { from: a }|\"to\" names a group",
        "wall: { between: [a, b], from: a }|either between",
        "wall: { between: [a, b], applies: [talk] }|a wall stands against",
        "valid: { from: 2026-02-01, until: 2026-01-01 }|last day is before",
        "valid: { from: soon }|must be a day",
        "repeated: { within: 1h }|repeated needs over",
        "status: draft|a draft is not in force",
      })
  void aWrongKeySaysWhatToDo(String key, String fault) {
    String rule =
        """
          %s
          when: { list: stop }
          do: { block: true, tell: t }
          tests: [ { say: forbidden, expect: block }, { say: x, expect: allow } ]
        """
            .formatted(key);
    assertThat(load(rule)).contains(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "coach: { reasons: [] }, tell: t|a map needs reasons",
        "block: true, tell: t, disclaim: d|disclaim belongs to messages that pass",
        "redact: { token: true, mask: x }|redact takes a mask, or token: true",
        "redact: { mask: gone, keep-last: 4 }|work with a mask of one character",
        "block: true, tell: { xx-not-a-language-tag-at-all: t }|is no language",
        "block: true, tell: { en: \"{who}\" }|only {rule}, {n} and {detector}",
      })
  void aWrongRemedySaysWhatToDo(String remedy, String fault) {
    String rule =
        """
          when: { list: stop }
          do: { %s }
          tests: [ { say: forbidden, expect: block }, { say: x, expect: allow } ]
        """
            .formatted(remedy);
    assertThat(load(rule)).contains(fault);
  }

  @Test
  void aSetWithAFailingTestDoesNotLoad() {
    RulesFolder rules =
        new RulesFolder(folder)
            .pack(
                "p",
                HEAD
                    + """
                      when: { list: stop }
                      do: { block: true, tell: t }
                      tests: [ { say: other, expect: block }, { say: x, expect: allow } ]
                    """);
    assertThatThrownBy(rules::load).isInstanceOf(FaultyFileException.class);
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
