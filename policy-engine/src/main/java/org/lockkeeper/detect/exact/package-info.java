/** Exact data match: the customer's own values, known by keyed hashes only. */
@NullMarked
package org.lockkeeper.detect.exact;

import org.jspecify.annotations.NullMarked;
