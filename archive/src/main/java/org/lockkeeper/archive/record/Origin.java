package org.lockkeeper.archive.record;

import java.util.Objects;
import java.util.Optional;
import org.lockkeeper.message.Digest;
import org.lockkeeper.message.NativeId;

/** Where a record came from. */
public sealed interface Origin {

  /** Seen on the wire by this gateway. */
  record Wire() implements Origin {}

  /**
   * Brought in from another system's file, and always shown as such.
   *
   * @param source the digest of the file
   * @param item which item of the file, counted from 1
   * @param id the message's own id in the system it came from
   */
  record Imported(Digest source, long item, Optional<NativeId> id) implements Origin {
    public Imported {
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(id, "id");
    }

    /** An item that had no id of its own. */
    public Imported(Digest source, long item) {
      this(source, item, Optional.empty());
    }
  }
}
