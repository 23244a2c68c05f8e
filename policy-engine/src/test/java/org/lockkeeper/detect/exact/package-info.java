/** Proves exact data match. */
@NullMarked
package org.lockkeeper.detect.exact;

import org.jspecify.annotations.NullMarked;
