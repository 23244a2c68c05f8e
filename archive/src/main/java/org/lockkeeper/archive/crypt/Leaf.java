package org.lockkeeper.archive.crypt;

import java.nio.ByteBuffer;
import org.lockkeeper.message.Digest;

/**
 * What the tamper-evident log keeps of a record for ever, also when the record is destroyed: 178
 * bytes, drawn in FORMAT.md, from which without keys nothing about the record's words can be told
 * or tested.
 *
 * @param sequence the record's place in the log; also the leaf's index
 * @param received when the gateway took the record in, in nanoseconds since 1970; never falls
 * @param bucket the number of its bucket
 * @param epoch the key ring's epoch when the bucket's key was made
 * @param cipher SHA-256 of ciphertext and tag
 * @param commitment HMAC-SHA-256 of the record's canonical bytes under its commit key
 * @param keyCommitment SHA-256 of {@code kc} and a key derived from the record's: no second key
 *     opens the same ciphertext
 * @param channel the first 16 bytes of an HMAC of the channel under the bucket's tag key
 * @param place how many records of that channel stand before, in this bucket
 * @param before the leaf hash (RFC 6962 §2.1) of the one before in that channel; zeros for the
 *     first
 */
public record Leaf(
    LeafKind kind,
    long sequence,
    long received,
    int bucket,
    int epoch,
    Digest cipher,
    Digest commitment,
    Digest keyCommitment,
    ChannelTag channel,
    long place,
    Digest before) {

  /** How long a leaf is. */
  public static final int BYTES = 178;

  /** The first byte of every leaf of this version. */
  public static final int VERSION = 2;

  /** The leaf before the first of a channel. */
  static final Digest NONE = Digest.fromBytes(new byte[Digest.LENGTH]);

  /** The leaf's bytes. */
  public byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(BYTES);
    out.put((byte) VERSION).put((byte) kind.code()).putLong(sequence).putLong(received);
    out.putInt(bucket).putInt(epoch);
    out.put(cipher.bytes()).put(commitment.bytes()).put(keyCommitment.bytes());
    channel.put(out);
    return out.putLong(place).put(before.bytes()).array();
  }

  /**
   * The leaf of these bytes.
   *
   * @throws IllegalArgumentException if they are none of this version
   */
  public static Leaf of(byte[] bytes) {
    if (bytes.length != BYTES || bytes[0] != VERSION) {
      throw new IllegalArgumentException("not a leaf of version " + VERSION);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).position(1);
    LeafKind kind = LeafKind.of(in.get());
    long sequence = in.getLong();
    long received = in.getLong();
    int bucket = in.getInt();
    int epoch = in.getInt();
    Digest cipher = digest(in);
    Digest commitment = digest(in);
    Digest keyCommitment = digest(in);
    ChannelTag channel = ChannelTag.get(in);
    long place = in.getLong();
    return new Leaf(
        kind,
        sequence,
        received,
        bucket,
        epoch,
        cipher,
        commitment,
        keyCommitment,
        channel,
        place,
        digest(in));
  }

  private static Digest digest(ByteBuffer in) {
    byte[] bytes = new byte[Digest.LENGTH];
    in.get(bytes);
    return Digest.fromBytes(bytes);
  }
}
