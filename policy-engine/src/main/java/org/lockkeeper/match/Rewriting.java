package org.lockkeeper.match;

import java.util.Arrays;

/**
 * One run of rewriting, from the start of a text to its end. Nothing is copied before the first
 * change, so a text that turns out to need none costs nothing.
 */
final class Rewriting {

  private final Rewritten source;
  private final StringBuilder text = new StringBuilder(0);
  private int[] from = new int[0];
  private int[] to = new int[0];

  /** Up to where the source has been taken over. */
  private int done;

  private boolean changed;

  Rewriting(Rewritten source) {
    this.source = source;
  }

  /** Whether anything was replaced or dropped. */
  boolean changed() {
    return changed;
  }

  /** Leaves a span out. Spans come in order and do not overlap. */
  void drop(int start, int end) {
    replace(start, end, "");
  }

  /** Puts other chars in the place of a span; each of them stands for the whole of it. */
  void replace(int start, int end, CharSequence chars) {
    if (!changed) {
      int size = source.text().length();
      text.ensureCapacity(size);
      from = new int[size];
      to = new int[size];
      changed = true;
    }
    keepTo(start);
    for (int at = 0; at < chars.length(); at++) {
      put(chars.charAt(at), source.from(start), source.to(end - 1));
    }
    done = end;
  }

  /** The text as rewritten; the source itself where nothing changed. */
  Rewritten finish() {
    if (!changed) {
      return source;
    }
    keepTo(source.text().length());
    return new Rewritten(source.original(), text.toString(), from, to);
  }

  private void keepTo(int end) {
    if (done >= end) {
      return;
    }
    int at = text.length();
    makeRoom(at + end - done);
    text.append(source.text(), done, end);
    for (int each = done; each < end; each++, at++) {
      from[at] = source.from(each);
      to[at] = source.to(each);
    }
    done = end;
  }

  private void makeRoom(int size) {
    if (size > from.length) {
      from = Arrays.copyOf(from, size * 2);
      to = Arrays.copyOf(to, size * 2);
    }
  }

  private void put(char unit, int start, int end) {
    int at = text.length();
    makeRoom(at + 1);
    from[at] = start;
    to[at] = end;
    text.append(unit);
  }
}
