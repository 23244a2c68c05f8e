package org.lockkeeper.detect;

import java.util.Objects;

/**
 * A finding with what rules count by and nobody keeps.
 *
 * @param key what was matched, folded, to tell things apart; never logged, shown or stored
 * @param weight how much it counts where a rule adds up, at least 1
 */
public record Found(Finding finding, String key, int weight) {

  public Found {
    Objects.requireNonNull(finding, "finding");
    Objects.requireNonNull(key, "key");
  }

  /** Without the key: what a log line may hold. */
  @Override
  public String toString() {
    return finding + " weighing " + weight;
  }
}
