package org.lockkeeper.archive.record;

import java.util.Objects;
import org.lockkeeper.message.Digest;

/** Where a record came from. */
public sealed interface Origin {

  /** Seen on the wire by this gateway. */
  record Wire() implements Origin {}

  /**
   * Brought in from another system's file, and always shown as such.
   *
   * @param source the digest of the file
   * @param item which item of the file, counted from 1
   */
  record Imported(Digest source, long item) implements Origin {
    public Imported {
      Objects.requireNonNull(source, "source");
    }
  }
}
