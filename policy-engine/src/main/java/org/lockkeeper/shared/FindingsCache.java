package org.lockkeeper.shared;

import java.util.Optional;
import org.lockkeeper.detect.DetectorSet;
import org.lockkeeper.message.Digest;

/**
 * Remembers what detectors found in a text, by a key made of the text and the detectors that read
 * it. Findings follow from those two alone, so they may be shared and forgotten at will; verdicts
 * also depend on people, counters and time, and are never kept here.
 *
 * <p>Neither method blocks on a network or throws: what cannot be reached is not there. Safe for
 * many threads.
 */
public interface FindingsCache {

  /** What was put under a key, unless it has been forgotten. */
  Optional<DetectorSet.Detected> get(Digest key);

  /** Remembers, perhaps. What has faults is not remembered: the next try may do better. */
  void put(Digest key, DetectorSet.Detected found);
}
