package org.lockkeeper.match;

/**
 * A text made from another by dropping and replacing pieces; every char remembers the span of the
 * original it stands for. Spans start and end in the order of the chars.
 */
final class Rewritten {

  private final String original;
  private final String text;
  private final int[] from;
  private final int[] to;

  /** {@code from} and {@code to} hold a source span for each char; empty where nothing moved. */
  Rewritten(String original, String text, int[] from, int[] to) {
    this.original = original;
    this.text = text;
    this.from = from;
    this.to = to;
  }

  /** A text that nobody has rewritten yet. */
  static Rewritten nothing(String original) {
    return new Rewritten(original, original, new int[0], new int[0]);
  }

  String original() {
    return original;
  }

  String text() {
    return text;
  }

  /** For each char where its source starts; empty where nothing moved. */
  int[] from() {
    return from;
  }

  /** For each char where its source ends, exclusive; empty where nothing moved. */
  int[] to() {
    return to;
  }

  /** Where the source of a char starts. */
  int from(int at) {
    return from.length == 0 ? at : from[at];
  }

  /** Where the source of a char ends, exclusive. */
  int to(int at) {
    return to.length == 0 ? at + 1 : to[at];
  }
}
