package org.lockkeeper.detect.exact;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keyed hashes of one file: HMAC-SHA-256 (RFC 2104) under a key made of the file's salt and the
 * operator's key file, if there is one. Two hashes come from it: the {@link Tags tag} that says a
 * value is known, and a quick one, a polynomial modulo 2^61-1 at a secret point, that only says
 * where asking for the tag is worth while.
 */
final class ExactKey {

  /** 128 bits: no two files share one by chance. */
  static final int SALT = 16;

  /** Under this a key could be found by trying. */
  static final int SHORTEST_SECRET = 16;

  static final int CHECK = 8;

  private static final String HMAC = "HmacSHA256";

  /** A Mersenne prime: reducing by it is two shifts. */
  private static final long PRIME = (1L << 61) - 1;

  private final Mac keyed;
  private final long point;
  private final long whitening;
  private final byte[] check;

  /**
   * Derives the keys.
   *
   * @param secret the key file's bytes; empty for none
   */
  ExactKey(byte[] salt, byte[] secret) {
    if (salt.length != SALT) {
      throw new IllegalArgumentException("a salt has " + SALT + " bytes, not " + salt.length);
    }
    if (secret.length > 0 && secret.length < SHORTEST_SECRET) {
      throw new IllegalArgumentException("a key has at least " + SHORTEST_SECRET + " bytes");
    }
    // RFC 2104 pads short keys with zeros, so the zero byte stands in for no key at all.
    Mac root = mac(secret.length == 0 ? new byte[1] : secret);
    root.update("lockkeeper exact data 1".getBytes(StandardCharsets.US_ASCII));
    this.keyed = mac(root.doFinal(salt));
    ByteBuffer quick = ByteBuffer.wrap(named("quick"));
    this.point = Math.floorMod(quick.getLong(), PRIME - 2) + 2;
    this.whitening = quick.getLong();
    byte[] whole = named("check");
    this.check = Arrays.copyOf(whole, CHECK);
  }

  /** Bytes that tell a wrong key from the right one and help nobody to guess it. */
  byte[] check() {
    return check.clone();
  }

  /** The quick hash of a word alone. */
  long word(WordRuns runs, int word) {
    long hash = 0;
    for (int at = runs.from(word); at < runs.from(word + 1); at++) {
      hash = sum(product(hash, point), runs.unit(at) + 1L);
    }
    return hash;
  }

  /** The quick hash of what stood before with a word added to it. */
  static long joined(long before, long word, long power) {
    return sum(product(before, power), word);
  }

  /** The powers of the secret point that {@link #joined} needs, by length of the word. */
  long[] powers(int longest) {
    long[] powers = new long[longest + 1];
    powers[0] = 1;
    for (int at = 1; at <= longest; at++) {
      powers[at] = product(powers[at - 1], point);
    }
    return powers;
  }

  /** A quick hash spread over all 64 bits (the finaliser of SplitMix64, Steele et al., 2014). */
  long spread(long quick) {
    long mixed = quick ^ whitening;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** A maker of tags, for one thread. */
  Tags tags() {
    try {
      return new Tags((Mac) keyed.clone());
    } catch (CloneNotSupportedException impossible) {
      throw new AssertionError("the platform's HMAC can be cloned", impossible);
    }
  }

  /** Makes tags: the first 64 bits of the HMAC over the value's bare units as UTF-16BE. */
  static final class Tags {
    private final Mac mac;
    private byte[] buffer = new byte[64];

    private Tags(Mac mac) {
      this.mac = mac;
    }

    /** The tag of neighbouring words read as one value. */
    long tag(WordRuns runs, int first, int last) {
      int length = 0;
      int end = runs.from(last + 1);
      if (buffer.length < 2 * (end - runs.from(first))) {
        buffer = new byte[2 * (end - runs.from(first))];
      }
      for (int at = runs.from(first); at < end; at++) {
        buffer[length++] = (byte) (runs.unit(at) >> 8);
        buffer[length++] = (byte) runs.unit(at);
      }
      mac.update(buffer, 0, length);
      return ByteBuffer.wrap(mac.doFinal()).getLong();
    }
  }

  private byte[] named(String purpose) {
    return keyed.doFinal(purpose.getBytes(StandardCharsets.US_ASCII));
  }

  private static long product(long left, long right) {
    long high = Math.multiplyHigh(left, right);
    long low = left * right;
    return reduced((low & PRIME) + ((low >>> 61) | (high << 3)));
  }

  private static long sum(long left, long right) {
    return reduced(left + right);
  }

  private static long reduced(long value) {
    return value >= PRIME ? value - PRIME : value;
  }

  private static Mac mac(byte[] key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
      throw new AssertionError("every Java platform has HMAC-SHA-256", impossible);
    }
  }
}
