package org.lockkeeper.archive.record;

import java.io.IOException;

/** Bytes that are no record of a known version: damaged, or written by a newer Lockkeeper. */
public final class UnreadableRecordException extends IOException {

  private static final long serialVersionUID = 1L;

  public UnreadableRecordException(String message) {
    super(message);
  }

  public UnreadableRecordException(String message, Throwable cause) {
    super(message, cause);
  }
}
