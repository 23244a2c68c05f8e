/** Links in text: found as people write them, made canonical, and looked up in lists. */
@NullMarked
package org.lockkeeper.link;

import org.jspecify.annotations.NullMarked;
