/** The loop: an event in, a decision out, recorded before released. */
@NullMarked
package org.lockkeeper.proxy.flow;

import org.jspecify.annotations.NullMarked;
