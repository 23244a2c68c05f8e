package org.lockkeeper.archive.tlog.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.lockkeeper.archive.tlog.Frontier;
import org.lockkeeper.archive.tlog.Subtrees;
import org.lockkeeper.archive.tlog.TileRoots;
import org.lockkeeper.archive.tlog.TreeHasher;
import org.lockkeeper.message.Digest;

/**
 * The right edge of the tiled tree, in memory: the tiles that are not full yet, and the tree's own
 * edge. Each leaf goes in once; what it fills comes out. No input or output. Not safe for
 * concurrent use.
 */
final class TileEdge {

  private final TreeHasher hasher = new TreeHasher();
  private final Frontier frontier;
  private final EntryBundle entries = new EntryBundle();
  private final List<Level> levels = new ArrayList<>();

  /** A tile with its bytes. */
  record Tile(TileName name, byte[] bytes) {}

  /** One level's tile under way. */
  private static final class Level {
    private final byte[] hashes = new byte[TileName.FULL * Digest.LENGTH];
    private int count;
  }

  /** The edge of an empty tree. */
  TileEdge() {
    frontier = new Frontier(hasher);
  }

  private TileEdge(long size, Subtrees subtrees) {
    frontier = Frontier.of(size, subtrees, hasher);
  }

  /** The edge of a tree whose subtrees are known, with the leaves of its last bundle. */
  static TileEdge of(long size, Subtrees subtrees, List<byte[]> lastEntries) {
    TileEdge edge = new TileEdge(size, subtrees);
    lastEntries.forEach(edge.entries::add);
    for (int level = 0; size >> TileName.HEIGHT * level > 0; level++) {
      long hashes = size >> TileName.HEIGHT * level;
      for (long index = hashes - hashes % TileName.FULL; index < hashes; index++) {
        edge.put(level, subtrees.root(TileName.HEIGHT * level, index));
      }
    }
    return edge;
  }

  /** Appends a leaf; the tiles it fills are added to a list, lower ones first. */
  void append(byte[] leaf, List<Tile> filled) {
    long bundle = frontier.size() / TileName.FULL;
    entries.add(leaf);
    if (entries.count() == TileName.FULL) {
      filled.add(new Tile(new TileName(TileName.ENTRIES, bundle, TileName.FULL), entries.bytes()));
      entries.clear();
    }
    frontier.append(
        hasher.leaf(leaf),
        (height, root) -> {
          if (height % TileName.HEIGHT == 0) {
            put(height / TileName.HEIGHT, root).ifPresent(filled::add);
          }
        });
  }

  private Optional<Tile> put(int number, Digest hash) {
    while (levels.size() <= number) {
      levels.add(new Level());
    }
    Level level = levels.get(number);
    System.arraycopy(hash.bytes(), 0, level.hashes, level.count * Digest.LENGTH, Digest.LENGTH);
    level.count++;
    if (level.count < TileName.FULL) {
      return Optional.empty();
    }
    level.count = 0;
    // The frontier already counts every leaf before the one under way.
    long index = frontier.size() >> TileName.HEIGHT * (number + 1);
    return Optional.of(new Tile(new TileName(number, index, TileName.FULL), level.hashes.clone()));
  }

  /** The tiles that are begun and not full. */
  List<Tile> partial() {
    List<Tile> tiles = new ArrayList<>();
    if (entries.count() > 0) {
      long index = frontier.size() / TileName.FULL;
      tiles.add(new Tile(new TileName(TileName.ENTRIES, index, entries.count()), entries.bytes()));
    }
    for (int number = 0; number < levels.size(); number++) {
      Level level = levels.get(number);
      if (level.count > 0) {
        long index = frontier.size() >> TileName.HEIGHT * (number + 1);
        byte[] bytes = Arrays.copyOf(level.hashes, level.count * Digest.LENGTH);
        tiles.add(new Tile(new TileName(number, index, level.count), bytes));
      }
    }
    return tiles;
  }

  /** Whether the leaves of the last bundle are those that the tree has. */
  boolean holds(List<byte[]> lastEntries) {
    for (int i = 0; i < lastEntries.size(); i++) {
      Digest inTile = TileRoots.root(levels.getFirst().hashes, i, 1, hasher);
      if (!hasher.leaf(lastEntries.get(i)).equals(inTile)) {
        return false;
      }
    }
    return true;
  }

  long size() {
    return frontier.size();
  }

  Digest root() {
    return frontier.root();
  }
}
