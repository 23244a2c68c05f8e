/** Proves that near copies are found. */
@NullMarked
package org.lockkeeper.detect.near;

import org.jspecify.annotations.NullMarked;
