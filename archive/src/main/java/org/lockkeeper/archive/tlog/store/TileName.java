package org.lockkeeper.archive.tlog.store;

import java.util.Optional;

/**
 * Which tile, and how its file is named (C2SP tlog-tiles).
 *
 * @param level 0 for hashes of leaves, one more for each 256 times as many; {@link #ENTRIES} for
 *     the leaves themselves
 * @param index of the tile within its level
 * @param width how many hashes or leaves it has, 1 to 256; a full one has 256
 */
public record TileName(int level, long index, int width) {

  /** The level of the bundles of leaves. */
  public static final int ENTRIES = -1;

  /** How many hashes or leaves a full tile has. */
  public static final int FULL = 256;

  static final int HEIGHT = 8;

  /**
   * @throws IllegalArgumentException if there is no such tile
   */
  public TileName {
    if (level < ENTRIES || level > 63 || index < 0 || width < 1 || width > FULL) {
      throw new IllegalArgumentException("no tile " + level + "/" + index + " of " + width);
    }
  }

  /** The tile of a tree's size that holds a hash of a level, as wide as the size makes it. */
  static TileName in(long size, int level, long index) {
    long hashes = size >> HEIGHT * Math.max(level, 0);
    return new TileName(level, index, (int) Math.min(FULL, hashes - index * FULL));
  }

  boolean full() {
    return width == FULL;
  }

  /** The same tile when it is full. */
  TileName whole() {
    return new TileName(level, index, FULL);
  }

  /** The index of the first leaf below it. */
  long firstLeaf() {
    return index << HEIGHT * (Math.max(level, 0) + 1);
  }

  /** The path below the log's directory, with slashes. */
  public String path() {
    StringBuilder path = new StringBuilder("%03d".formatted(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      path.insert(0, "x%03d/".formatted(rest % 1000));
    }
    // All but the last element begin with an x, the last one does not.
    String label = level == ENTRIES ? "entries" : String.valueOf(level);
    return "tile/" + label + "/" + path + (full() ? "" : ".p/" + width);
  }

  /** The tile of a path as {@link #path} writes it; empty for any other. */
  public static Optional<TileName> parse(String path) {
    String[] parts = path.split("/", -1);
    if (parts.length < 3) {
      return Optional.empty();
    }
    try {
      int level = parts[1].equals("entries") ? ENTRIES : Integer.parseInt(parts[1]);
      boolean partial = parts[parts.length - 2].endsWith(".p");
      int width = partial ? Integer.parseInt(parts[parts.length - 1]) : FULL;
      long index = 0;
      for (String part : path.substring(path.indexOf('/', 5) + 1).split("/")) {
        if (partial && part.equals(parts[parts.length - 1])) {
          break;
        }
        index = index * 1000 + Integer.parseInt(part.replace("x", "").replace(".p", ""));
      }
      TileName name = new TileName(level, index, width);
      // Whatever was read, only the one spelling counts.
      return name.path().equals(path) ? Optional.of(name) : Optional.empty();
    } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException none) {
      return Optional.empty();
    }
  }
}
