package org.lockkeeper.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * What a regular expression in a pack may be: RE2 syntax, no anchors to the text's ends (it is
 * tried on a window of the text), no match of nothing.
 */
public final class RegexSyntax {

  /** Shorter literals stand in nearly every message and gate nothing. */
  public static final int SHORTEST_LITERAL = 3;

  /** A machine of more states takes longer for each char than all others together. */
  public static final int MOST_STATES = 2_000;

  private RegexSyntax() {}

  /** What is wrong with a pattern and how to mend it; empty if nothing is. */
  public static Optional<String> fault(String regex) {
    for (String look : new String[] {"(?=", "(?!", "(?<=", "(?<!"}) {
      if (regex.contains(look)) {
        return Optional.of(
            "look-around \""
                + look
                + "\" is not in RE2 syntax; match the neighbours too, or use \\b, near or ignore");
      }
    }
    if (find(regex, RegexSyntax::backReference) >= 0) {
      return Optional.of(
          "back-references are not in RE2 syntax; write both parts out, or use two detectors");
    }
    if (find(regex, RegexSyntax::anchor) >= 0) {
      return Optional.of(
          "^, $, \\A and \\z do not work here: the pattern is tried on a window of the text; use"
              + " \\b");
    }
    return tooLarge(regex).or(() -> refused(regex));
  }

  /** Asked before RE2/J compiles it: counted repeats are written out, and nested ones multiply. */
  private static Optional<String> tooLarge(String regex) {
    int states;
    try {
      states = RegexParser.parse(regex).states();
    } catch (RuntimeException _) {
      return Optional.empty(); // no RE2 syntax, which RE2/J says better
    }
    return states <= MOST_STATES
        ? Optional.empty()
        : Optional.of(
            "the pattern is too large: written out it has "
                + (states == RegexNode.UNBOUNDED ? "far more than " + MOST_STATES : states)
                + " states, and "
                + MOST_STATES
                + " are the most; lower the counts in {...}, above all of repeats inside repeats,"
                + " and put long alternatives into a list");
  }

  private static Optional<String> refused(String regex) {
    try {
      return Pattern.compile(regex).matches("") || RegexParser.parse(regex).shortest() == 0
          ? Optional.of("the pattern matches nothing at all; ask for at least one character")
          : Optional.empty();
    } catch (PatternSyntaxException broken) {
      return Optional.of("not RE2 syntax: " + broken.getMessage());
    } catch (RuntimeException | StackOverflowError broken) {
      return Optional.of("the pattern cannot be read; write it in a simpler way");
    }
  }

  /** How many groups a sound pattern captures. */
  public static int groups(String regex) {
    return Pattern.compile(regex).groupCount();
  }

  /**
   * Literals of at least {@value #SHORTEST_LITERAL} chars, of which one stands in every match, in
   * alphabetical order and small letters; empty if there are none. Groups and alternatives are
   * looked into: {@code (?:foo|bar)\d} has two.
   */
  public static List<String> requiredLiterals(String regex) {
    return RegexShape.of(regex).best().stream()
        .flatMap(gate -> gate.literals().stream())
        .sorted()
        .toList();
  }

  private interface Sign {
    boolean at(String regex, int place, boolean escaped);
  }

  private static boolean backReference(String regex, int at, boolean escaped) {
    char unit = regex.charAt(at);
    return escaped && (unit >= '1' && unit <= '9' || unit == 'k');
  }

  private static boolean anchor(String regex, int at, boolean escaped) {
    char unit = regex.charAt(at);
    return escaped ? unit == 'A' || unit == 'z' || unit == 'Z' : unit == '^' || unit == '$';
  }

  /** The first place outside a class where a sign stands, or -1. */
  private static int find(String regex, Sign sign) {
    for (int at = 0; at < regex.length(); at++) {
      char unit = regex.charAt(at);
      if (unit == '[') {
        at = classEnd(regex, at);
      } else if (unit == '\\' && at + 1 < regex.length()) {
        at++;
        if (sign.at(regex, at, true)) {
          return at;
        }
      } else if (sign.at(regex, at, false)) {
        return at;
      }
    }
    return -1;
  }

  /** The bracket that closes a class; the pattern's last char if none does. */
  static int classEnd(String regex, int open) {
    int at = open + 1;
    if (at < regex.length() && regex.charAt(at) == '^') {
      at++;
    }
    for (int first = at; at < regex.length(); at++) {
      char unit = regex.charAt(at);
      if (unit == '\\') {
        at++;
      } else if (unit == '[' && regex.startsWith("[:", at) && regex.indexOf(":]", at) > 0) {
        at = regex.indexOf(":]", at) + 1;
      } else if (unit == ']' && at > first) {
        return at;
      }
    }
    return regex.length() - 1;
  }
}
