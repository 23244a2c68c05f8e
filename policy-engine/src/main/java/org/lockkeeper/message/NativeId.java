package org.lockkeeper.message;

import java.util.Objects;

/** An id in a service's own words: of a message, a file, a thread. Opaque to the gateway. */
public record NativeId(String value) {

  public NativeId {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value;
  }
}
