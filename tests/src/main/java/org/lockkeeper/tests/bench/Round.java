package org.lockkeeper.tests.bench;

import org.lockkeeper.tests.load.LoadResult;

/** One round: two peers measured one after the other on the same work. */
record Round(LoadResult one, LoadResult other) {

  double rateRatio() {
    return other.rate() / one.rate();
  }

  double cpuRatio() {
    return other.cpuMicros() / one.cpuMicros();
  }

  double moreCpuMicros() {
    return other.cpuMicros() - one.cpuMicros();
  }

  double moreMicros(double percentile) {
    return other.micros(percentile) - one.micros(percentile);
  }

  double percentileRatio(double percentile) {
    return other.micros(percentile) / one.micros(percentile);
  }
}
