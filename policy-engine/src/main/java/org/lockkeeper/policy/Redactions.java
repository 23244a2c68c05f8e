package org.lockkeeper.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lockkeeper.detect.Finding;

/** Redactions as sets of spans: joined where they overlap, and applied to a text. */
public final class Redactions {

  /** A span one rule wants replaced. */
  record Wish(Finding finding, Masking masking) {}

  private Redactions() {}

  /**
   * The union of wishes, disjoint and ordered. Where rules that mask differently overlap,
   * everything in the union is masked: no order of rules matters and nothing stays that one of them
   * hides.
   */
  static List<Redaction> union(List<Wish> wishes, Texts texts, Facts facts) {
    List<Wish> ordered =
        wishes.stream()
            .sorted(
                Comparator.comparing((Wish wish) -> wish.finding().pointer())
                    .thenComparingInt(wish -> wish.finding().start())
                    .thenComparingInt(wish -> wish.finding().end())
                    .thenComparing(wish -> wish.finding().detector()))
            .toList();
    List<Redaction> union = new ArrayList<>();
    for (int at = 0; at < ordered.size(); ) {
      Finding first = ordered.get(at).finding();
      Masking masking = ordered.get(at).masking();
      int end = first.end();
      int next = at + 1;
      while (next < ordered.size()
          && ordered.get(next).finding().pointer().equals(first.pointer())
          && ordered.get(next).finding().start() < end) {
        Wish wish = ordered.get(next++);
        boolean same = wish.finding().start() == first.start() && wish.finding().end() == end;
        masking = same && wish.masking().equals(masking) ? masking : Masking.Characters.DOTS;
        end = Math.max(end, wish.finding().end());
      }
      String found = texts.parts().getOrDefault(first.pointer(), "").substring(first.start(), end);
      int last = end;
      masking
          .of(found, first, facts)
          .map(mask -> new Redaction(first.pointer(), first.start(), last, mask))
          .ifPresent(union::add);
      at = next;
    }
    return List.copyOf(union);
  }

  /**
   * One text part with its redactions applied.
   *
   * @param redactions disjoint and ordered; those of other parts are passed over
   */
  public static String apply(String pointer, String text, List<Redaction> redactions) {
    StringBuilder redacted = new StringBuilder(text.length());
    int done = 0;
    for (Redaction redaction : redactions) {
      if (redaction.pointer().equals(pointer)) {
        redacted.append(text, done, redaction.start()).append(redaction.replacement());
        done = redaction.end();
      }
    }
    return redacted.append(text, done, text.length()).toString();
  }
}
