package org.lockkeeper.detect.exact;

import java.util.Arrays;
import java.util.List;
import org.lockkeeper.detect.exact.ExactMatch.Hit;

/**
 * Confirms a value by another value of its row that stands near it. All that could be a value of
 * any column is gathered once, sorted by tag; then each row of each hit asks for its own values:
 * linear in the text but for the sorting.
 */
final class RowEvidence {

  private final ExactData data;
  private final Windows windows;

  RowEvidence(ExactData data, long[] powers) {
    this.data = data;
    this.windows = new Windows(data.key(), powers, data.anywhere().shapes());
  }

  /** What a value's tag leaves in its row; never 0, which stands for no value. */
  static int witness(long tag) {
    int upper = (int) (tag >>> 32);
    return upper == 0 ? 1 : upper;
  }

  /** Which hits are confirmed, in their order. */
  boolean[] confirm(WordRuns runs, long[] hashes, List<Hit> hits) {
    Seen seen = new Seen(runs);
    windows.walk(runs, hashes, seen);
    seen.sort();
    boolean[] confirmed = new boolean[hits.size()];
    for (int at = 0; at < confirmed.length; at++) {
      confirmed[at] = confirmed(hits.get(at), seen);
    }
    return confirmed;
  }

  private boolean confirmed(Hit hit, Seen seen) {
    long[] tags = data.tables().tags();
    int[] cells = data.tables().cells();
    int columns = data.columns().size();
    int most = Math.min(tags.length, hit.entry() + ExactMatch.MOST_ROWS);
    for (int entry = hit.entry(); entry < most && tags[entry] == tags[hit.entry()]; entry++) {
      int column = cells[entry] % columns;
      int row = cells[entry] - column;
      for (int other = 0; other < columns; other++) {
        int witness = data.tables().witnesses()[row + other];
        if (other != column && witness != 0 && seen.near(witness, hit)) {
          return true;
        }
      }
    }
    return false;
  }

  /** All windows of a text that may hold a value of any column, in order of their start. */
  private final class Seen implements Windows.Sink {
    private final WordRuns runs;
    private final ExactKey.Tags tags = data.key().tags();
    private int[] starts = new int[64];
    private int[] ends = new int[64];

    /** The witness above, the window's number below. */
    private long[] keys = new long[64];

    private int count;

    Seen(WordRuns runs) {
      this.runs = runs;
    }

    @Override
    public void window(int first, int last, long spread) {
      if (!data.anywhere().filter().mayHold(spread)) {
        return;
      }
      if (count == keys.length) {
        starts = Arrays.copyOf(starts, count * 2);
        ends = Arrays.copyOf(ends, count * 2);
        keys = Arrays.copyOf(keys, count * 2);
      }
      starts[count] = runs.start(first);
      ends[count] = runs.end(last);
      keys[count] = key(witness(tags.tag(runs, first, last)), count);
      count++;
    }

    void sort() {
      starts = Arrays.copyOf(starts, count);
      keys = Arrays.copyOf(keys, count);
      Arrays.sort(keys);
    }

    /** Whether a window of this witness stands near a hit and apart from it. */
    boolean near(int witness, Hit hit) {
      int start = runs.start(hit.first());
      int end = runs.end(hit.last());
      int after = lower(keys, key(witness, firstFrom(end)));
      if (after < count
          && (int) (keys[after] >> 32) == witness
          && starts[(int) keys[after]] - end <= ExactMatch.NEAR) {
        return true;
      }
      int before = lower(keys, key(witness, firstFrom(start))) - 1;
      for (; before >= 0 && (int) (keys[before] >> 32) == witness; before--) {
        int window = (int) keys[before];
        if (start - starts[window] > ExactMatch.NEAR + Shapes.LONGEST * 4) {
          return false;
        }
        if (ends[window] <= start) {
          return start - ends[window] <= ExactMatch.NEAR;
        }
      }
      return false;
    }

    /** The first window that starts at or after a place. */
    private int firstFrom(int place) {
      int low = 0;
      int high = count;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (starts[middle] < place) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }

  private static long key(int witness, int window) {
    return (long) witness << 32 | window;
  }

  private static int lower(long[] sorted, long key) {
    int at = Arrays.binarySearch(sorted, key);
    return at < 0 ? -at - 1 : at;
  }
}
