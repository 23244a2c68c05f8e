package org.lockkeeper.policy;

import java.util.List;
import org.lockkeeper.detect.Witness;

/** Watches a judgement. Changes nothing; see {@link Witness}. */
interface Watch extends Witness {

  /** Nobody watches. */
  Watch NOBODY = new Watch() {};

  /** The rules were asked: those that could match, were in scope and had no exception. */
  default void ruled(Evidence evidence, Circumstances act, List<Ruling> rulings) {}

  /** What the redactions leave was read again. */
  default void readAgain() {}

  /** What one rule made of the message, after a look at what its redactions leave. */
  default void answered(RuleId rule, Verdict verdict) {}
}
