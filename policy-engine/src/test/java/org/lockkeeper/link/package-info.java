/** Tests of links. */
@NullMarked
package org.lockkeeper.link;

import org.jspecify.annotations.NullMarked;
