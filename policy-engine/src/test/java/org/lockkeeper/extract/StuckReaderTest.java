package org.lockkeeper.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lockkeeper.extract.Extracted.Status;

/** What happens when a parser hangs, runs wild or fails. */
@Timeout(30)
class StuckReaderTest {

  private static final ExtractLimits BRIEF =
      new ExtractLimits(1024, Duration.ofMillis(50), 1, 1, 1024, 1, 1024, 2);

  @Test
  void aParserThatHangsCostsTheCallerNoMoreThanTheTimeLimit() {
    var release = new CountDownLatch(1);
    var extractor =
        new TikaExtractor(
            BRIEF,
            (name, content, gathered) -> {
              keep(gathered, "before it hung");
              deaf(release);
            });

    Extracted read = extract(extractor);

    assertThat(read.status()).isEqualTo(Status.LIMIT);
    assertThat(read.text()).isEqualTo("before it hung");
    assertThat(extractor.abandoned()).isEqualTo(1);
    release.countDown();
  }

  @Test
  void hangingParsersNeverMultiplyAndGiveTheirPlaceBackWhenTheyEnd() {
    var release = new CountDownLatch(1);
    var ended = new CountDownLatch(2);
    var calls = new AtomicInteger();
    var extractor =
        new TikaExtractor(
            BRIEF,
            (name, content, gathered) -> {
              if (calls.incrementAndGet() <= 2) {
                deaf(release);
                ended.countDown();
              }
            });
    extract(extractor);
    extract(extractor);

    assertThat(extract(extractor).status()).isEqualTo(Status.LIMIT);
    assertThat(calls).as("the third file found no place").hasValue(2);
    assertThat(extractor.abandoned()).isEqualTo(2);

    release.countDown();
    deaf(ended);
    Extracted later = extract(extractor);
    while (later.status() == Status.LIMIT) {
      later = extract(extractor); // a place comes back a moment after its reader ends
    }
    assertThat(later.status()).isEqualTo(Status.NO_TEXT);
  }

  @Test
  void anAbandonedParserCannotAddToTheResult() {
    var gathered = new Gathered(BRIEF, 10);
    gathered.stop();

    assertThatExceptionOfType(LimitReachedException.class)
        .isThrownBy(() -> gathered.text("too late"));
    assertThat(gathered.result().text()).isEmpty();
    assertThat(gathered.result().status()).isEqualTo(Status.LIMIT);
  }

  @Test
  void aParserThatOverflowsItsStackReachesALimit() {
    var extractor = new TikaExtractor(BRIEF, (name, content, gathered) -> overflow(0));

    assertThat(extract(extractor).status()).isEqualTo(Status.LIMIT);
  }

  @Test
  void aParserThatFailsIsAnError() {
    var extractor =
        new TikaExtractor(
            BRIEF,
            (name, content, gathered) -> {
              throw new IllegalStateException("a parser's own fault");
            });

    assertThat(extract(extractor).status()).isEqualTo(Status.ERROR);
  }

  private static Extracted extract(TikaExtractor extractor) {
    return extractor.extract("a.bin", new ByteArrayInputStream(new byte[] {1}));
  }

  private static void keep(Gathered gathered, String text) {
    try {
      gathered.text(text);
    } catch (LimitReachedException ended) {
      throw new AssertionError(ended);
    }
  }

  /** Waits as a bad parser does: whoever interrupts is not heard. */
  private static void deaf(CountDownLatch until) {
    while (true) {
      try {
        until.await();
        return;
      } catch (InterruptedException ignored) {
        // deaf
      }
    }
  }

  private static int overflow(int depth) {
    return depth < 0 ? depth : overflow(depth + 1) + 1;
  }
}
