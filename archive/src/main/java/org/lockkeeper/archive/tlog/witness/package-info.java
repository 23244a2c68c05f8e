/** An independent witness: it remembers what a log once was, and vouches that it only grew. */
@NullMarked
package org.lockkeeper.archive.tlog.witness;

import org.jspecify.annotations.NullMarked;
