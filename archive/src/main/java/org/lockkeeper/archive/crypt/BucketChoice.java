package org.lockkeeper.archive.crypt;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.lockkeeper.archive.keys.Bucket;
import org.lockkeeper.archive.record.ArchiveRecord;

/** Says with which others a record is kept and forgotten. Pure; safe to call from many threads. */
@FunctionalInterface
public interface BucketChoice {

  Bucket of(ArchiveRecord record);

  /**
   * By month of the record's own time, UTC; acts on the archive apart from messages, so that they
   * outlive what they tell of.
   */
  static BucketChoice byMonth() {
    return record ->
        new Bucket(record instanceof ArchiveRecord.Act ? "acts" : "standard", month(record.at()));
  }

  /** A time outside the years 0 to 9999, which no sane service sends, counts as their edge. */
  private static YearMonth month(Instant at) {
    Instant within = at.isBefore(FIRST) ? FIRST : at.isAfter(LAST) ? LAST : at;
    return YearMonth.from(within.atOffset(ZoneOffset.UTC));
  }

  Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
}
