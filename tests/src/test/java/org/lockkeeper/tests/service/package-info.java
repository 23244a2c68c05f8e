/** Proves the fictional service. */
@NullMarked
package org.lockkeeper.tests.service;

import org.jspecify.annotations.NullMarked;
