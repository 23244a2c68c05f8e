package org.lockkeeper.archive.log;

/** The world failed the archive: a disk, a file, a byte that is not what was written. */
public final class ArchiveFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What kind of failure it was, and so whose business it is. */
  public enum Kind {
    /** No space left; appends may work again once there is. */
    FULL,
    /** Writing or syncing failed; this process must not trust the file any longer. */
    BROKEN,
    /** Bytes on disk are not the bytes that were written. */
    CORRUPT,
    /** Another process has the archive open. */
    LOCKED,
    /** The log is closed, or more is waiting than its limit allows. */
    REFUSED
  }

  private final Kind kind;

  public ArchiveFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public ArchiveFailure(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
