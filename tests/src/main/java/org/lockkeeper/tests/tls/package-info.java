/** Certificates and trust for tests, made at run time. */
@NullMarked
package org.lockkeeper.tests.tls;

import org.jspecify.annotations.NullMarked;
