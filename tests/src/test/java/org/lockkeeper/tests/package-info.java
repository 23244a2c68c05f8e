/** Proves the parts together, with real clients, on real input. */
@NullMarked
package org.lockkeeper.tests;

import org.jspecify.annotations.NullMarked;
