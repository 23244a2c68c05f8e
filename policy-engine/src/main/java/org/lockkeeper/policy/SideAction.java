package org.lockkeeper.policy;

import java.util.Objects;

/** Something done beside the verdict. Never changes whether a message passes. */
public sealed interface SideAction {

  /** A word put on the record, found again by {@code tag:} in a search. */
  record Tag(String tag) implements SideAction {
    public Tag {
      Objects.requireNonNull(tag, "tag");
    }
  }
}
