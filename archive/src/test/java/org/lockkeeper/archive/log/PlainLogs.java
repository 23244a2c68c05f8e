package org.lockkeeper.archive.log;

import java.nio.file.Path;
import java.util.function.LongSupplier;

/** Version 1. */
final class PlainLogs implements LogMake {

  @Override
  public SegmentLog open(Path archive, LogLimits limits, SegmentFiles files, LongSupplier salts) {
    return SegmentLog.open(archive, limits, files, salts);
  }

  @Override
  public ReadOnlyLog openReadOnly(Path archive, LogLimits limits) {
    return ReadOnlyLog.open(archive, limits);
  }

  @Override
  public LogProof.Result proof(Path archive, LogLimits limits) {
    return LogProof.of(archive, limits);
  }

  @Override
  public void copyBeside(Path archive, Path copy) {}

  @Override
  public void loseWhatFollows(Path archive) {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return "version 1";
  }
}
