/** Judgements and rules in words, for people who ask why. */
@NullMarked
package org.lockkeeper.policy.explain;

import org.jspecify.annotations.NullMarked;
