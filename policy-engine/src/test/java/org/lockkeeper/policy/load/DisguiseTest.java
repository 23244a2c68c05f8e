package org.lockkeeper.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.policy.Decision;
import org.lockkeeper.policy.Facts;
import org.lockkeeper.policy.Redaction;
import org.lockkeeper.policy.Redactions;

/** What is disguised is hidden where it stands, wholly, and what is left is clean. */
@Timeout(60)
final class DisguiseTest {

  private static final String CARD = "4012888888881881";

  private static final List<String> NAUGHTY =
      List.of(
          "",
          " ",
          "undefined",
          "NULL",
          "-1/0",
          "NaN",
          "0x",
          "\\",
          "\\\\",
          "\\u",
          "%",
          "%n%s%d",
          "=",
          "==",
          "&#0;",
          "&#x110000;",
          "<!--",
          "<![CDATA[",
          "<script>x</script>",
          "${a.b}",
          "{{1+1}}",
          "'; drop table x; --",
          "../../x",
          "\0",
          "\u0001\u0007\u001b[31m",
          "\ufffe\uffff",
          "\ud800",
          "\udc00\ud800",
          "\u202ekrow\u202c",
          "\u0000\u0301",
          "Z\u0351\u036b\u0343\u0346a\u0334l\u0337g\u0338o",
          "\ud83c\udff4\udb40\udc67\udb40\udc7f",
          "¯\\_(ツ)_/¯",
          "(╯°□°)╯",
          "社會科學院",
          "مُنَاقَشَةُ",
          "ﷺ",
          "İıſK",
          "１２３",
          "i̇̇̇",
          "[a](b",
          "](",
          "<a<b<c",
          "*".repeat(99),
          "&amp;".repeat(99),
          "A".repeat(999));

  private final RuleSet rules;

  DisguiseTest(@TempDir Path folder) {
    this.rules =
        new RulesFolder(folder)
            .pack(
                "p",
                """
                lists:
                  words: { terms: [secret word] }
                detectors:
                  card: { find: { id: payment-card } }
                rules:
                - id: R
                  title: t
                  when: { any: [ { card: high }, { list: words } ] }
                  do: { redact: { mask: "•" } }
                  tests: [ { say: "4012888888881881", expect: redact }, { say: "4012888888881882", expect: allow } ]
                """)
            .load();
  }

  @Test
  void everyDisguiseIsRedactedAndLeavesNothing() {
    for (String disguise : disguises()) {
      clean(disguise);
      clean("pay " + disguise + " now");
      clean("**pay** <b>" + disguise + "</b> caf\u00e9, " + disguise);
    }
  }

  @Test
  void oddNeighboursChangeNothing() {
    Random random = new Random(31);
    List<String> disguises = disguises();
    for (int round = 0; round < 600; round++) {
      String before = NAUGHTY.get(random.nextInt(NAUGHTY.size()));
      String after = NAUGHTY.get(random.nextInt(NAUGHTY.size()));
      String text = before + " " + disguises.get(round % disguises.size()) + " " + after;
      Decision decision = inspect(text);
      assertThat(decision.faults()).as(text).isEmpty();
      // Where neighbours change what a disguise is, as an open comment does, blocked is right too.
      assertThat(decision.verdict().label()).as(text).isIn("redact", "block");
      if (decision.verdict().label().equals("redact")) {
        assertThat(inspect(redacted(text, decision)).verdict().label()).as(text).isEqualTo("allow");
      }
    }
  }

  @Test
  void naughtyStringsPass() {
    for (String text : NAUGHTY) {
      Decision decision = inspect(text);
      assertThat(decision.faults()).as(text).isEmpty();
      assertThat(decision.verdict().label()).as(text).isEqualTo("allow");
    }
  }

  private void clean(String text) {
    Decision decision = inspect(text);
    assertThat(decision.verdict().label()).as(text).isEqualTo("redact");
    String after = redacted(text, decision);
    assertThat(inspect(after).verdict().label()).as(text + " became " + after).isEqualTo("allow");
  }

  private Decision inspect(String text) {
    return rules.inspect(TestReader.post(text), Facts.NONE);
  }

  private static String redacted(String text, Decision decision) {
    List<Redaction> redactions = decision.redactions();
    return Redactions.apply(redactions.getFirst().pointer(), text, redactions);
  }

  private static List<String> disguises() {
    byte[] bytes = CARD.getBytes(StandardCharsets.US_ASCII);
    String base64 = Base64.getEncoder().encodeToString(bytes);
    StringBuilder percent = new StringBuilder();
    StringBuilder escaped = new StringBuilder();
    StringBuilder entities = new StringBuilder();
    for (byte each : bytes) {
      String digits = HexFormat.of().toHexDigits(each);
      percent.append('%').append(digits);
      escaped.append("\\u00").append(digits);
      entities.append("&#").append(each).append(';');
    }
    return List.of(
        CARD,
        "4012**8888**88881881",
        "<b>4012</b>888888881881",
        "4012 8888 ||8888|| 1881",
        "4012\u200b8888\u00ad88881881",
        "４０１２８８８８８８８８１８８１",
        "4012&shy;888888881881",
        percent.toString(),
        escaped.toString(),
        entities.toString(),
        entities.toString().replace("&", "&amp;"),
        HexFormat.of().formatHex(bytes),
        base64,
        base64.replace("=", "%3D"),
        Base64.getEncoder().encodeToString(base64.getBytes(StandardCharsets.US_ASCII)),
        "secret word",
        "secret w\u043erd",
        "*secret* word",
        "se<i>cret</i> wo\u00adrd",
        "%73ecret word");
  }
}
