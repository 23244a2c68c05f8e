package org.lockkeeper.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What every match of a regular expression holds: literals of which one stands in it, and how far
 * from the match's ends. The method is that of RE2's prefilters (Cox, "Regular Expression Matching
 * with a Trigram Index", 2012), with distances.
 *
 * <p>Literals are small ASCII letters, digits and marks without white space, so that they stand
 * char for char in {@link NormalText#folded}.
 */
record RegexShape(List<Gate> gates, Optional<Set<String>> exact, int least, int most) {

  /** So many alternatives are still a gate; more are a word list. */
  private static final int MOST_LITERALS = 64;

  private static final int FEW_SHORT = 6;

  /** Longer says no more. */
  private static final int LONGEST_LITERAL = 32;

  /** From here on a literal is rare enough in chat for other merits to count. */
  private static final int RARE = 5;

  /**
   * Literals of which one stands in every match.
   *
   * @param beforeLeast the fewest chars of the match before the literal
   * @param beforeMost the most; {@link RegexNode#UNBOUNDED} if there is no end to them
   * @param afterMost the most chars of the match after the literal
   */
  record Gate(Set<String> literals, int beforeLeast, int beforeMost, int afterMost) {

    private static final Comparator<Gate> MERIT =
        Comparator.comparingInt((Gate gate) -> Math.min(RARE, gate.shortest()))
            .thenComparingInt(
                gate ->
                    (gate.beforeMost == RegexNode.UNBOUNDED ? 0 : 1)
                        + (gate.afterMost == RegexNode.UNBOUNDED ? 0 : 1))
            .thenComparingInt(Gate::shortest)
            .thenComparingInt(gate -> -gate.literals.size());

    int shortest() {
      return literals.stream().mapToInt(String::length).min().orElse(0);
    }

    private Gate within(int least, int most, int after) {
      return new Gate(
          literals,
          RegexNode.sum(beforeLeast, least),
          RegexNode.sum(beforeMost, most),
          RegexNode.sum(afterMost, after));
    }
  }

  RegexShape {
    gates =
        gates.stream()
            .filter(gate -> gate.shortest() >= RegexSyntax.SHORTEST_LITERAL)
            .filter(gate -> gate.literals().size() <= MOST_LITERALS)
            .toList();
  }

  /** Many short literals together stand in nearly every message, as one too short does. */
  private static int mostOf(int length) {
    return length >= RARE ? MOST_LITERALS : length == RARE - 1 ? MOST_LITERALS / 4 : FEW_SHORT;
  }

  /** The shape of a pattern RE2/J has accepted. */
  static RegexShape of(String regex) {
    return of(RegexParser.parse(regex));
  }

  /** The gate that opens least often; empty if no literal stands in every match. */
  Optional<Gate> best() {
    return gates.stream()
        .filter(gate -> gate.literals().size() <= mostOf(gate.shortest()))
        .max(Gate.MERIT);
  }

  /** The shape of a part of a pattern. */
  static RegexShape of(RegexNode node) {
    int least = node.shortest();
    int most = node.longest();
    return switch (node) {
      case RegexNode.Literal literal when literal.unit() > ' ' ->
          exactly(Set.of(String.valueOf(literal.unit())), least, most);
      case RegexNode.Literal _, RegexNode.Set _ ->
          new RegexShape(List.of(), Optional.empty(), least, most);
      case RegexNode.Sequence sequence -> new Joining(sequence.of(), least, most).shape();
      case RegexNode.Choice choice ->
          choice(choice.of().stream().map(RegexShape::of).toList(), least, most);
      case RegexNode.Repeat repeat -> repeat(of(repeat.of()), repeat, least, most);
    };
  }

  private static RegexShape exactly(Set<String> all, int least, int most) {
    return new RegexShape(List.of(new Gate(all, 0, 0, 0)), Optional.of(all), least, most);
  }

  private static RegexShape choice(List<RegexShape> alternatives, int least, int most) {
    Set<String> exact = new LinkedHashSet<>();
    Set<String> literals = new LinkedHashSet<>();
    int beforeLeast = RegexNode.UNBOUNDED;
    int beforeMost = 0;
    int afterMost = 0;
    boolean allExact = true;
    for (RegexShape each : alternatives) {
      each.exact.ifPresent(exact::addAll);
      allExact &= each.exact.isPresent() && exact.size() <= MOST_LITERALS;
    }
    if (allExact) {
      return exactly(exact, least, most);
    }
    for (RegexShape each : alternatives) {
      Optional<Gate> best = each.best();
      if (best.isEmpty()) {
        return new RegexShape(List.of(), Optional.empty(), least, most);
      }
      literals.addAll(best.get().literals());
      beforeLeast = Math.min(beforeLeast, best.get().beforeLeast());
      beforeMost = Math.max(beforeMost, best.get().beforeMost());
      afterMost = Math.max(afterMost, best.get().afterMost());
    }
    Gate gate = new Gate(literals, beforeLeast, beforeMost, afterMost);
    return new RegexShape(List.of(gate), Optional.empty(), least, most);
  }

  private static RegexShape repeat(
      RegexShape inside, RegexNode.Repeat repeat, int least, int most) {
    if (repeat.least() == 0) {
      if (repeat.most() == 1 && inside.exact.isPresent()) {
        Set<String> maybe = new LinkedHashSet<>(inside.exact.get());
        maybe.add("");
        return exactly(maybe, least, most);
      }
      return new RegexShape(List.of(), Optional.empty(), least, most);
    }
    if (inside.exact.isEmpty()) {
      int others = RegexNode.product(inside.most, less(repeat.most(), 1));
      return new RegexShape(
          inside.gates.stream().map(gate -> gate.within(0, 0, others)).toList(),
          Optional.empty(),
          least,
          most);
    }
    Set<String> run = inside.exact.get();
    int times = 1;
    while (times < repeat.least() && fits(run, inside.exact.get())) {
      run = product(run, inside.exact.get());
      times++;
    }
    if (times == repeat.most()) {
      return exactly(run, least, most);
    }
    int after = RegexNode.product(inside.most, less(repeat.most(), times));
    return new RegexShape(List.of(new Gate(run, 0, 0, after)), Optional.empty(), least, most);
  }

  private static int less(int count, int by) {
    return count == RegexNode.UNBOUNDED ? count : count - by;
  }

  private static boolean fits(Set<String> one, Set<String> other) {
    return one.size() * other.size() <= MOST_LITERALS
        && longest(one) + longest(other) <= LONGEST_LITERAL;
  }

  private static int longest(Set<String> all) {
    return all.stream().mapToInt(String::length).max().orElse(0);
  }

  private static Set<String> product(Set<String> heads, Set<String> tails) {
    Set<String> product = new LinkedHashSet<>();
    heads.forEach(head -> tails.forEach(tail -> product.add(head + tail)));
    return product;
  }

  /** A sequence: neighbours known to the letter are joined into longer literals. */
  private static final class Joining {
    private final List<RegexShape> items;
    private final int least;
    private final int most;
    private final List<Gate> gates = new ArrayList<>();
    private Set<String> run = Set.of("");

    /** How many chars stand before the run, and before what comes next. */
    private int runLeast;

    private int runMost;
    private int placeLeast;
    private int placeMost;

    Joining(List<RegexNode> nodes, int least, int most) {
      this.items = nodes.stream().map(RegexShape::of).toList();
      this.least = least;
      this.most = most;
    }

    RegexShape shape() {
      boolean whole = true;
      for (int at = 0; at < items.size(); at++) {
        RegexShape item = items.get(at);
        if (item.exact.isEmpty() || !fits(run, item.exact.get())) {
          whole = false;
          endRun(at);
        }
        if (item.exact.isPresent()) {
          run = product(run, item.exact.get());
        } else {
          int after = after(at + 1);
          item.gates.forEach(gate -> gates.add(gate.within(placeLeast, placeMost, after)));
        }
        placeLeast = RegexNode.sum(placeLeast, item.least);
        placeMost = RegexNode.sum(placeMost, item.most);
        if (item.exact.isEmpty()) {
          runLeast = placeLeast;
          runMost = placeMost;
        }
      }
      if (whole) {
        return exactly(run, least, most);
      }
      endRun(items.size());
      return new RegexShape(gates, Optional.empty(), least, most);
    }

    private void endRun(int end) {
      gates.add(new Gate(run, runLeast, runMost, after(end)));
      run = Set.of("");
      runLeast = placeLeast;
      runMost = placeMost;
    }

    /** The most chars the items from a place on can have. */
    private int after(int from) {
      return items.subList(from, items.size()).stream()
          .mapToInt(item -> item.most)
          .reduce(0, RegexNode::sum);
    }
  }
}
