package org.lockkeeper.match;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads RE2 syntax into a {@link RegexNode}. Only for patterns RE2/J has accepted: it looks for
 * structure, not for faults. Where it does not know better it answers with more, never with less,
 * than the pattern matches.
 */
final class RegexParser {

  /** A class of so few ASCII members is as good as alternatives. */
  private static final int FEW = 8;

  /** RE2/J recurses too; it refuses deeper nesting by itself. */
  private static final int DEEPEST = 1_000;

  private final String regex;
  private int at;

  private RegexParser(String regex) {
    this.regex = regex;
  }

  /** The tree of a pattern. */
  static RegexNode parse(String regex) {
    return new RegexParser(regex).choice(0);
  }

  /**
   * A piece of a pattern: what stands there, and where it begins and ends in the pattern's text.
   * Places such as word edges are pieces too, of no length.
   */
  record Piece(RegexNode node, int start, int end) {}

  /** The pieces of a pattern in a row; none if it is alternatives. */
  static List<Piece> pieces(String regex) {
    RegexParser parser = new RegexParser(regex);
    List<Piece> pieces = new ArrayList<>();
    while (parser.at < regex.length()) {
      int start = parser.at;
      if (regex.charAt(start) == '|' || regex.startsWith("\\Q", start)) {
        return List.of();
      }
      pieces.add(new Piece(parser.repeated(parser.atom(0)), start, parser.at));
    }
    return pieces;
  }

  private RegexNode choice(int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("groups are nested too deep");
    }
    List<RegexNode> alternatives = new ArrayList<>();
    alternatives.add(sequence(depth));
    while (at < regex.length() && regex.charAt(at) == '|') {
      at++;
      alternatives.add(sequence(depth));
    }
    return alternatives.size() == 1 ? alternatives.getFirst() : new RegexNode.Choice(alternatives);
  }

  private RegexNode sequence(int depth) {
    List<RegexNode> items = new ArrayList<>();
    while (at < regex.length() && regex.charAt(at) != '|' && regex.charAt(at) != ')') {
      if (regex.startsWith("\\Q", at)) {
        quoted(items);
      } else {
        items.add(repeated(atom(depth)));
      }
    }
    return items.size() == 1 ? items.getFirst() : new RegexNode.Sequence(items);
  }

  private RegexNode atom(int depth) {
    if (Character.isSupplementaryCodePoint(regex.codePointAt(at))) {
      at += 2;
      return new RegexNode.Set(2);
    }
    char unit = regex.charAt(at++);
    return switch (unit) {
      case '(' -> group(depth);
      case '[' -> set();
      case '.' -> new RegexNode.Set(2);
      case '^', '$' -> RegexNode.EMPTY;
      case '\\' -> escape();
      default -> literal(unit);
    };
  }

  private RegexNode group(int depth) {
    if (at < regex.length() && regex.charAt(at) == '?') {
      while (":)>".indexOf(regex.charAt(at)) < 0) {
        at++;
      }
      if (regex.charAt(at++) == ')') {
        return RegexNode.EMPTY; // (?i) alone; capitals never matter here
      }
    }
    RegexNode inside = choice(depth + 1);
    at++;
    return inside;
  }

  private RegexNode escape() {
    char unit = regex.charAt(at++);
    switch (unit) {
      case 'b', 'B', 'A', 'z', 'Q', 'E' -> {
        return RegexNode.EMPTY;
      }
      case 'd', 's', 'w' -> {
        return new RegexNode.Set(1);
      }
      case 'p', 'P' -> {
        at = regex.charAt(at) == '{' ? regex.indexOf('}', at) + 1 : at + 1;
        return new RegexNode.Set(2);
      }
      case 'x' -> {
        at = regex.charAt(at) == '{' ? regex.indexOf('}', at) + 1 : at + 2;
        return new RegexNode.Set(2);
      }
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        while (at < regex.length() && Ascii.digit(regex.charAt(at))) {
          at++;
        }
        return new RegexNode.Set(2);
      }
      default -> {
        return Ascii.letter(unit) ? new RegexNode.Set(2) : literal(unit);
      }
    }
  }

  private static RegexNode literal(char unit) {
    return unit < 0x80 ? new RegexNode.Literal(Ascii.small(unit)) : new RegexNode.Set(1);
  }

  private void quoted(List<RegexNode> items) {
    int end = regex.indexOf("\\E", at);
    String text = regex.substring(at + 2, end < 0 ? regex.length() : end);
    at = end < 0 ? regex.length() : end + 2;
    text.codePoints()
        .mapToObj(each -> each > 0xFFFF ? new RegexNode.Set(2) : literal((char) each))
        .forEach(items::add);
    if (!text.isEmpty()) {
      items.add(repeated(items.removeLast()));
    }
  }

  /** A class; the bracket is behind us. */
  private RegexNode set() {
    int start = at;
    int end = RegexSyntax.classEnd(regex, start - 1);
    at = end + 1;
    String inside = regex.substring(start, end);
    boolean plain =
        !inside.isEmpty()
            && inside.length() <= FEW
            && inside.chars().allMatch(unit -> Ascii.letterOrDigit(unit) || unit == '_');
    if (plain) {
      return new RegexNode.Choice(
          inside.chars().mapToObj(unit -> literal((char) unit)).distinct().toList());
    }
    boolean wide =
        inside.startsWith("^")
            || inside.chars().anyMatch(unit -> unit >= 0x80)
            || inside.matches("(?s).*\\\\[^dsw\\p{Punct}].*")
            || inside.contains("[:^");
    return new RegexNode.Set(wide ? 2 : 1);
  }

  /** What follows an atom: any number of repeats. */
  private RegexNode repeated(RegexNode atom) {
    RegexNode node = atom;
    while (at < regex.length()) {
      char unit = regex.charAt(at);
      if (unit == '*') {
        node = new RegexNode.Repeat(node, 0, RegexNode.UNBOUNDED);
      } else if (unit == '+') {
        node = new RegexNode.Repeat(node, 1, RegexNode.UNBOUNDED);
      } else if (unit == '?') {
        node = new RegexNode.Repeat(node, 0, 1);
      } else {
        int end = unit == '{' ? regex.indexOf('}', at) : -1;
        String[] bounds = end < 0 ? new String[0] : regex.substring(at + 1, end).split(",", -1);
        if (bounds.length == 0 || bounds.length > 2 || !number(bounds[0])) {
          return node;
        }
        int least = Integer.parseInt(bounds[0]);
        if (bounds.length == 1) {
          node = new RegexNode.Repeat(node, least, least);
        } else if (bounds[1].isEmpty()) {
          node = new RegexNode.Repeat(node, least, RegexNode.UNBOUNDED);
        } else if (number(bounds[1])) {
          node = new RegexNode.Repeat(node, least, Integer.parseInt(bounds[1]));
        } else {
          return node;
        }
        at = end;
      }
      at++;
      if (at < regex.length() && regex.charAt(at) == '?') {
        at++; // lazy: the same lengths
      }
    }
    return node;
  }

  private static boolean number(String text) {
    return !text.isEmpty() && text.length() <= 4 && text.chars().allMatch(Ascii::digit);
  }
}
