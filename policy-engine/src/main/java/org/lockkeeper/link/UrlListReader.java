package org.lockkeeper.link;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lockkeeper.message.Digest;

/**
 * Reads lists in the formats of the public ones. A list without an entry, or in which too many
 * lines are no entries, is refused whole: it is a page that says the list has moved, or another
 * format. Not for several threads.
 */
public final class UrlListReader {

  /**
   * Of a hundred lines so many may be unreadable: lists have slips, other formats have nothing
   * else.
   */
  private static final int MOST_UNREADABLE_PERCENT = 10;

  /** Longer ones are no lines; what browsers and services take as a URL ends far below. */
  private static final int LONGEST_LINE = 64 * 1024;

  private final long mostEntries;
  private final Map<String, ListKeys> keys = new TreeMap<>();
  private final Map<String, ListKeys> exceptions = new TreeMap<>();
  private long entries;
  private long lines;
  private long unreadable;
  private long firstUnreadable;

  /**
   * A reader of one list.
   *
   * @param mostEntries entries a list may have
   */
  public UrlListReader(long mostEntries) {
    this.mostEntries = mostEntries;
  }

  /**
   * Reads a file of the list; may be called again for its other files.
   *
   * @throws IOException if it cannot be read
   * @throws ListFault if it has more entries than are taken
   */
  public void read(Reader text, ListFormat format, String category) throws IOException {
    ListLines reading = new ListLines(format);
    BufferedReader in = new BufferedReader(text, 1 << 16);
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      lines++;
      take(line.length() > LONGEST_LINE ? ListLine.UNREADABLE : reading.read(line), category);
    }
  }

  /**
   * The list.
   *
   * @throws ListFault if what was read is no list
   */
  public UrlList list(String name, Digest source) {
    if (entries == 0) {
      throw new ListFault("it has no entry; is it in the format that was set?");
    }
    if (unreadable * 100 > (entries + unreadable) * MOST_UNREADABLE_PERCENT) {
      throw new ListFault(
          "%,d of its %,d lines are no entries, the first is line %,d; is it in the format that was set?"
              .formatted(unreadable, lines, firstUnreadable));
    }
    List<UrlList.Part> parts = new ArrayList<>();
    keys.forEach(
        (place, found) -> {
          int slash = place.indexOf('/');
          String category = place.substring(slash + 1);
          long[] kept = found.without(exceptions.getOrDefault(category, new ListKeys()));
          parts.add(new UrlList.Part(category, Integer.parseInt(place, 0, slash, 10), kept));
        });
    return new UrlList(name, source, parts);
  }

  /** Lines that were no entries. */
  public long unreadable() {
    return unreadable;
  }

  private void take(ListLine line, String category) {
    switch (line) {
      case ListLine.Blank() -> {}
      case ListLine.Unreadable() -> {
        firstUnreadable = unreadable == 0 ? lines : firstUnreadable;
        unreadable++;
      }
      case ListLine.Entry(String expression) -> add(category, Long.BYTES, UrlHash.of(expression));
      case ListLine.Except(String expression) ->
          exceptions.computeIfAbsent(category, _ -> new ListKeys()).add(UrlHash.of(expression));
      case ListLine.Hash(long value, int bytes) -> add(category, bytes, value);
    }
  }

  private void add(String category, int bytes, long hash) {
    if (++entries > mostEntries) {
      throw new ListFault(
          "it has more than %,d entries; raise urls.entries if there is memory"
              .formatted(mostEntries));
    }
    keys.computeIfAbsent(bytes + "/" + category, _ -> new ListKeys()).add(hash);
  }
}
