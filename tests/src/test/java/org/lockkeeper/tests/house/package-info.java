/** Keeps the house in order. */
@NullMarked
package org.lockkeeper.tests.house;

import org.jspecify.annotations.NullMarked;
