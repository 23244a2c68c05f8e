package org.lockkeeper.policy.lab;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts by name, of any number of names in constant memory. Exact as long as there are few names;
 * beyond, the small ones are forgotten and counted together, so that a large one is short by at
 * most {@link #forgotten}. Not for several threads.
 */
final class TopCounts {

  /** Names kept when the small ones are forgotten; twice as many at most. */
  private static final int KEPT = 5_000;

  private final Map<String, Long> counts = new HashMap<>();
  private long forgotten;

  /** Counts one. */
  void add(String name) {
    counts.merge(name, 1L, Long::sum);
    if (counts.size() > 2 * KEPT) {
      forget();
    }
  }

  /** The most frequent, the most first and then by name. */
  List<LabReport.Count> most(int limit) {
    return counts.entrySet().stream()
        .map(each -> new LabReport.Count(each.getKey(), each.getValue()))
        .sorted(
            Comparator.comparingLong(LabReport.Count::messages)
                .reversed()
                .thenComparing(LabReport.Count::name))
        .limit(limit)
        .toList();
  }

  /** How many there were of names that were forgotten; 0 if every count is exact. */
  long forgotten() {
    return forgotten;
  }

  private void forget() {
    List<LabReport.Count> small = most(Integer.MAX_VALUE);
    for (LabReport.Count each : small.subList(KEPT, small.size())) {
      counts.remove(each.name());
      forgotten += each.messages();
    }
  }
}
