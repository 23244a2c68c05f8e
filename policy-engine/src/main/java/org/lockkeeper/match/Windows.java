package org.lockkeeper.match;

import java.util.Arrays;

/**
 * Spans of a text worth a closer look, added in order of where they end and joined where they
 * touch, so that they stay disjoint and in order.
 */
final class Windows {

  private int[] bounds = new int[8];
  private int[] hits = new int[4];
  private int count;

  /** Adds a span. Its start may lie before spans that ended earlier. */
  void add(int start, int end) {
    int from = start;
    int to = end;
    int joined = 1;
    while (count > 0 && from <= bounds[2 * count - 1]) {
      count--;
      from = Math.min(from, bounds[2 * count]);
      to = Math.max(to, bounds[2 * count + 1]);
      joined += hits[count];
    }
    if (count == hits.length) {
      bounds = Arrays.copyOf(bounds, 4 * count);
      hits = Arrays.copyOf(hits, 2 * count);
    }
    bounds[2 * count] = from;
    bounds[2 * count + 1] = to;
    hits[count] = joined;
    count++;
  }

  int count() {
    return count;
  }

  int start(int window) {
    return bounds[2 * window];
  }

  int end(int window) {
    return bounds[2 * window + 1];
  }

  /** How many spans were joined into it. */
  int hits(int window) {
    return hits[window];
  }
}
