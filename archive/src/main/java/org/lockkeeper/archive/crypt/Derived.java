package org.lockkeeper.archive.crypt;

/**
 * What was made from records and may repeat their words: an index, a cache, a spool. When a call
 * returns, nothing in it, on disk or in memory, tells of what was destroyed. Told twice, it does
 * nothing the second time.
 */
public interface Derived {

  /** Drops one record. */
  void forgetRecord(int bucket, long sequence);

  /** Drops all records of a bucket. */
  void forgetBucket(int bucket);
}
