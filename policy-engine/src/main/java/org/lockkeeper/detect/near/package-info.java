/** Near copies of registered documents, known by fingerprints only. */
@NullMarked
package org.lockkeeper.detect.near;

import org.jspecify.annotations.NullMarked;
