package org.lockkeeper.archive.index;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.log.LogLimits;
import org.lockkeeper.archive.log.RecordLog;
import org.lockkeeper.archive.log.SegmentLog;

class LuceneIndexTest extends IndexContract {

  static final IndexLimits LIMITS =
      new IndexLimits(Duration.ofHours(1), Duration.ofHours(1), 50, 16L << 20);

  @TempDir Path archive;

  @Override
  RecordLog openLog() {
    return SegmentLog.open(archive, LogLimits.defaults());
  }

  @Override
  Index openIndex(RecordLog log) {
    return LuceneIndex.open(archive.resolve("idx"), log, LIMITS);
  }

  @Override
  void refresh(Index index) {
    ((LuceneIndex) index).refresh();
  }
}
