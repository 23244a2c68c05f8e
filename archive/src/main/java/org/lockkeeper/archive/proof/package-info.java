/**
 * The stand-alone verifier: checks a proof bundle with nothing but the log's public key. Needs only
 * the JDK, reads only the bundle, and is a jar of its own.
 */
@NullMarked
package org.lockkeeper.archive.proof;

import org.jspecify.annotations.NullMarked;
