package org.lockkeeper.message;

import java.util.Objects;

/**
 * Who did it, as the service knows them.
 *
 * @param account the service's stable id of the account; empty when nobody is known
 * @param handle the name people see and type, such as {@code ann}; empty when nobody is known
 */
public record Actor(String account, String handle) {

  /** Somebody whose session the gateway could not resolve. */
  public static final Actor UNKNOWN = new Actor("", "");

  public Actor {
    Objects.requireNonNull(account, "account");
    Objects.requireNonNull(handle, "handle");
  }

  /** Whether the account behind the act is known. */
  public boolean known() {
    return !account.isEmpty();
  }
}
