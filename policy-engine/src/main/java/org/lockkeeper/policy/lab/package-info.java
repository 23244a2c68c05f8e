/** The laboratory: what a set of rules would change, and what separates two sets. */
@NullMarked
package org.lockkeeper.policy.lab;

import org.jspecify.annotations.NullMarked;
