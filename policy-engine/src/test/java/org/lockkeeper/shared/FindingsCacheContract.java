package org.lockkeeper.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lockkeeper.detect.DetectorSet.Detected;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.detect.Found;
import org.lockkeeper.message.Digest;

/** What any memory of findings does. */
public interface FindingsCacheContract {

  Detected SOMETHING =
      new Detected(
          List.of(
              new Found(
                  new Finding(
                      Finding.Category.IDENTIFIER,
                      "payment-card",
                      "visa",
                      "/text",
                      3,
                      22,
                      Finding.Confidence.HIGH),
                  "one",
                  1),
              new Found(
                  new Finding(
                      Finding.Category.LEXICON,
                      "words",
                      "words",
                      "/text",
                      30,
                      1_000_000,
                      Finding.Confidence.LOW),
                  "other",
                  7)),
          Map.of());

  /** A memory of at least 64 KiB with nothing in it. */
  FindingsCache cache();

  /** A key. */
  static Digest key(int number) {
    return Digest.of(new byte[] {(byte) number, (byte) (number >> 8)});
  }

  @Test
  default void whatWasNeverPutIsNotThere() {
    assertThat(cache().get(key(1))).isEmpty();
  }

  @Test
  default void whatWasPutIsThereWhole() {
    FindingsCache cache = cache();
    cache.put(key(1), SOMETHING);
    cache.put(key(2), new Detected(List.of(), Map.of()));
    assertThat(cache.get(key(1))).contains(SOMETHING);
    assertThat(cache.get(key(2))).contains(new Detected(List.of(), Map.of()));
  }

  @Test
  default void whatHasFaultsIsTriedAgainAndNotRemembered() {
    FindingsCache cache = cache();
    cache.put(key(1), new Detected(List.of(), Map.of("words", "out of time")));
    assertThat(cache.get(key(1))).isEmpty();
  }

  @Test
  default void whatWasPutLastCounts() {
    FindingsCache cache = cache();
    cache.put(key(1), new Detected(List.of(), Map.of()));
    cache.put(key(1), SOMETHING);
    assertThat(cache.get(key(1))).contains(SOMETHING);
  }
}
