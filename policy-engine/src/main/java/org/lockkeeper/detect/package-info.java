/** Finding: detectors and what they find. No action here. */
@NullMarked
package org.lockkeeper.detect;

import org.jspecify.annotations.NullMarked;
