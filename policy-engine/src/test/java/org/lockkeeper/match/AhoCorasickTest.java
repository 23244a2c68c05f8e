package org.lockkeeper.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The automaton finds what plain search finds, however few states have a row. */
final class AhoCorasickTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 20, 60, 200, AhoCorasick.ROW_CELLS})
  void agreesWithPlainSearch(int rowCells) {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      List<String> literals = literals(random);
      String text = text(random, 200);
      assertThat(found(new AhoCorasick(literals, rowCells), literals, text))
          .as("%s in %s", literals, text)
          .isEqualTo(expected(literals, text));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, AhoCorasick.ROW_CELLS})
  void aRunOfWhiteSpaceCountsOnce(int rowCells) {
    List<String> literals = List.of("a b", "b a", "b");
    assertThat(found(new AhoCorasick(literals, rowCells), literals, "a \n\t b\u00a0 \u2003A"))
        .containsExactly("a b 0-6", "b 5-6", "b a 5-10");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, AhoCorasick.ROW_CELLS})
  void manyLiteralsOfOneBeginning(int rowCells) {
    List<String> literals = new ArrayList<>();
    for (char last = '!'; last < 0x3000; last++) {
      if (!Ascii.letter(last) && !Character.isSpaceChar(last) && !Character.isWhitespace(last)) {
        literals.add("code" + last);
      }
    }
    AhoCorasick automaton = new AhoCorasick(literals, rowCells);
    for (String each : literals) {
      assertThat(found(automaton, literals, "a CODE" + each.charAt(4) + "code"))
          .containsExactly(each + " 2-7");
    }
  }

  private static List<String> literals(Random random) {
    TreeSet<String> literals = new TreeSet<>();
    while (literals.size() < 12) {
      String each = text(random, 1 + random.nextInt(5)).replaceAll(" +", " ").strip();
      if (!each.isEmpty()) {
        literals.add(each);
      }
    }
    return List.copyOf(literals);
  }

  private static String text(Random random, int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append("ab c\u00e9".charAt(random.nextInt(5)));
    }
    return text.toString();
  }

  private static List<String> found(AhoCorasick automaton, List<String> literals, String text) {
    List<String> found = new ArrayList<>();
    automaton.scan(
        text,
        (literal, end) -> {
          String each = literals.get(literal);
          found.add(each + " " + automaton.start(text, end, each.length()) + "-" + end);
        });
    return found.stream().sorted().toList();
  }

  /** Tries every place; a space of a literal takes the whole run. */
  private static List<String> expected(List<String> literals, String text) {
    List<String> found = new ArrayList<>();
    for (String each : literals) {
      for (int start = 0; start < text.length(); start++) {
        int at = start;
        boolean stands = true;
        for (int place = 0; stands && place < each.length(); place++) {
          stands = at < text.length() && text.charAt(at) == each.charAt(place);
          at++;
          while (stands
              && each.charAt(place) == ' '
              && at < text.length()
              && text.charAt(at) == ' ') {
            at++;
          }
        }
        if (stands) {
          found.add(each + " " + start + "-" + at);
        }
      }
    }
    return found.stream().sorted().toList();
  }
}
