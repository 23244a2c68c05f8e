package org.lockkeeper.policy;

import java.util.Objects;

/**
 * What a person is told.
 *
 * @param rule the rule that speaks
 * @param text the words, as the rule's author wrote them with places filled in
 */
public record Notice(RuleId rule, String text) {

  public Notice {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(text, "text");
  }
}
