/** Real input and sudden ends. */
@NullMarked
package org.lockkeeper.tests.replay;

import org.jspecify.annotations.NullMarked;
