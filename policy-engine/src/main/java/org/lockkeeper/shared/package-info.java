/** Ports that a cluster may fill, each with its local make. */
@NullMarked
package org.lockkeeper.shared;

import org.jspecify.annotations.NullMarked;
