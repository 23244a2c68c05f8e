package org.lockkeeper.archive.tlog.store;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Leaves in a row, each behind its length in two bytes (C2SP tlog-tiles, log entries). */
public final class EntryBundle {

  /** The longest leaf its length can be written of. */
  public static final int LARGEST_LEAF = 0xffff;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int count;

  /**
   * @throws IllegalArgumentException if the leaf is too long
   */
  void add(byte[] leaf) {
    if (leaf.length > LARGEST_LEAF) {
      throw new IllegalArgumentException(
          "a leaf of " + leaf.length + " bytes; " + LARGEST_LEAF + " are the limit");
    }
    bytes.write(leaf.length >> 8);
    bytes.write(leaf.length);
    bytes.writeBytes(leaf);
    count++;
  }

  int count() {
    return count;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  void clear() {
    bytes.reset();
    count = 0;
  }

  /** The leaves of a bundle; empty if it does not end where its last leaf does. */
  public static Optional<List<byte[]>> parse(byte[] bundle) {
    List<byte[]> leaves = whole(bundle);
    long length = leaves.stream().mapToLong(leaf -> 2L + leaf.length).sum();
    return length == bundle.length ? Optional.of(leaves) : Optional.empty();
  }

  /** The leaves that stand wholly in the bytes. */
  static List<byte[]> whole(byte[] bundle) {
    List<byte[]> leaves = new ArrayList<>();
    int at = 0;
    while (bundle.length - at >= 2) {
      int begin = at + 2;
      int length = (bundle[at] & 0xff) << 8 | bundle[at + 1] & 0xff;
      if (bundle.length - begin < length) {
        return leaves;
      }
      leaves.add(Arrays.copyOfRange(bundle, begin, begin + length));
      at = begin + length;
    }
    return leaves;
  }
}
