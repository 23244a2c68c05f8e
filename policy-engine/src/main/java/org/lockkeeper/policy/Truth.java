package org.lockkeeper.policy;

/** The answer to a question about the world, which may not know. */
public enum Truth {
  YES,
  NO,
  UNKNOWN;

  /** The answer of something that is known. */
  static Truth of(boolean known) {
    return known ? YES : NO;
  }

  /** As a plain answer, with what shall be assumed where nothing is known. */
  boolean or(boolean unknown) {
    return this == UNKNOWN ? unknown : this == YES;
  }
}
