/** Proves what can be said of a text and its language. */
@NullMarked
package org.lockkeeper.detect.language;

import org.jspecify.annotations.NullMarked;
