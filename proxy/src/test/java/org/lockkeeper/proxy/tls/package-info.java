/** The tests of certificates and trust. */
@NullMarked
package org.lockkeeper.proxy.tls;

import org.jspecify.annotations.NullMarked;
