package org.lockkeeper.policy.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.detect.Found;

/** What one line of a list can say, and what it finds. */
final class ListTermsTest {

  private final RulesFolder rules;

  ListTermsTest(@TempDir Path folder) {
    this.rules = new RulesFolder(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "guarant* return*      ~ we guaranteed returns of 8%      ~ guaranteed returns",
        "guarant* return*      ~ we guarantee. Return it          ~ ",
        "guarant* return*      ~ guaranteed high returns          ~ ",
        "i'll hurt you         ~ I\u2019ll  hurt YOU              ~ I\u2019ll  hurt YOU",
        "text me w/4 whatsapp  ~ on WhatsApp you can text me      ~ WhatsApp you can text me",
        "text me w/4 whatsapp  ~ text me, please, over whatsapp   ~ text me, please, over whatsapp",
        "text me w/4 whatsapp  ~ text me a b c d whatsapp         ~ ",
        "kill pre/2 you        ~ kill all you                     ~ kill all you",
        "kill pre/2 you        ~ you kill all                     ~ ",
        "kill* w/3 *you        ~ thankyou for killing             ~ thankyou for killing",
        "secret deal w/1 now   ~ a secret deal now                ~ secret deal now",
        "(text|call) me w/2 (sms|whatsapp) ~ call me on sms         ~ call me on sms",
        "a (very |)bad idea    ~ a bad idea                       ~ a bad idea",
        "moron ^7              ~ a moron                          ~ moron",
      })
  void aLineFindsWhatItSays(String line, String text, String found) {
    assertThat(found(list("terms: [\"" + line + "\"]"), text))
        .isEqualTo(found == null ? List.of() : List.of(found));
  }

  @ParameterizedTest
  @CsvSource({
    "he was bribing them, bribing",
    "bribes, bribes",
    "the bridge,",
    "BRIBED, BRIBED",
  })
  void aStemmedListFindsInflections(String text, String found) {
    assertThat(found(list("terms: [bribe], match: stem"), text))
        .isEqualTo(found == null ? List.of() : List.of(found));
  }

  @Test
  void aTermInsideAnInnocentWordDoesNotCount() {
    RuleSet set =
        list("terms: [cunt], match: anywhere, except: { terms: [scunthorpe, \"*ntish town\"] }");
    assertThat(found(set, "Scunthorpe")).isEmpty();
    assertThat(found(set, "scunthorpecunt")).containsExactly("cunt", "cunt");
  }

  @Test
  void disguisedWordsCountWhereTheListAsks() {
    assertThat(found(list("terms: [idiot]"), "1d10t, iiidioot")).isEmpty();
    assertThat(
            found(list("terms: [idiot], fold: [case, width, confusable, leet, repeat]"), "1d10t"))
        .containsExactly("1d10t");
  }

  @Test
  void aFindingHasItsWeightAndAKey() {
    List<Found> found =
        list("terms: [\"moron ^7\", fool]")
            .policy()
            .detect(TestReader.post("Moron moron FOOL"))
            .found();
    assertThat(found).extracting(Found::weight).containsExactly(7, 7, 1);
    assertThat(found).extracting(Found::key).containsExactly("moron", "moron", "fool");
    assertThat(found.toString()).doesNotContain("moron");
  }

  @Test
  void contextWordsRequireAndExclude() {
    RuleSet set =
        rules
            .pack(
                "p",
                """
                lists:
                  words: { terms: [idiot] }
                detectors:
                  insult:
                    find: { list: words }
                    sure: { high: { near: [you], not-near: [called me], within: 20 } }
                """)
            .load();
    assertThat(sure(set, "you idiot")).containsExactly("insult");
    assertThat(sure(set, "idiot")).isEmpty();
    assertThat(sure(set, "you know he called me idiot")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "moron ^0            ~ a weight is ^1 to ^100",
        "moron ^x            ~ a weight is ^1 to ^100",
        "f* me              ~ no run of 3 letters",
        "a w/3 b             ~ needs a run of 3 letters",
        "text w/99 whatsapp  ~ from 1 to 30 words apart",
        "one w/2 two w/2 six ~ has three",
        "!!! w/3 whatsapp    ~ has no letter or digit",
        "(a|b|c|d|e|f)(a|b|c|d|e|f)(a|b|c|d|e|f)(a|b|c|d|e|f) ~ use several lines",
        "?                   ~ has no letter or digit",
      })
  void aWrongLineIsAFaultWithItsMend(String line, String words) {
    rules.write("lists/w.txt", "# words\nfine\n" + line + "\n");
    rules.pack("p", "lists:\n  words: { file: lists/w.txt }\n");
    assertThat(rules.faults())
        .singleElement()
        .asString()
        .startsWith("rules/lists/w.txt:3: ")
        .contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "terms: ['die'], match: stem                             | write its forms out",
        "terms: ['guarant*'], match: anywhere                    | use match: word",
        "terms: ['guarant*'], fold: [width, confusable]          | add fold: case",
        "terms: [abc], language: de                              | language: en",
        "terms: [abc], language: en                              | belongs to match: stem",
        "terms: [abc], fold: [case, width, confusable, leet]     | name both or neither",
        "terms: [abc], except: { term: [x] }                     | did you mean",
      })
  void aWrongListIsAFaultWithItsMend(String list, String words) {
    rules.pack("p", "lists:\n  words: { " + list + " }\n");
    assertThat(rules.faults()).anySatisfy(fault -> assertThat(fault).contains(words));
  }

  @Test
  @Timeout(30)
  void textsMadeToHurtCostNoMore() {
    RuleSet set =
        list(
            "terms: [\"aaa* *aaa\", \"aaa w/30 bbb\", \"aaa pre/30 b*b*b*b\", \"*aaa*aaa*\"],"
                + " except: { terms: [\"*aaa*\"] }");
    for (String each :
        new String[] {
          "a", "aaa ", "aaa bb ", "aaa\u0301", "aaa. ", "aaa" + " ".repeat(40), "aaa\ud800"
        }) {
      assertThat(set.policy().detect(TestReader.post(each.repeat(1_000_000 / each.length()))))
          .isNotNull();
    }
  }

  private RuleSet list(String list) {
    return rules.pack("p", "lists:\n  words: { " + list + " }\n").load();
  }

  private static List<String> found(RuleSet set, String text) {
    return set.policy().detect(TestReader.post(text)).findings().stream()
        .map(finding -> text.substring(finding.start(), finding.end()))
        .toList();
  }

  private static List<String> sure(RuleSet set, String text) {
    return set.policy().detect(TestReader.post(text)).findings().stream()
        .map(Finding::detector)
        .filter(name -> !name.equals("words"))
        .toList();
  }
}
