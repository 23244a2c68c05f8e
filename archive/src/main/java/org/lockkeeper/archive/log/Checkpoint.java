package org.lockkeeper.archive.log;

import java.util.Objects;
import org.lockkeeper.message.Digest;

/**
 * What the log holds, in one value.
 *
 * @param end the position behind the last durable entry
 * @param chain the hash chain's head over every entry before it
 */
public record Checkpoint(Position end, Digest chain) {

  public Checkpoint {
    Objects.requireNonNull(end, "end");
    Objects.requireNonNull(chain, "chain");
  }
}
