package org.lockkeeper.extract;

import java.time.Duration;

/**
 * How much a single file may cost. Every limit ends the reading with {@link Extracted.Status#LIMIT}
 * and keeps the text read so far.
 *
 * @param bytes how much of a file is read; the bytes are held in memory, one file a worker
 * @param time how long a caller waits, from the call to the answer
 * @param depth how many files may stand inside one another, the outermost not counted
 * @param embedded how many files inside a file are read, at all depths together
 * @param characters how much text is kept, in UTF-16 code units
 * @param unpackedRatio how many bytes may be unpacked for one byte of the file; the first MiB is
 *     free
 * @param unpackedBytes how many bytes may be unpacked whatever the ratio; they pass the disk
 * @param workers how many files are read at once; a reader that ignores its end keeps its place
 */
public record ExtractLimits(
    int bytes,
    Duration time,
    int depth,
    int embedded,
    int characters,
    int unpackedRatio,
    long unpackedBytes,
    int workers) {

  private static final int MIB = 1 << 20;

  /** What is read when nobody configured anything, each with its reason. */
  public static final ExtractLimits DEFAULT =
      new ExtractLimits(
          32 * MIB, // four workers then hold at most 128 MiB; office files are rarely larger
          Duration.ofSeconds(10), // a person waits for the answer to the upload
          8, // a mail in a mail in an archive in an archive; a quine has no end
          1_000, // a large archive of documents; beyond, nobody wrote it by hand
          4_000_000, // two thousand pages, and 8 MB of heap
          100, // text packs to a tenth, a bomb to a thousandth
          512L * MIB, // what a worker may put in the temporary folder
          4); // parsers are hungry for memory; more cores do not change that

  public ExtractLimits {
    if (bytes < 1
        || time.isNegative()
        || time.isZero()
        || depth < 0
        || embedded < 0
        || characters < 1
        || unpackedRatio < 1
        || unpackedBytes < 1
        || workers < 1) {
      throw new IllegalArgumentException("every limit must be positive");
    }
  }

  /** How many bytes may be unpacked out of a file of the given size. */
  long unpackedFrom(long size) {
    return Math.min(unpackedBytes, Math.max(MIB, size * unpackedRatio));
  }
}
