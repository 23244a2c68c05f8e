/**
 * Evidence of time: RFC 3161 time-stamps over checkpoints, and RFC 4998 records that renew them.
 */
@NullMarked
package org.lockkeeper.archive.seal;

import org.jspecify.annotations.NullMarked;
