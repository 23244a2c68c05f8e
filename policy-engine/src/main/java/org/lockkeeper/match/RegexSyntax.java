package org.lockkeeper.match;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * What a regular expression in a pack may be: RE2 syntax, no anchors to the text's ends (it is
 * tried on a window of the text), no match of nothing.
 */
public final class RegexSyntax {

  /** Shorter literals stand in nearly every message and gate nothing. */
  public static final int SHORTEST_LITERAL = 3;

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
    try {
      return Pattern.compile(regex).matches("")
          ? Optional.of("the pattern matches nothing at all; ask for at least one character")
          : Optional.empty();
    } catch (PatternSyntaxException broken) {
      return Optional.of("not RE2 syntax: " + broken.getMessage());
    }
  }

  /** How many groups a sound pattern captures. */
  public static int groups(String regex) {
    return Pattern.compile(regex).groupCount();
  }

  /**
   * A literal of at least {@value #SHORTEST_LITERAL} chars that stands in every match, as far as
   * one is plain to see: outside groups, classes and alternatives.
   */
  public static Optional<String> requiredLiteral(String regex) {
    String longest = "";
    StringBuilder run = new StringBuilder();
    int depth = 0;
    for (int at = 0; at < regex.length(); at++) {
      char unit = regex.charAt(at);
      if (unit == '|' && depth == 0) {
        return Optional.empty();
      }
      if (unit == '[') {
        at = classEnd(regex, at);
      } else if (unit == '(') {
        depth++;
      } else if (unit == ')') {
        depth--;
      }
      boolean escapedMark = unit == '\\' && at + 1 < regex.length() && mark(regex.charAt(at + 1));
      char plain = escapedMark ? regex.charAt(++at) : unit;
      boolean literal = escapedMark || depth == 0 && plain(unit);
      if (unit == '\\' && !escapedMark) {
        at++;
      }
      boolean maybeMissing = at + 1 < regex.length() && "?*{".indexOf(regex.charAt(at + 1)) >= 0;
      if (literal && depth == 0 && !maybeMissing) {
        run.append(plain);
      }
      if (!literal || depth != 0 || maybeMissing || at + 1 >= regex.length()) {
        longest = run.length() > longest.length() ? run.toString() : longest;
        run.setLength(0);
      }
    }
    return Optional.of(longest).filter(literal -> literal.length() >= SHORTEST_LITERAL);
  }

  private static boolean plain(char unit) {
    return Ascii.letterOrDigit(unit) || "_-:/@#= <>,;'\"%&~!".indexOf(unit) >= 0;
  }

  private static boolean mark(char unit) {
    return !Ascii.letterOrDigit(unit);
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
