package org.lockkeeper.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lockkeeper.detect.DetectorSet.Detected;

final class LocalFindingsCacheTest implements FindingsCacheContract {

  private static final Detected NOTHING = new Detected(List.of(), Map.of());

  @Override
  public FindingsCache cache() {
    return new LocalFindingsCache(1 << 16);
  }

  @Test
  void itStaysWithinItsWeightAndForgetsWhatIsUnusedForLongest() {
    LocalFindingsCache cache = new LocalFindingsCache(10_000);
    for (int number = 0; number < 1000; number++) {
      cache.put(FindingsCacheContract.key(number), NOTHING);
      assertThat(cache.get(FindingsCacheContract.key(0))).as("in use").isPresent();
      assertThat(cache.bytes()).isLessThanOrEqualTo(10_000);
    }
    assertThat(cache.get(FindingsCacheContract.key(1))).isEmpty();
    assertThat(cache.get(FindingsCacheContract.key(999))).isPresent();
  }

  @Test
  void oneTextFullOfFindingsDoesNotDriveOutAllOthers() {
    LocalFindingsCache cache = new LocalFindingsCache(10_000);
    cache.put(FindingsCacheContract.key(1), NOTHING);
    cache.put(
        FindingsCacheContract.key(2),
        new Detected(
            Collections.nCopies(50, FindingsCacheContract.SOMETHING.found().getFirst()), Map.of()));
    assertThat(cache.get(FindingsCacheContract.key(1))).isPresent();
    assertThat(cache.get(FindingsCacheContract.key(2))).isEmpty();
  }
}
