package org.lockkeeper.archive.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.lockkeeper.archive.log.ArchiveFailure;

/**
 * The live key of one bucket and what is derived from it, each by HKDF-SHA-256 (RFC 5869). Safe to
 * call from any thread; once the key is destroyed every call fails with DESTROYED.
 */
public final class BucketKey {

  /** How long every key here is, in bytes. */
  public static final int BYTES = 32;

  /** What a key derived for the whole bucket is for. */
  public enum Purpose {
    /** Names of attachments. */
    NAME("name"),
    /** Tags of channels. */
    TAG("tag"),
    /** The bucket's index. */
    INDEX("idx"),
    /** Attachments' contents. */
    BLOB("blob");

    private final byte[] info;

    Purpose(String info) {
      this.info = info.getBytes(StandardCharsets.US_ASCII);
    }
  }

  private final int number;
  private final Bucket bucket;
  private final int epoch;
  private final byte[] key;
  private boolean destroyed;

  BucketKey(int number, Bucket bucket, int epoch, byte[] key) {
    this.number = number;
    this.bucket = bucket;
    this.epoch = epoch;
    this.key = key;
  }

  /** The bucket's number in this archive's ring. */
  public int number() {
    return number;
  }

  public Bucket bucket() {
    return bucket;
  }

  /** The ring's epoch when the key was made. */
  public int epoch() {
    return epoch;
  }

  /** The key of one record: salted with the record's slot, bound to its sequence. */
  public synchronized byte[] record(byte[] salt, long sequence) {
    checkLive();
    byte[] info = ByteBuffer.allocate(RECORD.length + 8).put(RECORD).putLong(sequence).array();
    return hkdf(key, salt, info);
  }

  /** A key for the whole bucket. */
  public synchronized byte[] derived(Purpose purpose) {
    checkLive();
    return expand(key, purpose.info);
  }

  /** HKDF without a salt: a key of a key. */
  public static byte[] expand(byte[] key, byte[] info) {
    return hkdf(key, new byte[0], info);
  }

  /** HKDF-SHA-256 with a salt; an empty one stands for none (RFC 5869 §2.2). */
  public static byte[] hkdf(byte[] key, byte[] salt, byte[] info) {
    HKDFParameterSpec.Builder extract = HKDFParameterSpec.ofExtract().addIKM(key);
    if (salt.length > 0) {
      extract.addSalt(salt);
    }
    try {
      return KDF.getInstance("HKDF-SHA256").deriveData(extract.thenExpand(info, BYTES));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError("JDK 25 has HKDF-SHA256", impossible);
    }
  }

  synchronized void destroy() {
    destroyed = true;
    Arrays.fill(key, (byte) 0);
  }

  private void checkLive() {
    if (destroyed) {
      throw new ArchiveFailure(
          ArchiveFailure.Kind.DESTROYED, "the key of bucket " + bucket + " was destroyed");
    }
  }

  private static final byte[] RECORD = "rec".getBytes(StandardCharsets.US_ASCII);
}
