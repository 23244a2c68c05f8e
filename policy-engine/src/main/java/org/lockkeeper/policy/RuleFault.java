package org.lockkeeper.policy;

import java.util.Objects;
import java.util.Optional;

/**
 * Something a rule could not check: it failed itself, or a part of the message could not be read.
 *
 * @param rule the rule that could not answer; empty when the fault is the message's or the engine's
 *     as a whole
 * @param what what went wrong, in words for an operator; never message text
 */
public record RuleFault(Optional<RuleId> rule, String what) {

  public RuleFault {
    Objects.requireNonNull(what, "what");
  }
}
