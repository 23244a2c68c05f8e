package org.lockkeeper.archive.tlog;

/** Evidence that does not prove what it should: malformed, not signed, or not fitting. */
public final class ProofFault extends Exception {

  private static final long serialVersionUID = 1L;

  /** What is wrong with it. */
  public enum Kind {
    /** The bytes are not of the form they should be. */
    MALFORMED,
    /** No key that is trusted has signed it. */
    UNSIGNED,
    /** A signature by a trusted key does not hold. */
    FORGED,
    /** The hashes do not lead to the root. */
    UNPROVEN
  }

  private final Kind kind;

  public ProofFault(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  static ProofFault malformed(String message) {
    return new ProofFault(Kind.MALFORMED, message);
  }

  public Kind kind() {
    return kind;
  }
}
