/** The standard form of packs, and the mends that need no thought. */
@NullMarked
package org.lockkeeper.policy.layout;

import org.jspecify.annotations.NullMarked;
