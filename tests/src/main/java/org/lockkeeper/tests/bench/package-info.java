/** Benchmarks that make everything they need. */
@NullMarked
package org.lockkeeper.tests.bench;

import org.jspecify.annotations.NullMarked;
