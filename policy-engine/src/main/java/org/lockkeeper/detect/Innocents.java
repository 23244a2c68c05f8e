package org.lockkeeper.detect;

import java.util.Map;
import java.util.TreeMap;

/** Places of one view that hold an innocent word or phrase; what lies within one does not count. */
final class Innocents {

  static final Innocents NONE = new Innocents();

  /** Ends by start, each further than all before it: where several hold a place, one is enough. */
  private final TreeMap<Integer, Integer> ends = new TreeMap<>();

  void add(int start, int end) {
    if (hold(start, end)) {
      return;
    }
    Map.Entry<Integer, Integer> inside = ends.ceilingEntry(start);
    while (inside != null && inside.getValue() <= end) {
      ends.remove(inside.getKey());
      inside = ends.ceilingEntry(start);
    }
    ends.put(start, end);
  }

  boolean hold(int start, int end) {
    Map.Entry<Integer, Integer> before = ends.floorEntry(start);
    return before != null && before.getValue() >= end;
  }
}
