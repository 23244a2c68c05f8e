package org.lockkeeper.link;

import java.util.List;
import java.util.Objects;
import org.lockkeeper.message.Digest;

/**
 * One list, read: for each category the hashes of what it holds.
 *
 * @param name as rules and configuration call it
 * @param source SHA-256 of what it was read from, so that the same is not read again
 */
public record UrlList(String name, Digest source, List<Part> parts) {

  public UrlList {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(source, "source");
    parts = List.copyOf(parts);
  }

  /**
   * The entries of one category.
   *
   * @param bytes how many bytes of each hash the list gave, 4 to 8
   * @param keys distinct, in order, with their sign turned; shared, not copied: never to be changed
   */
  record Part(String category, int bytes, long[] keys) {}

  /** How many entries it has. */
  public long size() {
    return parts.stream().mapToLong(part -> part.keys().length).sum();
  }

  /** What sorts of places it holds. */
  public List<String> categories() {
    return parts.stream().map(Part::category).distinct().sorted().toList();
  }
}
