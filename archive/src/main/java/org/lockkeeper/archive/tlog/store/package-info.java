/**
 * The tree as a C2SP tlog-tiles directory: written behind the segments it is made from, read and
 * checked by anyone.
 */
@NullMarked
package org.lockkeeper.archive.tlog.store;

import org.jspecify.annotations.NullMarked;
