/** The contracts of the shared ports: every make passes them. */
@NullMarked
package org.lockkeeper.shared;

import org.jspecify.annotations.NullMarked;
