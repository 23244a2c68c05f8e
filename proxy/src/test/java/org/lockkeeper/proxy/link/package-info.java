/** Tests of fetching and keeping lists of URLs. */
@NullMarked
package org.lockkeeper.proxy.link;

import org.jspecify.annotations.NullMarked;
