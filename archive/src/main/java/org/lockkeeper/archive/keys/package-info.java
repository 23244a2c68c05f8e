/** The keys under which the archive is encrypted, and their end. */
@NullMarked
package org.lockkeeper.archive.keys;

import org.jspecify.annotations.NullMarked;
