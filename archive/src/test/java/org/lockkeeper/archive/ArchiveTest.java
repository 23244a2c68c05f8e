package org.lockkeeper.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lockkeeper.archive.index.Hits;
import org.lockkeeper.archive.index.Page;
import org.lockkeeper.archive.log.Position;
import org.lockkeeper.archive.query.Query;
import org.lockkeeper.archive.query.QueryParser;
import org.lockkeeper.archive.verify.ArchiveVerifier;

class ArchiveTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path directory;

  private Archive open() {
    return Archive.open(directory, ArchiveLimits.defaults());
  }

  private static void fill(Archive archive, int from, int to) {
    List<CompletionStage<Position>> stages = new ArrayList<>();
    for (int i = from; i < to; i++) {
      stages.add(archive.log().append(Samples.post(i, "word common" + i % 10)));
    }
    stages.forEach(stage -> stage.toCompletableFuture().join());
  }

  @Test
  void whatIsRecordedIsFound() throws Exception {
    try (Archive archive = open()) {
      fill(archive, 0, 500);
      assertThat(archive.awaitIndexed(LONG)).isTrue();
      assertThat(archive.index().count(new Query.Word("common3"))).isEqualTo(50);
      assertThat(archive.indexing().lag()).isZero();
      assertThat(archive.indexing().failure()).isEmpty();
    }
  }

  @Test
  void aDeletedOrDamagedIndexIsRebuilt() throws Exception {
    try (Archive archive = open()) {
      fill(archive, 0, 300);
    }
    Path index = directory.resolve("idx");
    delete(index);
    assertFindsAll(300);
    try (Stream<Path> files = Files.list(index)) {
      for (Path file : files.filter(path -> !path.endsWith("write.lock")).toList()) {
        Files.write(file, new byte[] {1, 2, 3});
      }
    }
    assertFindsAll(300);
    assertFindsAll(300);
  }

  /** An index that was ahead of its log, as after the log came back from an older copy. */
  @Test
  void anIndexOfAnotherLogIsRebuilt() throws Exception {
    try (Archive archive = open()) {
      fill(archive, 0, 300);
    }
    delete(directory.resolve("seg"));
    Files.delete(directory.resolve("checkpoint"));
    try (Archive archive = open()) {
      fill(archive, 0, 20);
    }
    assertFindsAll(20);
  }

  @Test
  void anotherProcessSearchesAllThatIsRecorded() throws Exception {
    try (Archive archive = open()) {
      fill(archive, 0, 100);
      archive.awaitIndexed(LONG);
      archive.index().commit();
      fill(archive, 100, 200);
      try (ArchiveSearch search = ArchiveSearch.open(directory, ArchiveLimits.defaults())) {
        assertThat(search.count(new Query.Word("word"))).isEqualTo(200);
        Hits hits = search.search(QueryParser.parse("common7 author:ann"), Page.first(5));
        assertThat(hits.total()).isEqualTo(20);
        assertThat(hits.snapshot()).isEqualTo(archive.log().checkpoint().end());
        assertThat(hits.page().getFirst().record()).isEqualTo(Samples.post(197, "word common7"));
      }
      assertThat(ArchiveVerifier.verify(directory)).isInstanceOf(ArchiveVerifier.Intact.class);
    }
    try (ArchiveSearch search = ArchiveSearch.open(directory, ArchiveLimits.defaults())) {
      assertThat(search.count(new Query.Word("word"))).isEqualTo(200);
    }
  }

  private void assertFindsAll(int count) throws InterruptedException {
    try (Archive archive = open()) {
      assertThat(archive.awaitIndexed(LONG)).isTrue();
      assertThat(archive.index().count(new Query.Everything())).isEqualTo(count);
      assertThat(archive.index().count(new Query.Word("word"))).isEqualTo(count);
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
