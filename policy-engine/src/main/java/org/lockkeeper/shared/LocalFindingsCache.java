package org.lockkeeper.shared;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lockkeeper.detect.DetectorSet;
import org.lockkeeper.detect.Finding;
import org.lockkeeper.message.Digest;

/**
 * Findings in this process's memory, up to a weight. Beyond it, those unused for longest are
 * forgotten; what is heavier than an eighth of all is not taken.
 */
public final class LocalFindingsCache implements FindingsCache {

  private static final long ENTRY_BYTES = 200;
  private static final long FINDING_BYTES = 80;
  private static final long LARGEST_SHARE = 8;

  private final long mostBytes;

  /** By last use, oldest first. Guards everything here. */
  private final Map<Digest, DetectorSet.Detected> entries = new LinkedHashMap<>(16, 0.75f, true);

  private long bytes;

  /**
   * An empty cache.
   *
   * @param mostBytes about how much memory it may take
   */
  public LocalFindingsCache(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  @Override
  public Optional<DetectorSet.Detected> get(Digest key) {
    synchronized (entries) {
      return Optional.ofNullable(entries.get(key));
    }
  }

  @Override
  public void put(Digest key, DetectorSet.Detected found) {
    long weight = weight(found);
    if (!found.faults().isEmpty() || weight > mostBytes / LARGEST_SHARE) {
      return;
    }
    synchronized (entries) {
      DetectorSet.Detected old = entries.put(key, found);
      bytes += weight - (old == null ? 0 : weight(old));
      Iterator<DetectorSet.Detected> oldest = entries.values().iterator();
      while (bytes > mostBytes) {
        bytes -= weight(oldest.next());
        oldest.remove();
      }
    }
  }

  /** How much is held now, in bytes, about. */
  public long bytes() {
    synchronized (entries) {
      return bytes;
    }
  }

  /** Names of detectors and kinds are shared by all findings and weigh nothing. */
  private static long weight(DetectorSet.Detected found) {
    long weight = ENTRY_BYTES;
    for (Finding finding : found.findings()) {
      weight += FINDING_BYTES + finding.pointer().length();
    }
    return weight;
  }
}
