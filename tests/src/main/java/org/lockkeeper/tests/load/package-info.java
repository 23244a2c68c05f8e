/** Load on a server at little cost: closed and open loop over kept connections. */
@NullMarked
package org.lockkeeper.tests.load;

import org.jspecify.annotations.NullMarked;
