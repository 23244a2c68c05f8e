package org.lockkeeper.archive.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/** A version of the log, for tests that every version must pass. */
public interface LogMake extends AutoCloseable {

  /** Opens a log, a new one at first. */
  SegmentLog open(Path archive, LogLimits limits, SegmentFiles files, LongSupplier salts);

  /** Looks at a log without opening it for writing. */
  ReadOnlyLog openReadOnly(Path archive, LogLimits limits);

  /** Proves a log. */
  LogProof.Result proof(Path archive, LogLimits limits);

  /** Copies what stands beside segments and checkpoint to where these were copied. */
  void copyBeside(Path archive, Path copy) throws IOException;

  /** What follows the log by itself had not yet come to the last records when the power went. */
  void loseWhatFollows(Path archive) throws IOException;

  @Override
  void close();

  /** Opens a log on the real disk. */
  default SegmentLog open(Path archive, LogLimits limits) {
    return open(archive, limits, new DiskFiles(), () -> 7);
  }
}
