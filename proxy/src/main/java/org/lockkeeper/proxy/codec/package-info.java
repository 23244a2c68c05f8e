/** The seam to the wire as values: requests, responses, and what a service makes of them. */
@NullMarked
package org.lockkeeper.proxy.codec;

import org.jspecify.annotations.NullMarked;
