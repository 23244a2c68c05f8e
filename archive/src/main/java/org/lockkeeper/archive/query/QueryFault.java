package org.lockkeeper.archive.query;

import java.util.OptionalInt;

/** A query that cannot be run as it was typed, and where it goes wrong. The asker's fault. */
public final class QueryFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int position;

  /**
   * @param position the UTF-16 index in the text as it was typed
   */
  public QueryFault(int position, String message) {
    super(message);
    this.position = position;
  }

  /** A fault that only running the query shows, such as a wildcard that stands for too much. */
  public QueryFault(String message) {
    this(-1, message);
  }

  /**
   * Where in the typed text the fault is, in UTF-16 code units; empty where it has no one place.
   */
  public OptionalInt position() {
    return position < 0 ? OptionalInt.empty() : OptionalInt.of(position);
  }
}
