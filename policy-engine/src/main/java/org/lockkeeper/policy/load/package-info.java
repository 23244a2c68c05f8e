/** Loading rule packs from YAML, all or nothing. */
@NullMarked
package org.lockkeeper.policy.load;

import org.jspecify.annotations.NullMarked;
