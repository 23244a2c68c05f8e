/** The archive as a whole: log, index and attachments of one directory. */
@NullMarked
package org.lockkeeper.archive;

import org.jspecify.annotations.NullMarked;
