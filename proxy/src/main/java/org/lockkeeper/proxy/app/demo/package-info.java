/** The demonstration: a small fictional workplace whose posts go through a running gateway. */
@NullMarked
package org.lockkeeper.proxy.app.demo;

import org.jspecify.annotations.NullMarked;
