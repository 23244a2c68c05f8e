package org.lockkeeper.archive.log;

import java.io.IOException;
import java.util.Locale;

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
    /** What is asked for was destroyed, as the rules on keeping say. */
    DESTROYED,
    /**
     * Not taken: the log is closed, a limit reached, or key, passphrase or format not the right
     * one.
     */
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

  /** What a failed write means: FULL if there was no space, BROKEN otherwise. */
  public static ArchiveFailure of(String what, IOException e) {
    return full(e)
        ? new ArchiveFailure(Kind.FULL, what + ": no space left; free some, appends then go on", e)
        : new ArchiveFailure(
            Kind.BROKEN, what + ": " + e.getMessage() + "; check the disk, then restart", e);
  }

  /** Java has no type for a full disk: the system's words are all there is. */
  private static boolean full(IOException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left") || message.contains("quota exceeded");
  }

  public Kind kind() {
    return kind;
  }
}
