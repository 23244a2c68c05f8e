/** Records sealed under keys that can be destroyed, and the leaves that outlive them. */
@NullMarked
package org.lockkeeper.archive.crypt;

import org.jspecify.annotations.NullMarked;
