package org.lockkeeper.archive.crypt;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.lockkeeper.message.Digest;

/**
 * Where each channel's chain of leaves stands. What a group under way adds counts at once for the
 * records behind, and for good when the group is durable. For one thread.
 */
final class ChannelHeads {

  /** One channel of one bucket. */
  record Key(int bucket, ChannelTag channel) {}

  /**
   * The end of a channel's chain.
   *
   * @param count how many leaves it has
   * @param last the leaf hash of the last
   */
  record Head(long count, Digest last) {
    static final Head NONE = new Head(0, Leaf.NONE);
  }

  private final Map<Key, Head> durable;
  private final Map<Key, Head> underWay = new HashMap<>();

  ChannelHeads(Map<Key, Head> durable) {
    this.durable = new HashMap<>(durable);
  }

  Head of(Key key) {
    return Optional.ofNullable(underWay.get(key))
        .or(() -> Optional.ofNullable(durable.get(key)))
        .orElse(Head.NONE);
  }

  void put(Key key, Head head) {
    underWay.put(key, head);
  }

  void keep() {
    durable.putAll(underWay);
    underWay.clear();
  }

  void discard() {
    underWay.clear();
  }

  /** Forgets the channels of buckets that are destroyed. */
  void keepOnly(IntPredicate live) {
    durable.keySet().removeIf(key -> !live.test(key.bucket()));
  }

  Map<Key, Head> all() {
    return durable;
  }
}
