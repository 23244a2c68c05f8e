/** Sets of rules as one signed file, to be carried between gateways and kept in version control. */
@NullMarked
package org.lockkeeper.policy.bundle;

import org.jspecify.annotations.NullMarked;
