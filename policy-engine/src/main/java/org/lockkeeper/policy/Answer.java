package org.lockkeeper.policy;

import java.util.List;
import org.lockkeeper.detect.Finding;

/**
 * What a condition says of one event.
 *
 * @param spoke the findings that made it hold; empty where it does not
 * @param faults why it could not answer in full, in words for an operator
 */
record Answer(boolean holds, List<Finding> spoke, List<String> faults) {

  static final Answer YES = new Answer(true, List.of(), List.of());
  static final Answer NO = new Answer(false, List.of(), List.of());

  Answer {
    spoke = List.copyOf(spoke);
    faults = List.copyOf(faults);
  }

  static Answer of(boolean holds) {
    return holds ? YES : NO;
  }

  /** Not known: does not hold, and is a fault. */
  static Answer unknown(String why) {
    return new Answer(false, List.of(), List.of(why));
  }
}
