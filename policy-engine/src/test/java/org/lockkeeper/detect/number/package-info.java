/** Proves the formats against another reading of the same laws, and the scanner in texts. */
@NullMarked
package org.lockkeeper.detect.number;

import org.jspecify.annotations.NullMarked;
