/**
 * A second set of rules, the candidate, beside the one in force: judging live traffic without
 * effect, or in force for a share of people until it goes wrong.
 */
@NullMarked
package org.lockkeeper.policy.canary;

import org.jspecify.annotations.NullMarked;
