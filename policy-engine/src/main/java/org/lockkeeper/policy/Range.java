package org.lockkeeper.policy;

/** Numbers from a least to a most, both included. */
public record Range(long least, long most) {

  public Range {
    if (least > most) {
      throw new IllegalArgumentException("no number is in it");
    }
  }

  /** Whether a number is one of them. */
  public boolean covers(long number) {
    return number >= least && number <= most;
  }
}
