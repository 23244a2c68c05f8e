package org.lockkeeper.archive.tlog;

import java.util.Arrays;
import java.util.Objects;
import org.lockkeeper.message.Digest;

/** Roots within a tile: of as many hashes in a row as a complete subtree has. */
public final class TileRoots {

  private TileRoots() {}

  /**
   * The root over some of a tile's hashes.
   *
   * @param tile hashes in a row
   * @param first of them
   * @param count how many; a power of two
   */
  public static Digest root(byte[] tile, int first, int count, TreeHasher hasher) {
    int begin = first * Digest.LENGTH;
    Objects.checkFromIndexSize(begin, count * Digest.LENGTH, tile.length);
    byte[] hashes = Arrays.copyOfRange(tile, begin, begin + count * Digest.LENGTH);
    for (int left = count; left > 1; left /= 2) {
      hasher.pairs(hashes, left);
    }
    return Digest.fromBytes(Arrays.copyOf(hashes, Digest.LENGTH));
  }
}
