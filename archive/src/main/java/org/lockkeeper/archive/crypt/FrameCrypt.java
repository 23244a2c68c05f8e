package org.lockkeeper.archive.crypt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.lockkeeper.archive.keys.BucketKey;
import org.lockkeeper.archive.record.UnreadableRecordException;
import org.lockkeeper.message.Digest;

/**
 * Seals one record in a frame's payload and opens it again: AES-256-GCM (NIST SP 800-38D) under a
 * key that no other record has, which is why the nonce can stay zero. For one thread.
 *
 * <p>A payload is a head in clear, which is authenticated, then ciphertext and tag.
 */
final class FrameCrypt {

  static final int HEAD_BYTES = 14;
  static final int TAG_BYTES = 16;

  /** Set on a frame whose dead ciphertext was given back to the disk; not authenticated. */
  static final int RECLAIMED = 0x80;

  private final Cipher cipher;
  private final MessageDigest sha256;
  private final Hmac hmac = new Hmac();

  FrameCrypt() {
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("every Java platform has AES-GCM and SHA-256", impossible);
    }
  }

  /** What stands in clear in front of a sealed record. */
  record Head(LeafKind kind, int flags, int bucket, long received) {

    static Head of(byte[] buffer, int offset, int length) throws UnreadableRecordException {
      if (length < HEAD_BYTES + TAG_BYTES) {
        throw new UnreadableRecordException("too short for a sealed record");
      }
      ByteBuffer in = ByteBuffer.wrap(buffer, offset, HEAD_BYTES);
      int kind = in.get();
      try {
        return new Head(LeafKind.of(kind), in.get() & 0xFF, in.getInt(), in.getLong());
      } catch (IllegalArgumentException unknown) {
        throw new UnreadableRecordException(String.valueOf(unknown.getMessage()));
      }
    }

    boolean reclaimed() {
      return (flags & RECLAIMED) != 0;
    }

    private void put(ByteBuffer out) {
      out.put((byte) kind.code()).put((byte) (flags & ~RECLAIMED));
      out.putInt(bucket).putLong(received);
    }
  }

  /** The keys of one record. */
  record Keys(byte[] record, byte[] commit, byte[] check) {

    static Keys of(BucketKey bucket, byte[] salt, long sequence) {
      byte[] record = bucket.record(salt, sequence);
      return new Keys(
          record, BucketKey.expand(record, COMMIT), BucketKey.expand(record, KEY_COMMITMENT));
    }
  }

  byte[] seal(Keys keys, long sequence, Head head, byte[] packed) {
    byte[] payload = new byte[HEAD_BYTES + packed.length + TAG_BYTES];
    head.put(ByteBuffer.wrap(payload));
    try {
      init(Cipher.ENCRYPT_MODE, keys, sequence, head);
      cipher.doFinal(packed, 0, packed.length, payload, HEAD_BYTES);
      return payload;
    } catch (GeneralSecurityException ours) {
      throw new IllegalStateException("cannot encrypt a record", ours);
    }
  }

  /**
   * The packed record.
   *
   * @throws UnreadableRecordException if key, head, place or bytes are not those it was sealed with
   */
  byte[] open(Keys keys, long sequence, Head head, byte[] buffer, int offset, int length)
      throws UnreadableRecordException {
    try {
      init(Cipher.DECRYPT_MODE, keys, sequence, head);
      return cipher.doFinal(buffer, offset + HEAD_BYTES, length - HEAD_BYTES);
    } catch (AEADBadTagException e) {
      throw new UnreadableRecordException(
          "the record, its salt or its bucket's key is not what it was sealed with");
    } catch (GeneralSecurityException ours) {
      throw new IllegalStateException("cannot decrypt a record", ours);
    }
  }

  /** SHA-256 of ciphertext and tag. */
  Digest cipherHash(byte[] buffer, int offset, int length) {
    sha256.update(buffer, offset + HEAD_BYTES, length - HEAD_BYTES);
    return Digest.fromBytes(sha256.digest());
  }

  Digest commitment(Keys keys, byte[] canonical) {
    return Digest.fromBytes(hmac.of(keys.commit(), canonical));
  }

  Digest keyCommitment(Keys keys) {
    sha256.update(KEY_COMMITMENT);
    return Digest.fromBytes(sha256.digest(keys.check()));
  }

  ChannelTag channel(BucketKey bucket, byte[] channel) {
    return ChannelTag.of(hmac.of(bucket.derived(BucketKey.Purpose.TAG), channel));
  }

  /** RFC 6962 §2.1: SHA-256 of a zero byte and the leaf. */
  Digest leafHash(byte[] leaf) {
    sha256.update((byte) 0);
    return Digest.fromBytes(sha256.digest(leaf));
  }

  private void init(int mode, Keys keys, long sequence, Head head) throws GeneralSecurityException {
    cipher.init(
        mode, new SecretKeySpec(keys.record(), "AES"), new GCMParameterSpec(8 * TAG_BYTES, NONCE));
    ByteBuffer authenticated = ByteBuffer.allocate(8 + HEAD_BYTES).putLong(sequence);
    head.put(authenticated);
    cipher.updateAAD(authenticated.flip());
  }

  /** Whether a slot was overwritten: its record is destroyed. */
  static boolean destroyed(byte[] salt) {
    return Arrays.equals(salt, NO_SALT);
  }

  static final byte[] NO_SALT = new byte[32];
  private static final byte[] NONCE = new byte[12];
  private static final byte[] COMMIT = "commit".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] KEY_COMMITMENT = "kc".getBytes(StandardCharsets.US_ASCII);
}
