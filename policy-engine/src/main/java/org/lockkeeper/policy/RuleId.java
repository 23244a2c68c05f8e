package org.lockkeeper.policy;

import java.util.Objects;

/** The name of a rule, unique within a policy: {@code card-number}. */
public record RuleId(String value) {

  public RuleId {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value;
  }
}
