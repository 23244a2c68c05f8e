package org.lockkeeper.policy;

import java.util.Objects;

/** Which set of rules decided: a digest over every file of the set, shortened for reading. */
public record PolicyVersion(String value) {

  public PolicyVersion {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value;
  }
}
