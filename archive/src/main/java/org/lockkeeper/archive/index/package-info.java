/** Search over the record; a follower of the log. Lucene is named here and nowhere else. */
@NullMarked
package org.lockkeeper.archive.index;

import org.jspecify.annotations.NullMarked;
