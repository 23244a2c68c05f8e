/** The append-only log: the truth, of which everything else is derived. */
@NullMarked
package org.lockkeeper.archive.log;

import org.jspecify.annotations.NullMarked;
