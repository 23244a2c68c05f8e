/** Which language a text is in. */
@NullMarked
package org.lockkeeper.detect.language;

import org.jspecify.annotations.NullMarked;
