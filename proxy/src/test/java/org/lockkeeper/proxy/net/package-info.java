/** The wire's tests: real sockets on loopback, a scripted service behind. */
@NullMarked
package org.lockkeeper.proxy.net;

import org.jspecify.annotations.NullMarked;
