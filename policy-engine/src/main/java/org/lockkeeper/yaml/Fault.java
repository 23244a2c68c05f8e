package org.lockkeeper.yaml;

import java.util.Objects;

/**
 * Something wrong in a file somebody wrote, and what to do about it.
 *
 * @param where the place to look
 * @param message what is wrong and what would be right
 */
public record Fault(Where where, String message) {

  public Fault {
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(message, "message");
  }

  /** {@code conf/lockkeeper.yaml:12: unknown key "lisen", did you mean "listen"?} */
  @Override
  public String toString() {
    return where + ": " + message;
  }
}
