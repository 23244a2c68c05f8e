package org.lockkeeper.proxy.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * A person's text cut into pieces that can be shown one after the other: marked or not, and every
 * character that could change how its neighbours look (direction overrides, controls, lone
 * surrogates, invisible formatting) set apart, so that a page shows what is there and not what the
 * writer wanted seen. No piece begins or ends inside a surrogate pair.
 */
final class MarkedText {
  private MarkedText() {}

  /**
   * A span to mark.
   *
   * @param start first UTF-16 code unit; one inside a surrogate pair is widened to the pair
   * @param end one past the last; what lies beyond the text is left out
   * @param style the style class of the mark: {@code hit}, {@code finding}, {@code del}
   * @param name what the mark is called, read out and shown as a hint; empty for none
   */
  record Span(int start, int end, String style, String name) {}

  /**
   * A run of text shown one way.
   *
   * @param style empty for plain text, {@code ctl} for a character that is named and not shown,
   *     else the style of the span
   */
  record Piece(String text, String style, String name) {
    static Piece plain(String text) {
      return new Piece(text, "", "");
    }
  }

  /**
   * Cuts a text along its spans. Where spans overlap the names add up and the first one's style
   * holds.
   */
  static List<Piece> pieces(String text, List<Span> spans) {
    List<Span> whole = spans.stream().map(span -> widened(text, span)).toList();
    TreeSet<Integer> cuts = new TreeSet<>(List.of(0, text.length()));
    for (Span span : whole) {
      if (span.start < span.end) {
        cuts.add(span.start);
        cuts.add(span.end);
      }
    }
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    for (int to : cuts.tailSet(1)) {
      int start = from;
      List<Span> over =
          whole.stream().filter(span -> span.start <= start && span.end >= to).toList();
      String style = over.isEmpty() ? "" : over.getFirst().style;
      String name =
          String.join(
              ", ",
              over.stream().map(Span::name).filter(each -> !each.isEmpty()).distinct().toList());
      apart(text.substring(from, to), style, name, pieces);
      from = to;
    }
    return List.copyOf(pieces);
  }

  /**
   * The first index at or before {@code index} that is not inside a surrogate pair, kept inside the
   * text.
   */
  static int before(String text, int index) {
    int inside = Math.clamp(index, 0, text.length());
    return splitsPair(text, inside) ? inside - 1 : inside;
  }

  /** The first index at or behind {@code index} that is not inside a surrogate pair. */
  static int behind(String text, int index) {
    int inside = Math.clamp(index, 0, text.length());
    return splitsPair(text, inside) ? inside + 1 : inside;
  }

  private static Span widened(String text, Span span) {
    return new Span(before(text, span.start), behind(text, span.end), span.style, span.name);
  }

  private static boolean splitsPair(String text, int index) {
    return index > 0
        && index < text.length()
        && Character.isHighSurrogate(text.charAt(index - 1))
        && Character.isLowSurrogate(text.charAt(index));
  }

  private static void apart(String run, String style, String name, List<Piece> pieces) {
    int from = 0;
    int at = 0;
    while (at < run.length()) {
      int character = run.codePointAt(at);
      int next = at + Character.charCount(character);
      if (misleads(character)) {
        if (from < at) {
          pieces.add(new Piece(run.substring(from, at), style, name));
        }
        pieces.add(new Piece(String.format("U+%04X", character), "ctl", nameOf(character)));
        from = next;
      }
      at = next;
    }
    if (from < run.length()) {
      pieces.add(new Piece(run.substring(from), style, name));
    }
  }

  private static boolean misleads(int character) {
    if (character == '\n' || character == '\r' || character == '\t') {
      return false;
    }
    // U+200D and U+FE0F join emoji and scripts and are part of ordinary writing.
    if (character == 0x200D) {
      return false;
    }
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static String nameOf(int character) {
    String name = Character.getName(character);
    return name == null ? "unnamed character" : name.toLowerCase(Locale.ROOT);
  }
}
