package org.lockkeeper.archive.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.Samples;
import org.lockkeeper.archive.log.LogLimits;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.log.RecordLog;
import org.lockkeeper.archive.log.SegmentLog;
import org.lockkeeper.archive.query.QueryParser;

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

  @Test
  void whatWasTakenInIsFoundByTheNextSearchAfterTheRefreshInterval() {
    IndexLimits atOnce = new IndexLimits(Duration.ofNanos(1), Duration.ofHours(1), 50, 16L << 20);
    Path other = archive.resolve("other");
    try (SegmentLog log = SegmentLog.open(other, LogLimits.defaults());
        LuceneIndex index = LuceneIndex.open(other.resolve("idx"), log, atOnce)) {
      for (int number = 1; number <= 3; number++) {
        Position at = log.append(Samples.post(number, "harbour")).toCompletableFuture().join();
        index.accept(log.read(at));
        assertThat(index.count(QueryParser.parse("harbour"))).isEqualTo(number);
      }
    }
  }
}
