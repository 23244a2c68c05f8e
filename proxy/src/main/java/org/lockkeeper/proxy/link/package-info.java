/** Lists of URLs: fetched, proven, kept, and taken up by a running gateway. */
@NullMarked
package org.lockkeeper.proxy.link;

import org.jspecify.annotations.NullMarked;
