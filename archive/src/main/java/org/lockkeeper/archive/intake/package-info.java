/** Import: one file per import format. */
@NullMarked
package org.lockkeeper.archive.intake;

import org.jspecify.annotations.NullMarked;
