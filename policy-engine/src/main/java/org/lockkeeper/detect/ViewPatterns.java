package org.lockkeeper.detect;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lockkeeper.match.Budget;
import org.lockkeeper.match.NormalText;
import org.lockkeeper.match.PatternEngine;
import org.lockkeeper.match.PatternSet;
import org.lockkeeper.match.SearchPattern;
import org.lockkeeper.match.View;

/**
 * The patterns that count in a kind of view, as a set of their own: a view few patterns ask for is
 * not scanned for all the others.
 */
final class ViewPatterns {

  private final PatternSet set;

  /** For each pattern of the set its place among all. */
  private final int[] places;

  private ViewPatterns(PatternSet set, int[] places) {
    this.set = set;
    this.places = places;
  }

  /** For every kind of view those that count in it. */
  static Map<View.Kind, ViewPatterns> of(List<SearchPattern> all, PatternEngine engine) {
    Map<List<Integer>, ViewPatterns> known = new HashMap<>();
    Map<View.Kind, ViewPatterns> byKind = new EnumMap<>(View.Kind.class);
    for (View.Kind kind : View.Kind.values()) {
      List<Integer> places =
          IntStream.range(0, all.size())
              .filter(place -> all.get(place).views().contains(kind))
              .boxed()
              .toList();
      byKind.put(kind, known.computeIfAbsent(places, some -> compiled(all, some, engine)));
    }
    return byKind;
  }

  private static ViewPatterns compiled(
      List<SearchPattern> all, List<Integer> places, PatternEngine engine) {
    PatternSet set = engine.compile(places.stream().map(all::get).toList());
    return new ViewPatterns(set, places.stream().mapToInt(Integer::intValue).toArray());
  }

  boolean isEmpty() {
    return places.length == 0;
  }

  /** Tells of patterns by their place among all. */
  void find(NormalText text, Budget budget, PatternSet.Sink sink) {
    set.find(
        text,
        budget,
        new PatternSet.Sink() {
          @Override
          public void match(int pattern, int start, int end) {
            sink.match(places[pattern], start, end);
          }

          @Override
          public void failed(int pattern, String why) {
            sink.failed(places[pattern], why);
          }
        });
  }
}
