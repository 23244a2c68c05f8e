/** Sockets: listeners, HTTP, upstream pools. Netty is named here and nowhere else. */
@NullMarked
package org.lockkeeper.proxy.net;

import org.jspecify.annotations.NullMarked;
