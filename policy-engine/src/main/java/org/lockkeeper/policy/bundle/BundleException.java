package org.lockkeeper.policy.bundle;

/** A bundle that is not to be used. The message says why, in a clause that follows a name. */
public final class BundleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  BundleException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** Why not. */
  public enum Kind {
    /** It is no bundle, or not of a form that is known. */
    UNREADABLE,
    /** Nobody vouches for it. */
    UNSIGNED,
    /** Somebody vouches for it whom we have no reason to believe. */
    UNTRUSTED,
    /** It is not what was signed. */
    ALTERED
  }

  /** Why not. */
  public Kind kind() {
    return kind;
  }
}
