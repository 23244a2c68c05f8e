package org.lockkeeper.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.lockkeeper.match.RadixSort;

/**
 * All lists in force as one table: sorted hashes of eight bytes, beside each a number of two bytes
 * that says which lists hold it, and a directory of one place for four hashes, so that a look-up
 * reads one place of the directory and about four hashes beside each other, however many entries
 * there are. Some 11 bytes an entry. Immutable, safe for many threads.
 *
 * <p>A URL is looked up by its exact host and by at most 30 expressions of {@link SafeBrowsing}.
 * Two different expressions share a hash by chance once in 4·10¹² look-ups among four million
 * entries.
 */
public final class UrlLists {

  /** No lists. */
  public static final UrlLists NONE = of(List.of());

  private static final int ENTRIES_A_PLACE = 4;

  private final long[] keys;
  private final char[] holders;
  private final int[] directory;
  private final int shift;

  /** By number: which labels an entry has. */
  private final List<List<Holder>> sets;

  /** How many bytes of the hash to look up, beside all eight. */
  private final int[] shorter;

  private final Set<String> names;
  private final Set<String> categories;

  private record Holder(ListLabel label, int bytes) {}

  private UrlLists(
      long[] keys, char[] holders, List<List<Holder>> sets, Collection<UrlList> lists) {
    this.keys = keys;
    this.holders = holders;
    this.sets = sets;
    int bits = 1;
    while (1L << bits < keys.length / ENTRIES_A_PLACE) {
      bits++;
    }
    this.shift = Long.SIZE - bits;
    this.directory = directory(keys, bits, shift);
    this.shorter =
        lists.stream()
            .flatMap(list -> list.parts().stream())
            .mapToInt(UrlList.Part::bytes)
            .filter(bytes -> bytes < Long.BYTES)
            .distinct()
            .toArray();
    Set<String> named = new TreeSet<>();
    Set<String> sorts = new TreeSet<>();
    for (UrlList list : lists) {
      named.add(list.name());
      sorts.addAll(list.categories());
    }
    this.names = Set.copyOf(named);
    this.categories = Set.copyOf(sorts);
  }

  /**
   * Puts lists together.
   *
   * @throws ListFault if their entries are together more than an array can hold, or share entries
   *     in more than 65,535 ways
   */
  public static UrlLists of(Collection<UrlList> lists) {
    long total = lists.stream().mapToLong(UrlList::size).sum();
    if (total > Integer.MAX_VALUE / 2) {
      throw new ListFault(
          "all lists together have %,d entries, which is too many".formatted(total));
    }
    long[] keys = new long[(int) total];
    int[] owners = new int[keys.length];
    List<Holder> each = new ArrayList<>();
    int size = 0;
    for (UrlList list : lists) {
      for (UrlList.Part part : list.parts()) {
        System.arraycopy(part.keys(), 0, keys, size, part.keys().length);
        Arrays.fill(owners, size, size + part.keys().length, each.size());
        size += part.keys().length;
        each.add(new Holder(new ListLabel(list.name(), part.category()), part.bytes()));
      }
    }
    RadixSort.sort(keys, owners);
    return merged(keys, owners, each, lists);
  }

  private static UrlLists merged(
      long[] keys, int[] owners, List<Holder> each, Collection<UrlList> lists) {
    char[] holders = new char[keys.length];
    Map<List<Holder>, Integer> numbers = new HashMap<>();
    int distinct = 0;
    for (int at = 0; at < keys.length; ) {
      int end = at + 1;
      while (end < keys.length && keys[end] == keys[at]) {
        end++;
      }
      int number = number(Arrays.copyOfRange(owners, at, end), each, numbers);
      keys[distinct] = keys[at];
      holders[distinct] = (char) number;
      distinct++;
      at = end;
    }
    List<List<Holder>> sets = new ArrayList<>(numbers.keySet());
    numbers.forEach((set, number) -> sets.set(number, set));
    return new UrlLists(
        Arrays.copyOf(keys, distinct), Arrays.copyOf(holders, distinct), List.copyOf(sets), lists);
  }

  private static int number(int[] owners, List<Holder> each, Map<List<Holder>, Integer> numbers) {
    List<Holder> set = Arrays.stream(owners).distinct().mapToObj(each::get).toList();
    Integer known = numbers.get(set);
    if (known != null) {
      return known;
    }
    if (numbers.size() > Character.MAX_VALUE) {
      throw new ListFault("lists share entries in more than 65,535 ways; use fewer categories");
    }
    numbers.put(set, numbers.size());
    return numbers.size() - 1;
  }

  private static int[] directory(long[] keys, int bits, int shift) {
    int[] directory = new int[(1 << bits) + 1];
    int at = 0;
    for (int place = 0; place < 1 << bits; place++) {
      directory[place] = at;
      while (at < keys.length && place(keys[at], shift) == place) {
        at++;
      }
    }
    directory[1 << bits] = at;
    return directory;
  }

  private static int place(long key, int shift) {
    return (int) ((key ^ Long.MIN_VALUE) >>> shift);
  }

  /** Which lists hold a URL, and by what of it; the most exact first. */
  public List<Listing> of(CanonicalUrl url) {
    if (keys.length == 0) {
      return List.of();
    }
    SafeBrowsing browsing = SafeBrowsing.of(url.text());
    List<String> expressions = new ArrayList<>();
    expressions.add(UrlHash.exactHost(browsing.host()));
    expressions.addAll(browsing.expressions());
    Set<Listing> listings = new LinkedHashSet<>();
    Set<ListLabel> said = new LinkedHashSet<>();
    for (String expression : expressions) {
      long hash = UrlHash.of(expression);
      look(hash, Long.BYTES, expression, listings, said);
      for (int bytes : shorter) {
        look(hash & -1L << 8 * (Long.BYTES - bytes), bytes, expression, listings, said);
      }
    }
    return List.copyOf(listings);
  }

  private void look(
      long hash, int bytes, String expression, Set<Listing> listings, Set<ListLabel> said) {
    int at = find(hash ^ Long.MIN_VALUE);
    if (at >= 0) {
      for (Holder holder : sets.get(holders[at])) {
        if (holder.bytes() == bytes && said.add(holder.label())) {
          listings.add(new Listing(holder.label(), expression, bytes == Long.BYTES));
        }
      }
    }
  }

  /** Where a key stands, or less than 0. */
  private int find(long key) {
    int place = place(key, shift);
    // Hashes somebody chose may all be near each other; then this takes the logarithm of them.
    return Arrays.binarySearch(keys, directory[place], directory[place + 1], key);
  }

  /** How many different entries there are. */
  public int size() {
    return keys.length;
  }

  /** Bytes of memory that the table takes. */
  public long bytes() {
    return (long) keys.length * (Long.BYTES + Character.BYTES)
        + (long) directory.length * Integer.BYTES;
  }

  /** The names of the lists. */
  public Set<String> names() {
    return names;
  }

  /** The categories of all of them. */
  public Set<String> categories() {
    return categories;
  }
}
