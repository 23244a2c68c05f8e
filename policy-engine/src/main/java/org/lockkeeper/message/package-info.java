/** The message vocabulary: what someone did on a service, in the gateway's own words. */
@NullMarked
package org.lockkeeper.message;

import org.jspecify.annotations.NullMarked;
