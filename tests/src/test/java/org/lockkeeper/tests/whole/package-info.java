/** The whole gateway in this process, a fictional service behind it, raw clients before it. */
@NullMarked
package org.lockkeeper.tests.whole;

import org.jspecify.annotations.NullMarked;
