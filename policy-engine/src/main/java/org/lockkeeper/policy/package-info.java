/** Deciding: rules, conditions, verdicts and the decision that carries its reasons. */
@NullMarked
package org.lockkeeper.policy;

import org.jspecify.annotations.NullMarked;
