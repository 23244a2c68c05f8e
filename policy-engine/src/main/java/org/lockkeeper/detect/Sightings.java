package org.lockkeeper.detect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings of one text, view after view. What a later view shows of a place where the same detector
 * already found something is that finding again: it grows to hold both spans and is as sure as the
 * surer one. Two findings of one view stay two, also where one encoded token holds both.
 */
final class Sightings {

  private static final Comparator<Found> BY_PLACE =
      Comparator.comparing(
          Found::finding,
          Comparator.comparingInt(Finding::start)
              .thenComparing(Comparator.comparingInt(Finding::end).reversed())
              .thenComparing(Finding::detector));

  private final Map<Integer, List<Found>> seen = new HashMap<>();

  /** Takes in what one detector found in one view, in order of place. */
  void add(int detector, List<Found> findings) {
    if (findings.isEmpty()) {
      return;
    }
    List<Found> before = seen.putIfAbsent(detector, findings);
    if (before != null) {
      merge(before, findings);
    }
  }

  /** Everything found, in order of place. */
  List<Found> found() {
    return seen.values().stream().flatMap(List::stream).sorted(BY_PLACE).toList();
  }

  private static void merge(List<Found> before, List<Found> findings) {
    List<Found> fresh = new ArrayList<>();
    int next = 0;
    int furthest = -1;
    for (Found each : findings) {
      while (next < before.size() && before.get(next).finding().start() < each.finding().end()) {
        furthest = furthest < 0 || end(before, next) > end(before, furthest) ? next : furthest;
        next++;
      }
      if (furthest >= 0 && end(before, furthest) > each.finding().start()) {
        before.set(furthest, both(before.get(furthest), each));
      } else {
        fresh.add(each);
      }
    }
    before.addAll(fresh);
    before.sort(BY_PLACE);
  }

  private static int end(List<Found> found, int at) {
    return found.get(at).finding().end();
  }

  private static Found both(Found one, Found other) {
    Finding first = one.finding();
    Finding second = other.finding();
    Finding whole =
        new Finding(
            first.category(),
            first.detector(),
            first.kind(),
            first.pointer(),
            Math.min(first.start(), second.start()),
            Math.max(first.end(), second.end()),
            first.confidence().compareTo(second.confidence()) >= 0
                ? first.confidence()
                : second.confidence());
    return new Found(whole, one.key(), Math.max(one.weight(), other.weight()));
  }
}
