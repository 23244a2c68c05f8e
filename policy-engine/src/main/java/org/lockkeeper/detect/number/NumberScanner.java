package org.lockkeeper.detect.number;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.lockkeeper.match.Ascii;
import org.lockkeeper.match.NormalText;

/**
 * Finds the numbers of all formats in one pass. Immutable, safe for many threads.
 *
 * <p>The text falls into groups, runs of letters and digits; groups parted by one separator may
 * belong together. Where a group ends, the lengths and separators of the groups before it are
 * looked up, last first, in a tree of the reversed layouts: so a step that leads nowhere ends the
 * search, no more than {@link Layout#MOST_GROUPS} are taken, and the time is linear in the text
 * however many formats there are. Only what fits a layout, digits and letters in their places,
 * meets a check.
 */
public final class NumberScanner {

  /** For each char of US-ASCII whether it is a letter or a digit: asked of every char of a text. */
  private static final boolean[] WORD = new boolean[0x80];

  /** For each char of US-ASCII its code as a separator, 0 if it is none. */
  private static final byte[] SEPARATOR = new byte[0x80];

  static {
    for (int unit = 0; unit < WORD.length; unit++) {
      WORD[unit] = Ascii.letterOrDigit(unit);
      SEPARATOR[unit] = (byte) (Layout.SEPARATORS.indexOf(unit) + 1);
    }
  }

  private final List<NumberFormat> formats;
  private final Shapes shapes = new Shapes();

  /** Compiles formats to be found together. */
  public NumberScanner(List<NumberFormat> formats) {
    this.formats = List.copyOf(formats);
    for (int id = 0; id < formats.size(); id++) {
      for (Layout layout : formats.get(id).layouts()) {
        shapes.add(layout, id);
      }
    }
    shapes.strongFirst();
  }

  /** Who is told. */
  public interface Sink {

    /**
     * A number whose check holds.
     *
     * @param format the format's place in the list the scanner was made from
     * @param start first char in the normal text
     * @param end one past the last
     * @param strong whether its layout alone says that it is one
     */
    void found(int format, int start, int end, boolean strong);

    /** A format that could not be tried. */
    void failed(int format, RuntimeException broken);
  }

  /** Reports every number, in order of its end; those of one format may overlap. */
  public void find(NormalText text, Sink sink) {
    if (!formats.isEmpty()) {
      new Pass(text.cased(), sink).run();
    }
  }

  /** The tree of reversed layouts. Node 0 is the root, a step its separator and length. */
  private static final class Shapes {
    private static final int LENGTHS = Layout.LONGEST + 2;
    private static final int STEPS = LENGTHS * (Layout.SEPARATORS.length() + 1);

    /** For each node and step the next node, 0 if none: no step leads to the root. */
    private short[] steps = new short[0];

    private final List<List<Ending>> endings = new ArrayList<>();

    Shapes() {
      node();
    }

    private short node() {
      endings.add(new ArrayList<>());
      steps = Arrays.copyOf(steps, endings.size() * STEPS);
      return (short) (endings.size() - 1);
    }

    void add(Layout layout, int format) {
      int node = 0;
      int separator = 0;
      for (Layout.Group group : layout.groups().reversed()) {
        int step = step(node, separator, group.length());
        if (steps[step] == 0) {
          short added = node();
          steps[step] = added;
        }
        node = steps[step];
        separator = group.separator();
      }
      endings.get(node).add(new Ending(format, layout, layout.spaced()));
    }

    void strongFirst() {
      endings.forEach(at -> at.sort(Comparator.comparing(ending -> !ending.layout().strong())));
    }

    /** The next node, 0 if none. */
    int next(int node, int separator, int length) {
      return steps[step(node, separator, length)];
    }

    private static int step(int node, int separator, int length) {
      return node * STEPS + separator * LENGTHS + length;
    }
  }

  /** A layout that a node completes. */
  private record Ending(int format, Layout layout, boolean spaced) {}

  /** One text. Keeps the last groups in a ring. */
  private final class Pass {
    private static final int RING = Layout.MOST_GROUPS;
    private static final int UNFIT = Layout.LONGEST + 1;

    private final String text;
    private final Sink sink;
    private final int[] starts = new int[RING];
    private final int[] lengths = new int[RING];

    /** A bit for each place of the group that holds a digit. */
    private final long[] digits = new long[RING];

    /** The code of the one separator between a group and the one before; 0 if none. */
    private final int[] separators = new int[RING];

    private int groups;

    Pass(String text, Sink sink) {
      this.text = text;
      this.sink = sink;
    }

    void run() {
      int end = -2;
      int lastDigit = -1;
      int at = 0;
      while (at < text.length()) {
        if (!part(text.charAt(at))) {
          at++;
          continue;
        }
        int start = at;
        boolean fit = true;
        long places = 0;
        char unit = text.charAt(at);
        do {
          if (unit <= '9') {
            places |= 1L << (at - start);
          }
          fit &= unit < 0x80;
          at++;
          unit = at < text.length() ? text.charAt(at) : ' ';
        } while (part(unit));
        int ring = groups % RING;
        starts[ring] = start;
        digits[ring] = places;
        lengths[ring] = fit && at - start <= Layout.LONGEST ? at - start : UNFIT;
        boolean parted = start == end + 1;
        char between = parted ? text.charAt(end) : 0;
        separators[ring] = between < SEPARATOR.length ? SEPARATOR[between] : 0;
        if (places != 0) {
          lastDigit = groups;
        } else if (separators[ring] == 0) {
          lastDigit = -1;
        }
        // Most words of a chat end here: no digit in reach.
        if (lastDigit >= 0 && groups - lastDigit < RING) {
          back(at);
        }
        groups++;
        end = at;
      }
    }

    /** Walks from the last group back, as far as layouts lead. */
    private void back(int end) {
      int node = 0;
      int separator = 0;
      int length = 0;
      long places = 0;
      for (int back = 0; back < RING && back <= groups; back++) {
        int ring = (groups - back) % RING;
        node = shapes.next(node, separator, lengths[ring]);
        length += lengths[ring];
        if (node == 0 || length > Layout.LONGEST) {
          return;
        }
        places = places << lengths[ring] | digits[ring];
        if (!shapes.endings.get(node).isEmpty()) {
          judge(shapes.endings.get(node), starts[ring], end, places, ring);
        }
        separator = separators[ring];
        if (separator == 0) {
          return;
        }
      }
    }

    private void judge(List<Ending> endings, int start, int end, long places, int ring) {
      String compact = "";
      for (Ending ending : endings) {
        Layout layout = ending.layout();
        if (!layout.takes(places)) {
          continue;
        }
        if (compact.isEmpty()) {
          if (joined(start, end)) {
            return;
          }
          compact = compact(start, end);
          if (compact.isEmpty()) {
            return;
          }
        }
        if (ending.spaced() && (spacedBefore(start, ring) || spacedAfter(end))) {
          continue;
        }
        String bare = layout.bare(compact);
        try {
          if (!bare.isEmpty() && formats.get(ending.format()).check().test(bare)) {
            sink.found(ending.format(), start, end + closing(layout, end), layout.strong());
          }
        } catch (RuntimeException broken) {
          sink.failed(ending.format(), broken);
        }
      }
    }

    /** Without separators, in capitals; empty if large and small letters mix, as in a token. */
    private String compact(int start, int end) {
      StringBuilder compact = new StringBuilder(Layout.LONGEST);
      boolean capitals = false;
      boolean small = false;
      for (int at = start; at < end; at++) {
        char unit = text.charAt(at);
        if (Ascii.letterOrDigit(unit)) {
          capitals |= unit >= 'A' && unit <= 'Z';
          small |= unit >= 'a';
          compact.append(unit >= 'a' ? (char) (unit - 0x20) : unit);
        }
      }
      return capitals && small ? "" : compact.toString();
    }

    /** Whether it is a piece of something longer: a path, a version, an address, an amount. */
    private boolean joined(int start, int end) {
      if (start > 0) {
        char before = text.charAt(start - 1);
        if ("+_$€£".indexOf(before) >= 0
            || "-./\\@".indexOf(before) >= 0 && start > 1 && part(text.charAt(start - 2))) {
          return true;
        }
      }
      if (end < text.length()) {
        char after = text.charAt(end);
        return after == '_'
            || "-./\\@".indexOf(after) >= 0
                && end + 1 < text.length()
                && part(text.charAt(end + 1));
      }
      return false;
    }

    /** Whether a space parts it from more digits: groups of a longer number. */
    private boolean spacedBefore(int start, int ring) {
      return start > 1 && separators[ring] == 1 && Ascii.digit(text.charAt(start - 2));
    }

    private boolean spacedAfter(int end) {
      return end + 1 < text.length()
          && text.charAt(end) == ' '
          && Ascii.digit(text.charAt(end + 1));
    }

    private int closing(Layout layout, int end) {
      boolean open = layout.groups().getLast().separator() == Layout.OPENING;
      return open && end < text.length() && text.charAt(end) == ')' ? 1 : 0;
    }
  }

  /**
   * Whether a char can be part of a word. Scripts that write no spaces between words, from the CJK
   * radicals on and Thai to Khmer, do not run on into a number.
   */
  private static boolean part(char unit) {
    if (unit < 0x80) {
      return WORD[unit];
    }
    boolean spaceless =
        unit >= 0x2E80 || unit >= 0x0E00 && unit < 0x1100 || unit >= 0x1780 && unit < 0x1800;
    return !spaceless
        && (Character.isLetterOrDigit(unit)
            || Character.getType(unit) == Character.NON_SPACING_MARK);
  }
}
