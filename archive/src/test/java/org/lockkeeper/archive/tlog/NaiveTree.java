package org.lockkeeper.archive.tlog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.lockkeeper.message.Digest;

/**
 * RFC 6962 §2.1 word for word over a list of leaves, slow and plain: what the tree is held against.
 */
public final class NaiveTree {

  private NaiveTree() {}

  /** Leaves that all differ. */
  public static List<byte[]> leaves(long count) {
    return LongStream.range(0, count).mapToObj(NaiveTree::leaf).toList();
  }

  public static byte[] leaf(long index) {
    return ("leaf " + index).getBytes(StandardCharsets.US_ASCII);
  }

  public static Digest mth(List<byte[]> leaves) {
    if (leaves.isEmpty()) {
      return Digest.of(new byte[0]);
    }
    if (leaves.size() == 1) {
      return hash(0, leaves.getFirst());
    }
    int k = split(leaves.size());
    return hash(
        1, mth(leaves.subList(0, k)).bytes(), mth(leaves.subList(k, leaves.size())).bytes());
  }

  public static List<Digest> path(int m, List<byte[]> leaves) {
    List<Digest> path = new ArrayList<>();
    if (leaves.size() == 1) {
      return path;
    }
    int k = split(leaves.size());
    if (m < k) {
      path.addAll(path(m, leaves.subList(0, k)));
      path.add(mth(leaves.subList(k, leaves.size())));
    } else {
      path.addAll(path(m - k, leaves.subList(k, leaves.size())));
      path.add(mth(leaves.subList(0, k)));
    }
    return path;
  }

  public static List<Digest> proof(int m, List<byte[]> leaves) {
    return subproof(m, leaves, true);
  }

  private static List<Digest> subproof(int m, List<byte[]> leaves, boolean b) {
    List<Digest> proof = new ArrayList<>();
    if (m == leaves.size()) {
      if (!b) {
        proof.add(mth(leaves));
      }
      return proof;
    }
    int k = split(leaves.size());
    if (m <= k) {
      proof.addAll(subproof(m, leaves.subList(0, k), b));
      proof.add(mth(leaves.subList(k, leaves.size())));
    } else {
      proof.addAll(subproof(m - k, leaves.subList(k, leaves.size()), false));
      proof.add(mth(leaves.subList(0, k)));
    }
    return proof;
  }

  /** The subtrees of a list of leaves, without any memory of what was hashed before. */
  public static Subtrees subtrees(List<byte[]> leaves) {
    return (level, index) -> {
      int begin = Math.toIntExact(index << level);
      return mth(leaves.subList(begin, begin + (1 << level)));
    };
  }

  private static int split(int n) {
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return k;
  }

  private static Digest hash(int prefix, byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(prefix);
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return Digest.of(all.toByteArray());
  }
}
