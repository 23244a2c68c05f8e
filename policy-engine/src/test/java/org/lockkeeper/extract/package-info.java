/** Proves the reading of files, on files made at run time. */
@NullMarked
package org.lockkeeper.extract;

import org.jspecify.annotations.NullMarked;
