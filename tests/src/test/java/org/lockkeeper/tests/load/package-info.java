/** Proves the load generator. */
@NullMarked
package org.lockkeeper.tests.load;

import org.jspecify.annotations.NullMarked;
