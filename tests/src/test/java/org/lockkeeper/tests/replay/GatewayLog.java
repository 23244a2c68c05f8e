package org.lockkeeper.tests.replay;

import java.nio.file.Path;
import java.util.List;
import org.lockkeeper.archive.log.LogLimits;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.ReadOnlyLog;

/** The log a gateway left behind. */
final class GatewayLog {

  private GatewayLog() {}

  /** Everything in the archive of a data directory. */
  static OnRecord read(Path data) {
    return OnRecord.of(
        ReadOnlyLog.open(data.resolve("archive"), LogLimits.defaults()).from(Position.START));
  }

  /** At most so many faults, for a message one can read. */
  static List<String> some(List<String> faults) {
    return faults.subList(0, Math.min(20, faults.size()));
  }
}
