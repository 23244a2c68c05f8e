package org.lockkeeper.proxy.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.policy.Redaction;
import org.lockkeeper.proxy.console.MarkedText.Piece;

/**
 * How a text that went on differs from the one that was written: pieces kept, taken out, put in.
 */
final class Changes {
  private Changes() {}

  /**
   * The way from one text to the other. Follows the decision's redactions where they explain the
   * difference exactly; otherwise shows the one stretch between the first and the last difference.
   */
  static List<Piece> pieces(String written, String sent, List<Redaction> redactions) {
    return redacted(written, redactions).equals(Optional.of(sent))
        ? along(
            written,
            redactions.stream()
                .map(each -> new Change(each.start(), each.end(), each.replacement()))
                .toList())
        : along(written, List.of(stretch(written, sent)));
  }

  /** Empty where the redactions do not fit the text. */
  private static Optional<String> redacted(String written, List<Redaction> redactions) {
    StringBuilder result = new StringBuilder();
    int from = 0;
    for (Redaction redaction : redactions) {
      if (redaction.start() < from || redaction.end() > written.length()) {
        return Optional.empty();
      }
      result.append(written, from, redaction.start()).append(redaction.replacement());
      from = redaction.end();
    }
    return Optional.of(result.append(written, from, written.length()).toString());
  }

  private static List<Piece> along(String written, List<Change> changes) {
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    for (Change change : changes) {
      pieces.addAll(MarkedText.pieces(written.substring(from, change.start()), List.of()));
      pieces.addAll(all(written.substring(change.start(), change.end()), "del", "taken out"));
      pieces.addAll(all(change.replacement(), "ins", "put in"));
      from = change.end();
    }
    pieces.addAll(MarkedText.pieces(written.substring(from), List.of()));
    return pieces;
  }

  private static List<Piece> all(String text, String style, String name) {
    return MarkedText.pieces(text, List.of(new MarkedText.Span(0, text.length(), style, name)));
  }

  private static Change stretch(String written, String sent) {
    int shorter = Math.min(written.length(), sent.length());
    int same = 0;
    while (same < shorter && written.charAt(same) == sent.charAt(same)) {
      same++;
    }
    same = Math.min(MarkedText.before(written, same), MarkedText.before(sent, same));
    int tail = 0;
    while (tail < shorter - same
        && written.charAt(written.length() - 1 - tail) == sent.charAt(sent.length() - 1 - tail)) {
      tail++;
    }
    while (tail > 0
        && (MarkedText.before(written, written.length() - tail) != written.length() - tail
            || MarkedText.before(sent, sent.length() - tail) != sent.length() - tail)) {
      tail--;
    }
    return new Change(same, written.length() - tail, sent.substring(same, sent.length() - tail));
  }

  /** What stands from {@code start} to before {@code end} is replaced; either may be nothing. */
  private record Change(int start, int end, String replacement) {}
}
