/** Matching: thousands of patterns over normalised text in time linear in its length. */
@NullMarked
package org.lockkeeper.match;

import org.jspecify.annotations.NullMarked;
