/**
 * A transparency log's arithmetic: the RFC 6962 tree and its proofs, C2SP signed notes, checkpoints
 * and proof files. Pure, and needs nothing but the JDK, so that the stand-alone verifier is small.
 */
@NullMarked
package org.lockkeeper.archive.tlog;

import org.jspecify.annotations.NullMarked;
