package org.lockkeeper.match;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lockkeeper.match.RegexParser.Piece;
import org.lockkeeper.match.RegexShape.Gate;

/**
 * Where in a text a regular expression is worth running: at which literals, how far around them,
 * and what must stand right there.
 *
 * @param literals of which an occurrence opens the expression
 * @param beforeLeast the fewest chars of a match before the literal
 * @param beforeMost the most; {@link RegexNode#UNBOUNDED} if there is no end to them
 * @param afterMost the most chars of a match after the literal
 * @param glance what every match holds from the literal on
 */
record RegexGate(
    Set<String> literals, int beforeLeast, int beforeMost, int afterMost, Optional<Glance> glance) {

  /** Flags for all that follows, {@code (?i)}: they end with their own bracket. */
  private static final String FLAGS = "(?";

  /**
   * The beginning of what follows a literal, itself included: tried where the literal stands, it
   * mostly fails within a few chars and spares the window.
   *
   * @param pattern to be looked at from the literal's first char
   * @param afterOne the same after one char of context, so that word edges tell the truth
   * @param most the most chars it reads
   * @param preceding the char that stands before the literal in every match; 0 if it may vary
   */
  record Glance(Pattern pattern, Pattern afterOne, int most, char preceding) {

    /** Longer ones cost what they spare. */
    private static final int LONGEST = 48;

    /** Whether an occurrence of a literal may be part of a match. */
    boolean at(String text, int start) {
      if (preceding != 0 && (start == 0 || Ascii.small(text.charAt(start - 1)) != preceding)) {
        return false;
      }
      int end = Math.min(text.length(), start + most + 1);
      return start == 0
          ? pattern.matcher(text.substring(0, end)).lookingAt()
          : afterOne.matcher(text.substring(start - 1, end)).lookingAt();
    }

    private static Optional<Glance> of(String regex, List<Piece> pieces, int from) {
      int to = from;
      int most = 0;
      while (to < pieces.size()
          && RegexNode.sum(most, pieces.get(to).node().longest()) <= LONGEST) {
        most += pieces.get(to).node().longest();
        to++;
      }
      if (to == from) {
        return Optional.empty();
      }
      String text = regex.substring(pieces.get(from).start(), pieces.get(to - 1).end());
      String flags = flags(regex, pieces.getFirst()) ? text(regex, pieces.getFirst()) : "";
      return Optional.of(
          new Glance(
              Pattern.compile(flags + text),
              Pattern.compile(flags + "(?s:.)(?:" + text + ")"),
              most,
              preceding(pieces, from)));
    }

    private static char preceding(List<Piece> pieces, int from) {
      return from > 0 && pieces.get(from - 1).node() instanceof RegexNode.Literal before
          ? before.unit()
          : 0;
    }
  }

  /**
   * The gate of an expression that counts near one of some literals only. Where one of them stands
   * in every match they say nothing new, and the best of the expression's own is the gate.
   *
   * @param keywords folded as the automaton holds them
   */
  static RegexGate of(String regex, List<String> keywords) {
    RegexShape shape = RegexShape.of(regex);
    if (shape.gates().stream().noneMatch(gate -> holds(gate, keywords))) {
      return near(keywords);
    }
    List<RegexGate> glanced = glanced(regex);
    return shape
        .best()
        .map(
            gate ->
                glanced.stream().filter(each -> each.is(gate)).findFirst().orElse(without(gate)))
        .or(() -> glanced.stream().max(Comparator.comparingInt(RegexGate::shortest)))
        .orElseGet(() -> near(keywords));
  }

  private static boolean holds(Gate gate, List<String> keywords) {
    return gate.literals().stream()
        .allMatch(literal -> keywords.stream().anyMatch(literal::contains));
  }

  private static RegexGate near(List<String> keywords) {
    int any = RegexNode.UNBOUNDED;
    return new RegexGate(Set.copyOf(keywords), 0, any, any, Optional.empty());
  }

  private static RegexGate without(Gate gate) {
    return new RegexGate(
        gate.literals(), gate.beforeLeast(), gate.beforeMost(), gate.afterMost(), Optional.empty());
  }

  /** The gates whose literals are where a piece of the expression begins. */
  private static List<RegexGate> glanced(String regex) {
    List<Piece> pieces = RegexParser.pieces(regex);
    List<RegexGate> glanced = new ArrayList<>();
    if (pieces.stream().skip(1).anyMatch(piece -> flags(regex, piece))) {
      return glanced;
    }
    int least = 0;
    int most = 0;
    for (int from = 0; from < pieces.size(); from++) {
      Optional<Glance> glance = Glance.of(regex, pieces, from);
      List<RegexNode> rest = pieces.subList(from, pieces.size()).stream().map(Piece::node).toList();
      for (Gate gate : RegexShape.of(new RegexNode.Sequence(rest)).gates()) {
        if (gate.beforeMost() == 0 && glance.isPresent()) {
          glanced.add(new RegexGate(gate.literals(), least, most, gate.afterMost(), glance));
        }
      }
      least = RegexNode.sum(least, pieces.get(from).node().shortest());
      most = RegexNode.sum(most, pieces.get(from).node().longest());
    }
    return glanced;
  }

  private static boolean flags(String regex, Piece piece) {
    String text = text(regex, piece);
    return text.startsWith(FLAGS) && piece.node().longest() == 0 && text.indexOf(':') < 0;
  }

  private static String text(String regex, Piece piece) {
    return regex.substring(piece.start(), piece.end());
  }

  private boolean is(Gate gate) {
    return literals.equals(gate.literals())
        && beforeMost == gate.beforeMost()
        && afterMost == gate.afterMost();
  }

  private int shortest() {
    return literals.stream().mapToInt(String::length).min().orElse(0);
  }
}
