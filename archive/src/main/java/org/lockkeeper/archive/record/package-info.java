/** What is remembered: records and their bytes. */
@NullMarked
package org.lockkeeper.archive.record;

import org.jspecify.annotations.NullMarked;
