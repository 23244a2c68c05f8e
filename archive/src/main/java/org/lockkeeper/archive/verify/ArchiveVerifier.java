package org.lockkeeper.archive.verify;

import java.nio.file.Path;
import org.lockkeeper.archive.log.ArchiveFailure;
import org.lockkeeper.archive.log.LogLimits;
import org.lockkeeper.archive.log.LogProof;
import org.lockkeeper.message.Digest;

/**
 * Checks an archive directory from its files alone, whether or not a gateway runs on it. Reads
 * only.
 *
 * <p>Compares nothing with the index, which is disposable.
 */
public final class ArchiveVerifier {

  private ArchiveVerifier() {}

  /** What a check found. */
  public sealed interface Report {}

  /**
   * Every byte is what was written.
   *
   * @param chain the hash chain's head: whoever noted an earlier one can tell that nothing before
   *     it was exchanged
   * @param unfinished bytes at the end of a write under way, or cut short by a crash before anybody
   *     was told that it had succeeded; no fault
   */
  public record Intact(long entries, long bytes, int segments, Digest chain, long unfinished)
      implements Report {}

  /**
   * The first record that does not check.
   *
   * @param segment the file's name
   * @param offset the byte of the file at which it shows
   * @param sequence the record, counted from 0
   */
  public record Damaged(String segment, long offset, long sequence, String why) implements Report {}

  /**
   * Checks an archive.
   *
   * @param directory the archive's own, {@code <data>/archive}
   * @throws ArchiveFailure BROKEN if there is none or it cannot be read
   */
  public static Report verify(Path directory) {
    return switch (LogProof.of(directory, LogLimits.defaults())) {
      case LogProof.Intact(var segments, var bytes, var checkpoint, var unfinished) ->
          new Intact(checkpoint.end().sequence(), bytes, segments, checkpoint.chain(), unfinished);
      case LogProof.Damaged(var file, var place, var sequence, var why) ->
          new Damaged(file, place, sequence, why);
    };
  }
}
