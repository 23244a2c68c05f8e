package org.lockkeeper.policy;

import org.lockkeeper.message.MessageEvent;

/**
 * Judges events: extract, detect, policy.
 *
 * <p>Pure but for the facts it asks: the same event, facts and policy give the same decision. Never
 * throws on any event; what fails is a fault in the decision and counts as strictly as the rule
 * says. Safe to call from many threads, does no input or output, and takes time linear in the
 * event's text.
 */
public interface Inspector {

  /** Judges one event under the policy in force when it is called. */
  Decision inspect(MessageEvent event, Facts facts);
}
