package org.lockkeeper.message;

/** Which way an event went, seen from the person. */
public enum Direction {
  /** From the person to the service. */
  OUT,
  /** From the service to the person. */
  IN
}
