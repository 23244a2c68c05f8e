package org.lockkeeper.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lockkeeper.yaml.Written.Remarks;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * The comments of a file and the entries they belong to. Told first where every text and every
 * entry stands, then asked. Lines and columns count from 0, columns in code points.
 */
final class Comments {

  private final List<int[]> lines;

  /** For each line the code points that belong to a text, where it has one. */
  private final Map<Integer, List<int[]>> texts = new HashMap<>();

  /** In the order of the file; an entry of a list stands before the first key inside it. */
  private final List<Entry> entries = new ArrayList<>();

  Comments(String text) {
    this.lines = text.lines().map(line -> line.codePoints().toArray()).toList();
  }

  /** One entry of a block and what was found around it. */
  private static final class Entry {
    private final int line;
    private final int column;
    private final int valueLine;
    private final int last;
    private final boolean item;
    private boolean apart;
    private final List<String> above = new ArrayList<>();
    private final List<String> below = new ArrayList<>();
    private String beside = "";

    Entry(int line, int column, int valueLine, int last, boolean item) {
      this.line = line;
      this.column = column;
      this.valueLine = valueLine;
      this.last = last;
      this.item = item;
    }

    /** Whether a line lies inside its value and before whatever starts next: within braces. */
    boolean flow(int at, Optional<Entry> next) {
      return last >= at && next.map(each -> each.line > last).orElse(true);
    }

    Remarks remarks() {
      return new Remarks(apart, above, beside, below);
    }
  }

  /** A text stands here: no comment begins inside it. */
  void text(Mark start, Mark end) {
    for (int line = start.getLine(); line <= end.getLine() && line < lines.size(); line++) {
      int from = line == start.getLine() ? start.getColumn() : 0;
      int to = line == end.getLine() ? end.getColumn() : lines.get(line).length;
      texts.computeIfAbsent(line, _ -> new ArrayList<>()).add(new int[] {from, to});
    }
  }

  /** An entry of a map stands here. */
  void entry(Mark key, Mark value, int last) {
    entries.add(
        new Entry(
            key.getLine(), key.getColumn(), value.getLine(), Math.max(last, key.getLine()), false));
  }

  /** An entry of a list stands here; the parser says where its value does, behind the dash. */
  void item(Mark value, int last) {
    int[] line = lines.get(value.getLine());
    int column = 0;
    for (int at = 0; at < value.getColumn() && at < line.length; at++) {
      // Of a list in a list, "- - a", each value has the dash before it.
      column = line[at] == '-' ? at : column;
    }
    entries.add(
        new Entry(value.getLine(), column, value.getLine(), Math.max(last, value.getLine()), true));
  }

  /** Gives every comment and blank line to an entry. */
  void settle() {
    boolean blank = false;
    for (int at = 0; at < lines.size(); at++) {
      int[] line = lines.get(at);
      int start = comment(at);
      if (start >= 0 && only(line, start)) {
        alone(at, start, blank);
        blank = false;
      } else if (only(line, line.length)) {
        blank = !inText(at);
      } else {
        if (starts(at).isPresent()) {
          apart(starts(at).get(), blank);
        }
        if (start >= 0) {
          beside(at, string(line, start));
        }
        blank = false;
      }
    }
  }

  /** A comment on a line of its own. */
  private void alone(int at, int column, boolean blank) {
    String comment = string(lines.get(at), column);
    Optional<Entry> next = entries.stream().filter(each -> each.line >= at).findFirst();
    Optional<Entry> before =
        entries.stream()
            .filter(each -> each.line < at && each.column <= column)
            .reduce((_, later) -> later);
    boolean inside = before.isPresent() && before.get().flow(at, next);
    if (inside) {
      before.get().above.add(comment);
    } else if (next.isPresent()
        && (column <= next.get().column
            || before.isPresent() && before.get().column <= next.get().column)) {
      Entry entry = next.get();
      if (entry.above.isEmpty()) {
        entry.apart = blank;
      } else if (blank) {
        entry.above.add("");
      }
      entry.above.add(comment);
    } else if (before.isPresent()) {
      if (blank) {
        before.get().below.add("");
      }
      before.get().below.add(comment);
    }
  }

  private static void apart(Entry entry, boolean blank) {
    if (entry.above.isEmpty()) {
      entry.apart = blank;
    } else if (blank) {
      entry.above.add("");
    }
  }

  /** What stands around the entry whose key, or value behind a dash, starts here. */
  Remarks remarks(Mark start, boolean item) {
    return entries.stream()
        .filter(each -> each.item == item && each.line == start.getLine())
        .filter(each -> item ? each.column < start.getColumn() : each.column == start.getColumn())
        .reduce((_, later) -> later)
        .map(Entry::remarks)
        .orElse(Remarks.NONE);
  }

  private Optional<Entry> starts(int line) {
    return entries.stream().filter(each -> each.line == line).findFirst();
  }

  private Optional<Entry> within(int line) {
    return entries.stream()
        .filter(each -> each.line <= line && line <= each.last)
        .reduce((_, later) -> later);
  }

  private void beside(int line, String comment) {
    Optional<Entry> entry = within(line);
    if (entry.isEmpty()) {
      return;
    }
    Entry its = entry.get();
    boolean header = its.line == line && its.valueLine > line;
    if ((header || its.last == line) && its.beside.isEmpty()) {
      its.beside = comment;
    } else {
      its.above.add(comment);
    }
  }

  /** Where a line's comment starts; -1 if it has none. A # counts after white space only. */
  private int comment(int at) {
    int[] line = lines.get(at);
    for (int place = 0; place < line.length; place++) {
      int here = place;
      boolean text =
          texts.getOrDefault(at, List.of()).stream()
              .anyMatch(span -> here >= span[0] && here < span[1]);
      if (line[place] == '#'
          && !text
          && (place == 0 || line[place - 1] == ' ' || line[place - 1] == '\t')) {
        return place;
      }
    }
    return -1;
  }

  private boolean inText(int at) {
    return !texts.getOrDefault(at, List.of()).isEmpty();
  }

  private static boolean only(int[] line, int before) {
    for (int at = 0; at < before; at++) {
      if (line[at] != ' ' && line[at] != '\t') {
        return false;
      }
    }
    return true;
  }

  private static String string(int[] line, int from) {
    return new String(line, from, line.length - from).stripTrailing();
  }
}
