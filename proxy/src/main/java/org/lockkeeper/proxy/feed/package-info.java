/** Feeding others: who is told of decisions, outside the gateway. */
@NullMarked
package org.lockkeeper.proxy.feed;

import org.jspecify.annotations.NullMarked;
