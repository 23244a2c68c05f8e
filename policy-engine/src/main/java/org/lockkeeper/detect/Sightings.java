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

  private static final Comparator<Finding> BY_PLACE =
      Comparator.comparingInt(Finding::start)
          .thenComparing(Comparator.comparingInt(Finding::end).reversed())
          .thenComparing(Finding::detector);

  private final Map<Integer, List<Finding>> seen = new HashMap<>();

  /** Takes in what one detector found in one view, in order of place. */
  void add(int detector, List<Finding> findings) {
    if (findings.isEmpty()) {
      return;
    }
    List<Finding> before = seen.putIfAbsent(detector, findings);
    if (before != null) {
      merge(before, findings);
    }
  }

  /** Everything found, in order of place. */
  List<Finding> findings() {
    return seen.values().stream().flatMap(List::stream).sorted(BY_PLACE).toList();
  }

  private static void merge(List<Finding> before, List<Finding> findings) {
    List<Finding> fresh = new ArrayList<>();
    int next = 0;
    int furthest = -1;
    for (Finding each : findings) {
      while (next < before.size() && before.get(next).start() < each.end()) {
        furthest =
            furthest < 0 || before.get(next).end() > before.get(furthest).end() ? next : furthest;
        next++;
      }
      if (furthest >= 0 && before.get(furthest).end() > each.start()) {
        before.set(furthest, both(before.get(furthest), each));
      } else {
        fresh.add(each);
      }
    }
    before.addAll(fresh);
    before.sort(BY_PLACE);
  }

  private static Finding both(Finding first, Finding second) {
    return new Finding(
        first.category(),
        first.detector(),
        first.kind(),
        first.pointer(),
        Math.min(first.start(), second.start()),
        Math.max(first.end(), second.end()),
        first.confidence().compareTo(second.confidence()) >= 0
            ? first.confidence()
            : second.confidence());
  }
}
