package org.lockkeeper.match;

import java.util.List;

/** A regular expression as a tree, as far as its lengths, literals and size go. A closed list. */
sealed interface RegexNode {

  /** No upper bound. */
  int UNBOUNDED = Integer.MAX_VALUE;

  /** One char, without regard to capitals. */
  record Literal(char unit) implements RegexNode {}

  /**
   * One code point of several.
   *
   * @param units the most UTF-16 code units it can have, 1 or 2
   */
  record Set(int units) implements RegexNode {}

  /** One after the other; none of them matches nothing. */
  record Sequence(List<RegexNode> of) implements RegexNode {
    public Sequence {
      of = List.copyOf(of);
    }
  }

  /** One of them. */
  record Choice(List<RegexNode> of) implements RegexNode {
    public Choice {
      of = List.copyOf(of);
    }
  }

  /** The same so many times; {@code most} may be {@link #UNBOUNDED}. */
  record Repeat(RegexNode of, int least, int most) implements RegexNode {

    private int writtenOut() {
      return most == UNBOUNDED ? least : most;
    }
  }

  /** Nothing, or a place such as a word edge. */
  RegexNode EMPTY = new Sequence(List.of());

  /** The fewest UTF-16 code units a match has. */
  default int shortest() {
    return switch (this) {
      case Literal _, Set _ -> 1;
      case Sequence all ->
          all.of().stream().mapToInt(RegexNode::shortest).reduce(0, RegexNode::sum);
      case Choice any -> any.of().stream().mapToInt(RegexNode::shortest).min().orElse(0);
      case Repeat repeat -> product(repeat.of().shortest(), repeat.least());
    };
  }

  /** The most UTF-16 code units a match has, or {@link #UNBOUNDED}. */
  default int longest() {
    return switch (this) {
      case Literal _ -> 1;
      case Set set -> set.units();
      case Sequence all -> all.of().stream().mapToInt(RegexNode::longest).reduce(0, RegexNode::sum);
      case Choice any -> any.of().stream().mapToInt(RegexNode::longest).max().orElse(0);
      case Repeat repeat -> product(repeat.of().longest(), repeat.most());
    };
  }

  /** How many states a machine for it has, about; counted repeats are written out. */
  default int states() {
    return switch (this) {
      case Literal _, Set _ -> 1;
      case Sequence all -> all.of().stream().mapToInt(RegexNode::states).reduce(0, RegexNode::sum);
      case Choice any -> any.of().stream().mapToInt(RegexNode::states).reduce(1, RegexNode::sum);
      case Repeat repeat -> sum(1, product(repeat.of().states(), Math.max(1, repeat.writtenOut())));
    };
  }

  /** A sum that stays at the top once it is there. */
  static int sum(int one, int other) {
    return (int) Math.min(UNBOUNDED, (long) one + other);
  }

  /** A product that stays at the top once it is there. */
  static int product(int one, int other) {
    return (int) Math.min(UNBOUNDED, (long) one * other);
  }
}
