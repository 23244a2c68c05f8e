/** Checking an archive offline, byte by byte. */
@NullMarked
package org.lockkeeper.archive.verify;

import org.jspecify.annotations.NullMarked;
